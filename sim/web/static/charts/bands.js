// Lines with bands: the median of a state, with the middle half and the middle nine tenths of the runs.

import { draw } from "../elements.js";
import { between, through } from "./axes.js";

/** five: rows q05, q25, q50, q75, q95 of numbers; y takes one of them. */
export function ribbon(svg, { x, y, days, five, colour, dash }) {
  const points = five.map((row) => row.map((value, number) => [x(days[number]), y(value)]));
  svg.append(draw("path", { d: between(points[4], points[0]), fill: colour, "fill-opacity": 0.16 }),
    draw("path", { d: between(points[3], points[1]), fill: colour, "fill-opacity": 0.3 }));
  line(svg, points[2], colour, dash);
}

/** A line that stands out from any colour below it. */
export function line(svg, points, colour, dash, path = through(points)) {
  svg.append(draw("path", { d: path, class: "casing", "stroke-dasharray": dash || "none" }),
    draw("path", { d: path, fill: "none", stroke: colour, "stroke-width": 2.4, "stroke-dasharray": dash || "none", "stroke-linejoin": "round" }));
}

/** The median as it was before: a thin line. */
export function before(svg, { x, y, days, row, colour }) {
  svg.append(draw("path", { d: through(row.map((value, number) => [x(days[number]), y(value)])), fill: "none", stroke: colour, "stroke-width": 1.3, "stroke-dasharray": "2 2" }));
}

/** The few days of a table: the first, the last, and some between. */
export function some(days, most = 25) {
  const step = Math.max(1, Math.ceil((days.length - 1) / most));
  return days.map((day, number) => number).filter((number) => number % step === 0 || number === days.length - 1);
}
