// What each option is worth to the party in a seat, by the terms of which it is made: as signed bars, with the numbers as a table.

import { drawRows, height, key, mark, nameBelow, PARTS, reach } from "../charts/signed.js";
import { large, say, shown } from "../words.js";

const KEEP_ON = "keep-on"; // weighed as keeping an agreement today

const named = (name) => name.replaceAll(/[^a-z]+/g, "_");
const total = (terms) => Object.values(terms).reduce((sum, value) => sum + value, 0);

/** Terms by their names in this page, in parts of the stake. */
const parts = (terms) => Object.fromEntries(Object.entries(terms).map(([name, value]) => [named(name), PARTS * value]));

const counts = (rows) => [...new Set(rows.flatMap(({ terms }) => Object.keys(terms)))];

/** The names of all terms that are not nothing in every row. */
const felt = (rows) => counts(rows).filter((name) => rows.some(({ terms }) => terms[name]));

const SMALL = 200; // parts of the stake: where all is less, hundredths of a per cent are shown

/** How numbers of rows are written: with as many digits as it takes to see differences. */
function written(rows) {
  const kind = rows.every(({ terms, sum }) => [...Object.values(terms), sum].every((value) => Math.abs(value) < SMALL)) ? "finely" : "points";
  return (value) => shown(value === undefined ? null : value / PARTS, kind);
}

/** A chart of rows. rows(answer): {label, terms, sum, chance}; where there is but one, every term has a row of its own above it. */
function rowsChart({ name, rows, finding, note, chance, said }) {
  const drawn = (answer) => {
    const found = rows(answer);
    const text = written(found);
    const end = (one) => [say("weighing.worth", { value: text(one.sum) }), ...(said && one.chance !== null ? [say(said, { share: one.chance })] : [])];
    const alone = found.length > 1 ? [] : felt(found).map((term) => ({ label: say(`terms.${term}`), terms: { [term]: found[0].terms[term] }, said: [say("weighing.worth", { value: text(found[0].terms[term]) })] }));
    return [...alone, ...found.map((one) => ({ ...one, said: end(one) }))];
  };
  return {
    name,
    mark,
    note,
    finding: (answer) => large(finding(answer, rows(answer), written(rows(answer)))),
    height: (answer) => height(drawn(answer).length) + 0.6,
    draw(canvas, answer) {
      const found = drawn(answer);
      nameBelow(canvas, drawRows(canvas, 0, found, reach(found)));
    },
    legend(answer) {
      const found = rows(answer);
      return key(found.length > 1 ? felt(found) : [], say("weighing.sum"));
    },
    alternative(answer) {
      const found = rows(answer);
      const text = written(found);
      const terms = (one) => felt([one]).map((term) => say("weighing.term", { name: say(`terms.${term}`), value: text(one.terms[term]) })).join(", ");
      return found.map((one) => say("weighing.row", { label: one.label, value: text(one.sum), terms: terms(one) })).join(" ");
    },
    table(answer) {
      const found = rows(answer);
      const text = written(found);
      const terms = counts(found);
      const heads = [...terms.map((term) => say(`terms.${term}`)), say("charts.why.total"), say(chance)];
      const cells = (one) => [...terms.map((term) => text(one.terms[term])), text(one.sum), shown(one.chance, "tenths")];
      const caption = say("weighing.caption");
      if (found.length > 1) return { caption, columns: [say("weighing.option"), ...heads], rows: found.map((one) => [one.label, ...cells(one)]) };
      return { caption, columns: [say("weighing.part"), found[0].label], rows: heads.map((head, number) => [head, cells(found[0])[number]]) };
    },
  };
}

const row = (label, terms, chance) => ({ label, terms: parts(terms), sum: total(parts(terms)), chance });

/** What the agreements that can be offered would be worth, if they were accepted. */
const agreements = rowsChart({
  name: "agreements",
  chance: "charts.why.chance",
  said: "charts.why.says_yes",
  rows: ({ options }) => options.filter((one) => Object.keys(one.deal).length).map((one) => row(one.short, one.deal, one.expected_yes)),
  finding: ({ who }, rows) => say(rows.some(({ sum }) => sum >= 0) ? "weighing.gains" : "weighing.no_gains", { who, count: rows.filter(({ sum }) => sum >= 0).length, all: rows.length }),
  note: ({ who }) => say("weighing.note.agreements", { who }),
});

/** What the options are worth that are weighed at all. */
const options = rowsChart({
  name: "options",
  chance: "weighing.chosen",
  rows: ({ options: all }) => all.filter((one) => Object.keys(one.terms).length && one.name !== KEEP_ON).map((one) => row(one.short, one.terms, one.chance)),
  finding: ({ who, kind, options: all }, rows, text) => {
    const best = rows.reduce((one, other) => (other.sum > one.sum ? other : one));
    if (kind === "offer") return say(best.sum > 0 ? "weighing.best_offer" : "weighing.no_offer", { who, option: best.label, value: text(best.sum) });
    if (kind === "conduct") return say("weighing.best_conduct", { who, option: best.label, value: text(best.sum) });
    return say("weighing.answer", { who, yes: all[0].short, no: all[1].short, value: text(best.sum) });
  },
  note: ({ who, kind }) => say(`weighing.note.${kind}`, { who }),
});

/** Both charts of what is weighed; of a decision for which nothing is weighed, neither has rows. */
export const CHARTS = [agreements, options];

/** Whether there is anything to draw in a chart. */
export const hasRows = (chart, answer) => answer.options.some((one) => Object.keys(chart === agreements ? one.deal : one.terms).length > 0);
