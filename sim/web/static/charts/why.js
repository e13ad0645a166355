// Why each side says yes or no: signed bars, term by term, for each rung and side, on a day that can be chosen.

import { draw, make, newId } from "../elements.js";
import { large, listed, say, shown } from "../words.js";
import { drawRows, height, key, mark, nameBelow, PARTS, reach, worth } from "./signed.js";

const TERMS = ["costs_saved", "gains_forgone", "balance_after_the_pause", "betrayal", "home_front"];
const ABOVE = 1.6; // a side's name, in letters' heights
const LEAST = 100; // a scale is at least a hundredth of the stake wide to each side

let moment = 0; // which of the days is shown, kept while a slider moves

const weighed = ({ why }) => why[Math.min(moment, why.length - 1)];

/** A side's agreements as rows of terms, on all days the same scale. */
const rowOf = ({ terms, advantage }) => ({ terms: Object.fromEntries(TERMS.map((name, number) => [name, terms[number]])), sum: advantage });

function ends(answer) {
  const [low, high] = reach(answer.why.flatMap(({ sides }) => sides.flat()).map(rowOf));
  return [Math.min(low, -LEAST), Math.max(high, LEAST)];
}

/** A side's stance to the whole ladder, as a sentence. */
function stance(answer, side) {
  const sheets = weighed(answer).sides[side];
  const who = side ? answer.defender : answer.attacker;
  const gains = sheets.map((one, rung) => (one.advantage >= 0 ? rung : -1)).filter((rung) => rung >= 0);
  if (!gains.length) return say("why.none", { who });
  if (gains.length === sheets.length) return say("why.every", { who });
  const names = gains.length > 2 ? say("why.some", { count: gains.length, all: sheets.length }) : listed(gains.map((rung) => say("why.one", { rung: answer.rungs[rung] })), "conjunction");
  return say("why.these", { who, names });
}

function side(canvas, answer, number, top) {
  const sheets = weighed(answer).sides[number];
  canvas.svg.append(draw("text", { x: 0, y: top + 0.9 * canvas.em, class: "axis strong", fill: answer.colours.sides[canvas.theme][number] }, number ? answer.defender : answer.attacker));
  const rows = sheets.map((one, rung) => ({
    ...rowOf(one), label: answer.rungs[rung],
    said: [worth(one.advantage), one.barred > 500 ? say("charts.why.barred") : say("charts.why.says_yes", { share: one.yes / 1000 })] }));
  return drawRows(canvas, top + ABOVE * canvas.em, rows.reverse(), ends(answer));
}

export const chart = {
  name: "why",
  height: ({ rungs }) => 2 * (ABOVE + height(rungs.length)) + 1.4,

  /** A choice of the day; changed is called when another is chosen. */
  controls(answer, place, changed) {
    const days = answer.why.map(({ day }) => day);
    if (place.dataset.days === days.join()) return;
    place.dataset.days = days.join();
    const id = newId("day");
    const select = make("select", { id, onchange: () => { moment = Number(select.value); changed(); } }, days.map((day, number) => make("option", { value: number }, say("charts.why.day", { day }))));
    select.value = Math.min(moment, days.length - 1);
    place.replaceChildren(make("label", { for: id }, say("charts.why.when")), select);
  },

  finding(answer) {
    return large(say("why.finding", { day: weighed(answer).day, attacker: stance(answer, 0), defender: stance(answer, 1) }));
  },

  draw(canvas, answer) {
    const bottom = side(canvas, answer, 0, 0);
    const end = side(canvas, answer, 1, bottom + 2 * canvas.em);
    nameBelow(canvas, end);
  },

  legend: () => key(TERMS, say("charts.why.sum")),

  mark,

  note: () => say("charts.why.note"),

  alternative(answer) {
    return weighed(answer).sides.map((sheets, number) => sheets.map((one, rung) => say("charts.why.alternative", { who: number ? answer.defender : answer.attacker, rung: answer.rungs[rung], value: one.advantage / PARTS, share: one.yes / 1000 })).join(" ")).join(" ");
  },

  table(answer) {
    const rows = weighed(answer).sides.flatMap((sheets, number) => sheets.map((one, rung) => [
      say("charts.why.row", { who: number ? answer.defender : answer.attacker, rung: answer.rungs[rung] }),
      ...one.terms.map((value) => shown(value / PARTS, "points")), shown(one.advantage / PARTS, "points"), shown(one.yes / 1000, "tenths"), shown(one.barred / 1000, "tenths")]));
    return { caption: say("charts.why.caption", { day: weighed(answer).day }), columns: [say("charts.why.agreement"), ...TERMS.map((term) => say(`terms.${term}`)), say("charts.why.total"), say("charts.why.chance"), say("charts.why.line")], rows };
  },
};
