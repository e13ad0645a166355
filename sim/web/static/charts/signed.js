// Rows of signed terms as bars to both sides of nothing, with their sum as a diamond and its number at the end of the row.

import { draw } from "../elements.js";
import { say, shown } from "../words.js";
import { at, box, linear, ticks } from "./axes.js";

export const PARTS = 10000; // of the stake, in which all terms are counted
const [ROW, NUMBERS] = [3.1, 7.6]; // in letters' heights: a row, and the numbers at its end

// Hues of Okabe and Ito (2008), as in the pictures. No drawing has two terms of one hue
const HUES = {
  costs_saved: "#009e73", gains_forgone: "#e69f00", balance_after_the_pause: "#f5ec7a", betrayal: "#cc79a7", home_front: "#707070", war_economy: "#707070",
  blame_for_a_refusal: "#56b4e9", blame_if_it_is_seen: "#56b4e9", blame_for_leaving: "#d55e00", the_agreement_if_accepted: "#0072b2", the_gesture: "#f5ec7a",
};

/** The hue of a term. */
export const hue = (name) => HUES[name] ?? "#ffffff";

const total = (terms, sign) => Object.values(terms).reduce((sum, value) => sum + (sign * value > 0 ? value : 0), 0);

/** From where to where rows reach, in parts of the stake. */
export function reach(rows) {
  return [Math.min(...rows.map(({ terms }) => total(terms, -1)), 0), Math.max(...rows.map(({ terms }) => total(terms, 1)), 0)];
}

/** How high rows are, with the numbers below them. */
export const height = (count) => ROW * count + 2;

const diamond = (x, y, size) => draw("path", { d: `M${at(x - size)} ${at(y)}L${at(x)} ${at(y - size)}L${at(x + size)} ${at(y)}L${at(x)} ${at(y + size)}Z`, class: "mark sum" });

function bars({ svg, em }, x, { terms, sum }, y) {
  for (const sign of [1, -1]) {
    let from = 0;
    for (const [name, value] of Object.entries(terms)) {
      if (sign * value <= 0) continue;
      const [left, right] = [x(from), x(from + value)].sort((one, other) => one - other);
      svg.append(draw("rect", { x: at(left), y: at(y - 0.62 * em), width: at(right - left), height: at(1.24 * em), fill: hue(name), class: "area" }));
      from += value;
    }
  }
  if (sum !== undefined) svg.append(diamond(x(sum), y, 0.48 * em));
}

function scale({ svg, em }, area, x, [low, high]) {
  const room = Math.max(3, Math.floor((area.right - area.left) / (5 * em)));
  for (const value of ticks((100 * low) / PARTS, (100 * high) / PARTS, room)) {
    const left = at(x((value * PARTS) / 100));
    svg.append(draw("line", { x1: left, x2: left, y1: area.top, y2: area.bottom, class: value === 0 ? "zero" : "grid" }),
      draw("text", { x: left, y: area.bottom + em, "text-anchor": "middle", class: "axis" }, shown(value)));
  }
}

/** Draws rows below top; returns where they end. rows: {label, terms by name, sum, said: what stands at the end}; from, to: what they share a scale for. */
export function drawRows(canvas, top, rows, [from, to]) {
  const { svg, em } = canvas;
  const area = { ...box(canvas, { left: 0.2, right: NUMBERS }), top, bottom: top + ROW * rows.length * em };
  const ends = [from * 1.04, to * 1.04];
  const x = linear(...ends, area.left, area.right);
  scale(canvas, area, x, ends);
  rows.forEach((row, place) => {
    const y = area.top + (place * ROW + 2.1) * em;
    svg.append(draw("text", { x: area.left, y: y - 1.05 * em, class: "axis" }, row.label));
    bars(canvas, x, row, y);
    row.said.forEach((text, line) => svg.append(draw("text", { x: area.right + 0.5 * em, y: y + (line ? 1 : -0.15) * em, class: line ? "axis faint" : "axis" }, text)));
  });
  return area.bottom;
}

/** What is counted, below the rows. */
export function nameBelow(canvas, end) {
  canvas.svg.append(draw("text", { x: (canvas.width - NUMBERS * canvas.em) / 2, y: end + 2.2 * canvas.em, "text-anchor": "middle", class: "axis name" }, say("charts.why.x")));
}

/** The key to the hues of these terms, and to the diamond. */
export const key = (names, sum) => [...names.map((name) => ({ area: true, colour: hue(name), label: say(`terms.${name}`) })), { mark: "diamond", label: sum }];

/** The diamond of the key. */
export const mark = (kind, x, y, size) => diamond(x, y, size);

/** A sum as it stands at the end of a row. */
export const worth = (value) => say("charts.why.worth", { value: value / PARTS });
