// Signed terms as bars to the left and right of nothing, their sum last.

import { draw } from "../elements.js";
import { at } from "../charts/axes.js";

const LETTER = 0.8125; // of the page's letters
const [ROW, NAMES, WIDTH, NUMBERS] = [1.55, 12.5, 28, 4]; // in letters' heights

const valueOf = (text) => Number(text.replace("−", "-"));

/** terms: {name, text}, the last the sum of the others. said(term): what is read of one. */
export function bars(terms, said) {
  const em = LETTER * Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
  const values = terms.map(({ text }) => valueOf(text));
  const low = Math.min(0, ...values);
  const high = Math.max(0, ...values);
  const span = high - low || 1;
  const room = (WIDTH - NAMES - NUMBERS) * em;
  const x = (value) => NAMES * em + ((value - low) / span) * room;
  const [width, height] = [WIDTH * em, (terms.length * ROW + 0.3) * em];
  const rows = terms.map(({ name, text }, number) => {
    const isSum = number === terms.length - 1;
    const y = (number * ROW + (isSum ? 0.3 : 0)) * em;
    const kind = isSum ? "sum" : values[number] < 0 ? "against" : "for";
    return draw("g", { class: isSum ? "strong" : null },
      isSum ? draw("line", { x1: 0, x2: at(width), y1: at(y), y2: at(y), class: "zero" }) : null,
      draw("text", { x: at((NAMES - 0.6) * em), y: at(y + 1.1 * em), "text-anchor": "end" }, name),
      draw("rect", { x: at(x(Math.min(0, values[number]))), width: at(Math.abs(x(values[number]) - x(0))), y: at(y + 0.3 * em), height: at((ROW - 0.6) * em), class: kind }),
      draw("text", { x: at(width), y: at(y + 1.1 * em), "text-anchor": "end", class: "number" }, text));
  });
  return draw("svg", { class: "drawing", role: "img", width: at(width), height: at(height), viewBox: `0 0 ${at(width)} ${at(height)}`, "aria-label": terms.map(said).join(", ") },
    rows, draw("line", { x1: at(x(0)), x2: at(x(0)), y1: 0, y2: at(height), class: "zero" }));
}
