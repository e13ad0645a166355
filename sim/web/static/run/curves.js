// A row of the timeline with a state of both sides, day by day.

import { draw } from "../elements.js";
import { at, linear, through } from "../charts/axes.js";

/** What can be followed. low, high: the ends of the scale, or null where it ends at the largest value. */
export const CURVES = {
  trust: { high: 1, kind: "percent" },
  resources: { high: null, kind: "number" },
  held: { high: 1, kind: "percent" },
  reservation: { high: null, kind: "tenths" },
  resolve: { high: null, kind: "tenths" },
  pressure: { high: null, kind: "tenths", mediated: true },
  blame: { high: 1, kind: "percent", mediated: true },
};

const LOW = 0;

/** The values of both sides, attacker first. */
export function valuesOf({ states }, name) {
  if (name === "held") return [states.all.held, states.all.held.map((value) => 1 - value)];
  if (name === "blame") return [states.all.blame.map((value) => 1 - value), states.all.blame];
  return states.sides[name];
}

/** The lines in a box {left, right, top, bottom}; the defender's is broken. format: a value as it is read. */
export function curves(course, name, box, x, colours, em, format) {
  const values = valuesOf(course, name);
  const all = values.flat();
  const low = Math.min(LOW, ...all);
  const high = CURVES[name].high ?? (Math.max(...all) || 1);
  const y = linear(low, high, box.bottom, box.top);
  const rule = (value) => [
    draw("line", { x1: box.left, x2: box.right, y1: at(y(value)), y2: at(y(value)), class: "grid" }),
    draw("text", { x: at(box.right), y: at(y(value) - 0.25 * em), "text-anchor": "end", class: "axis faint" }, format(value)),
  ];
  return [...rule(low), ...rule(high), ...values.map((line, side) => draw("path", { d: through(line.map((value, day) => [x(day), y(value)])), stroke: colours[side], class: side ? "curve broken" : "curve" }))];
}
