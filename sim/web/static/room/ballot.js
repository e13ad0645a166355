// The drawing of a bet between choices: how many took each, with the model's answer marked, and one's own.

import { at, linear } from "../charts/axes.js";
import { draw } from "../elements.js";
import { listed, say, shown } from "../words.js";
import { sheet, text } from "./drawing.js";

const LINES = 3; // of type, for a choice with its bar

/** The class's choices. model: null until it is shown; own: what this tab has chosen, or null. */
export function ballot(svg, { question, heard, model = null, own = null }) {
  const { em, width, height } = sheet(svg, 3.2 * LINES, 0, 0.29);
  const counts = Object.entries(heard.counts);
  const size = Math.min(1.5 * em, height / (2.4 * counts.length));
  const step = height / counts.length;
  const x = linear(0, Math.max(4, ...counts.map(([, count]) => count)), 0, width - 3 * em);
  counts.forEach(([name, count], row) => {
    const top = row * step + 1.5 * em;
    const isModel = model?.found === name;
    if (isModel) svg.append(draw("rect", { x: 0, y: at(row * step), width: at(width), height: at(top + size + 0.35 * em - row * step), class: "interval" }));
    const words = [question.choices[name], isModel ? say("room.choice.models") : "", own === name ? say("room.choice.yours") : ""].filter(Boolean);
    svg.append(text(listed(words), 0.4 * em, row * step + 1.1 * em, "start", isModel ? "model-name" : own === name ? "strong" : "plain"));
    svg.append(draw("rect", { x: 0, y: at(top), width: at(Math.max(2, x(count))), height: at(size), class: `bar${own === name ? " mine" : ""}` }));
    svg.append(text(shown(count, "whole"), x(count) + 0.5 * em, top + size / 2 + 0.35 * em, "start", "strong"));
  });
}
