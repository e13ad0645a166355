// Small bars with numbers beside them.

import { draw, make } from "../elements.js";
import { say } from "../words.js";

const WIDTH = 100;
const HEIGHT = 10;

/** A bar that is filled up to a part of 1, with the ends of an interval where there is one. What it says stands beside it in words. */
export function bar(value, low, high) {
  const rect = (name, x, width) => draw("rect", { class: name, x, y: 0, width: Math.max(0, width), height: HEIGHT });
  const parts = [rect("whole", 0, WIDTH), rect("filled", 0, WIDTH * Math.max(0, Math.min(1, value)))];
  if (low !== undefined) parts.push(draw("line", { class: "interval", x1: WIDTH * low, x2: WIDTH * high, y1: HEIGHT / 2, y2: HEIGHT / 2 }));
  return draw("svg", { class: "seat-bar", viewBox: `0 0 ${WIDTH} ${HEIGHT}`, preserveAspectRatio: "none", "aria-hidden": "true" }, parts);
}

/** A line of a list: words, a bar, and the number as text. */
export const line = (words, drawn, text) => make("div", { class: "seat-line" }, make("dt", {}, words), make("dd", {}, drawn, make("span", {}, text)));

/** A share with its interval. */
export const share = ({ value, low, high }) => say("seat.share", { value, low, high });

const TENTHS = 10;

/** A number without a sign before nothing. */
const rounded = (value) => Math.round(TENTHS * value) / TENTHS || 0;

/** What a score is counted in: per cent of the stake, or days. */
export function scored(value, unit) {
  return unit === "days" ? say("seat.in_days", { value: rounded(value) }) : say("seat.in_stake", { value: rounded(100 * value) });
}

/** How a score differs, with half of its interval. */
export function difference({ value, low, high }, unit) {
  const factor = unit === "days" ? 1 : 100;
  return say("seat.against", { value: rounded(factor * value), half: (factor * (high - low)) / 2 });
}
