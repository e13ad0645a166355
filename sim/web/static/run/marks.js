// The marks of a timeline. Attackers' triangles point up and defenders' down; hollow is cynical, ringed is accepted.

import { draw } from "../elements.js";
import { at } from "../charts/axes.js";

export function triangle(x, y, size, up, colour, hollow) {
  const [tip, foot] = up ? [y - size, y + 0.8 * size] : [y + size, y - 0.8 * size];
  return draw("path", { d: `M${at(x - size)} ${at(foot)}H${at(x + size)}L${at(x)} ${at(tip)}Z`, stroke: colour, fill: hollow ? null : colour, class: hollow ? "offer hollow" : "offer" });
}

export function ringed(mark, x, y, radius) {
  return draw("g", {}, draw("circle", { cx: at(x), cy: at(y), r: at(radius), class: "ring" }), mark);
}

/** A proposal of the mediator: its left half filled if the attacker accepts, its right half if the defender does. */
export function diamond(x, y, size, [left, right]) {
  const half = (sign, colour) => draw("path", { d: `M${at(x)} ${at(y - size)}L${at(x + sign * size)} ${at(y)}L${at(x)} ${at(y + size)}Z`, fill: colour, class: colour ? "half" : "half hollow" });
  return draw("g", { class: "proposal" }, half(-1, left), half(1, right),
    draw("path", { d: `M${at(x)} ${at(y - size)}L${at(x + size)} ${at(y)}L${at(x)} ${at(y + size)}L${at(x - size)} ${at(y)}Z`, class: "outline" }));
}

export const tick = (x, foot, high, colour) => draw("line", { x1: at(x), x2: at(x), y1: at(foot), y2: at(foot - high), stroke: colour, class: "violation" });

/** Another turn: a line at its day, and a letter where there is room. */
export function letter(x, y, em, word) {
  return draw("g", { class: "turn" }, draw("line", { x1: at(x), x2: at(x), y1: at(y), y2: at(y - (word ? 0.25 : 0.6) * em) }),
    word ? draw("text", { x: at(x), y: at(y - 0.35 * em), "text-anchor": "middle" }, word) : null);
}
