// Why each side says yes or no: signed bars, term by term, for each rung and side, on a day that can be chosen.

import { draw, make, newId } from "../elements.js";
import { large, say, shown } from "../words.js";
import { at, box, linear, ticks } from "./axes.js";

const TERMS = ["costs_saved", "gains_forgone", "balance_after_the_pause", "betrayal", "home_front"];
const COLOURS = ["#009e73", "#e69f00", "#f5ec7a", "#cc79a7", "#707070"]; // hues of Okabe and Ito (2008), as in the pictures
const ROW = 3.1;
const PARTS = 10000;

let moment = 0; // which of the days is shown, kept while a slider moves

const weighed = ({ why }) => why[Math.min(moment, why.length - 1)];

function reach(answer) {
  const all = answer.why.flatMap(({ sides }) => sides.flat());
  const sum = (terms, sign) => terms.reduce((total, value) => total + (sign * value > 0 ? value : 0), 0);
  return [Math.min(...all.map(({ terms }) => sum(terms, -1)), -100), Math.max(...all.map(({ terms }) => sum(terms, 1)), 100)];
}

/** A side's stance to the whole ladder, as a sentence. */
function stance(answer, side) {
  const sheets = weighed(answer).sides[side];
  const who = side ? answer.defender : answer.attacker;
  const gains = sheets.map((one, rung) => (one.advantage >= 0 ? rung : -1)).filter((rung) => rung >= 0);
  if (!gains.length) return say("why.none", { who });
  if (gains.length === sheets.length) return say("why.every", { who });
  const names = gains.length > 2 ? say("why.some", { count: gains.length, all: sheets.length }) : gains.map((rung) => say("why.one", { rung: answer.rungs[rung] })).join(say("why.and"));
  return say("why.these", { who, names });
}

function row(canvas, area, x, sheet, y) {
  const { svg, em } = canvas;
  for (const sign of [1, -1]) {
    let from = 0;
    sheet.terms.forEach((value, number) => {
      if (sign * value <= 0) return;
      const [left, right] = [x(from), x(from + value)].sort((one, other) => one - other);
      svg.append(draw("rect", { x: at(left), y: at(y - 0.62 * em), width: at(right - left), height: at(1.24 * em), fill: COLOURS[number], class: "area" }));
      from += value;
    });
  }
  const [left, size] = [x(sheet.advantage), 0.48 * em];
  svg.append(draw("path", { d: `M${at(left - size)} ${at(y)}L${at(left)} ${at(y - size)}L${at(left + size)} ${at(y)}L${at(left)} ${at(y + size)}Z`, class: "mark sum" }));
}

function side(canvas, answer, number, top) {
  const { svg, em, theme } = canvas;
  const sheets = weighed(answer).sides[number];
  const area = { ...box(canvas, { left: 0.2, right: 7.6 }), top: top + 1.6 * em, bottom: top + (1.6 + ROW * sheets.length) * em };
  const [low, high] = reach(answer);
  const x = linear(low * 1.04, high * 1.04, area.left, area.right);
  svg.append(draw("text", { x: 0, y: top + 0.9 * em, class: "axis strong", fill: answer.colours.sides[theme][number] }, number ? answer.defender : answer.attacker));
  for (const value of ticks(low / 100, high / 100, Math.max(3, Math.floor((area.right - area.left) / (5 * em))))) {
    const left = at(x(value * 100));
    svg.append(draw("line", { x1: left, x2: left, y1: area.top, y2: area.bottom, class: value === 0 ? "zero" : "grid" }),
      draw("text", { x: left, y: area.bottom + em, "text-anchor": "middle", class: "axis" }, shown(value)));
  }
  [...sheets.keys()].reverse().forEach((rung, place) => {
    const y = area.top + (place * ROW + 2.1) * em;
    svg.append(draw("text", { x: area.left, y: y - 1.05 * em, class: "axis" }, answer.rungs[rung]));
    row(canvas, area, x, sheets[rung], y);
    const said = sheets[rung].barred > 500 ? say("charts.why.barred") : say("charts.why.says_yes", { share: sheets[rung].yes / 1000 });
    svg.append(draw("text", { x: area.right + 0.5 * em, y: y - 0.15 * em, class: "axis" }, say("charts.why.worth", { value: sheets[rung].advantage / PARTS })),
      draw("text", { x: area.right + 0.5 * em, y: y + em, class: "axis faint" }, said));
  });
  return area.bottom;
}

export const chart = {
  name: "why",
  height: ({ rungs }) => 2 * (ROW * rungs.length + 3.6) + 1.4,

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
    canvas.svg.append(draw("text", { x: (canvas.width - 7.6 * canvas.em) / 2, y: end + 2.2 * canvas.em, "text-anchor": "middle", class: "axis name" }, say("charts.why.x")));
  },

  legend: () => [...TERMS.map((term, number) => ({ area: true, colour: COLOURS[number], label: say(`terms.${term}`) })), { mark: "diamond", label: say("charts.why.sum") }],

  mark: (kind, x, y, size) => draw("path", { d: `M${x - size} ${y}L${x} ${y - size}L${x + size} ${y}L${x} ${y + size}Z`, class: "mark sum" }),

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
