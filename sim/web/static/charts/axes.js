// Scales and axes of all charts: numbers in, places on the drawing out, with round ticks, units and dates.

import { draw } from "../elements.js";
import { shown } from "../words.js";

const ROUND_DAYS = [1, 2, 5, 10, 15, 30, 60, 90, 120, 180, 365, 730];
const LASTING = [1, 2, 4, 7, 14, 30, 60, 90, 180, 365, 730, 1825, 3650];
const DAY = 86400000;

/** Places from low to high on the drawing. */
export function linear(low, high, from, to) {
  const span = high - low || 1;
  return (value) => from + ((value - low) / span) * (to - from);
}

/** The same on a logarithmic scale. */
export function logarithmic(low, high, from, to) {
  const span = Math.log(high / low) || 1;
  return (value) => from + (Math.log(Math.max(value, low) / low) / span) * (to - from);
}

/** At most so many round numbers from low to high. */
export function ticks(low, high, most) {
  const rough = (high - low) / most || 1;
  const unit = 10 ** Math.floor(Math.log10(rough));
  const step = unit * [1, 2, 2.5, 5, 10].find((factor) => factor * unit >= rough);
  const found = [];
  for (let number = Math.ceil(low / step - 1e-9); number * step <= high + step * 1e-9; number += 1) found.push(Number((number * step).toPrecision(12)));
  return found;
}

/** The next round number at or above a value, for the end of a scale of per cent. */
export const roundUp = (value) => [1, 2, 5, 10, 20, 30, 40, 50, 60, 80].find((limit) => value <= limit) ?? 100;

/** A number with one decimal at most in the coordinates of a drawing. */
export const at = (value) => Math.round(value * 10) / 10;

/** The box that is left for a chart inside its margins. */
export function box({ width, height, em }, { left = 3.4, right = 0.8, top = 0.8, bottom = 3.3 } = {}) {
  return { left: left * em, right: width - right * em, top: top * em, bottom: height - bottom * em };
}

function text(words, x, y, anchor, kind = "axis") {
  return draw("text", { x: at(x), y: at(y), "text-anchor": anchor, class: kind }, words);
}

/** Horizontal lines with numbers, and the name of the axis above them. */
export function vertical(canvas, area, scale, values, format, name) {
  for (const value of values) {
    const y = at(scale(value));
    canvas.svg.append(draw("line", { x1: area.left, x2: area.right, y1: y, y2: y, class: value === 0 ? "zero" : "grid" }),
      text(format(value), area.left - 0.4 * canvas.em, y + 0.35 * canvas.em, "end"));
  }
  if (name) canvas.svg.append(text(name, 0, 0.85 * canvas.em, "start", "axis name"));
}

/** Days since the start with dates below. */
export function calendar(canvas, area, scale, days, start, name) {
  const room = Math.max(2, Math.floor((area.right - area.left) / (4.4 * canvas.em)));
  const step = ROUND_DAYS.find((one) => days / one <= room) ?? 730;
  for (let day = 0; day <= days; day += step) {
    const x = at(scale(day));
    canvas.svg.append(draw("line", { x1: x, x2: x, y1: area.bottom, y2: area.bottom + 0.35 * canvas.em, class: "tick" }),
      text(shown(day, "whole"), x, area.bottom + 1.25 * canvas.em, "middle"), text(shown(Date.parse(start) + day * DAY, "date"), x, area.bottom + 2.25 * canvas.em, "middle", "axis faint"));
  }
  canvas.svg.append(text(name, (area.left + area.right) / 2, area.bottom + 3.2 * canvas.em, "middle", "axis name"));
}

/** Days in force on a logarithmic scale, in plain numbers. */
export function lasting(canvas, area, scale, longest, name) {
  let last = -Infinity;
  for (const day of LASTING.filter((one) => one <= longest)) {
    const x = at(scale(day));
    if (x - last < 1.9 * canvas.em) continue;
    last = x;
    canvas.svg.append(draw("line", { x1: x, x2: x, y1: area.bottom, y2: area.bottom + 0.35 * canvas.em, class: "tick" }), text(shown(day, "whole"), x, area.bottom + 1.25 * canvas.em, "middle"));
  }
  canvas.svg.append(text(name, (area.left + area.right) / 2, area.bottom + 2.3 * canvas.em, "middle", "axis name"));
}

/** A line through points. */
export const through = (points) => points.map(([x, y], number) => `${number ? "L" : "M"}${at(x)} ${at(y)}`).join("");

/** A line of steps: each height holds until the next point. */
export function steps(points) {
  return points.map(([x, y], number) => (number ? `H${at(x)}V${at(y)}` : `M${at(x)} ${at(y)}`)).join("");
}

/** The area between two lines, both from left to right. */
export const between = (upper, lower) => `${through(upper)}${through([...lower].reverse()).replace("M", "L")}Z`;
