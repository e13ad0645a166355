// Before and now on the same luck: the change of each share with its paired interval; other numbers stand in the table.

import { draw } from "../elements.js";
import { large, say, shown } from "../words.js";
import { at, box, linear, ticks } from "./axes.js";

const ROW = 1.75;
const NARROW = 36; // below so many letters of width, names stand above their intervals
const isNarrow = ({ width, em }) => width < NARROW * em;

/** What a number is, in words. */
function what(answer, number) {
  const [kind, ...rest] = number.split(".");
  const name = rest.join(".");
  return say(`differences.${kind}`, { name: kind === "outcome" ? say(`outcomes.${name.replaceAll(" ", "_")}`) : answer.differences.labels[name] ?? name });
}

const shares = ({ differences }) => differences.rows.filter((row) => row.share && row.low !== null);
const told = (value, share) => (share ? shown(value, "tenths") : shown(value));

export const chart = {
  name: "differences",
  height: (answer, shape) => Math.max(1, shares(answer).length) * (isNarrow(shape) ? 1.5 * ROW : ROW) + 3.4,

  finding(answer) {
    const clear = shares(answer).filter((row) => row.clear).sort((one, other) => Math.abs(other.change) - Math.abs(one.change));
    const most = clear.length ? say("differences.most", { what: what(answer, clear[0].number), change: clear[0].change }) : say("differences.none");
    return large(say("differences.finding", { changed: answer.differences.changed, most }));
  },

  draw(canvas, answer) {
    const { svg, em, width } = canvas;
    const rows = shares(answer);
    const narrow = isNarrow(canvas);
    const tall = (narrow ? 1.5 * ROW : ROW) * em;
    const area = box(canvas, { left: narrow ? 0.5 : Math.min(27, (0.48 * width) / em), right: 1, bottom: 2.8, top: 0.4 });
    const reach = Math.max(1, ...rows.flatMap((row) => [100 * Math.abs(row.low), 100 * Math.abs(row.high)])) * 1.05;
    const x = linear(-reach, reach, area.left, area.right);
    for (const value of ticks(-reach, reach, 5)) {
      svg.append(draw("line", { x1: at(x(value)), x2: at(x(value)), y1: area.top, y2: area.bottom, class: value === 0 ? "zero" : "grid" }),
        draw("text", { x: at(x(value)), y: area.bottom + 1.1 * em, "text-anchor": "middle", class: "axis" }, shown(value)));
    }
    rows.forEach((row, number) => {
      const y = area.top + (number + (narrow ? 0.75 : 0.5)) * tall;
      const place = narrow ? { x: 0, y: y - 0.65 * em } : { x: area.left - 0.6 * em, y: y + 0.35 * em, "text-anchor": "end" };
      svg.append(draw("text", { ...place, class: "axis" }, what(answer, row.number)),
        draw("line", { x1: at(x(100 * row.low)), x2: at(x(100 * row.high)), y1: at(y), y2: at(y), class: "whisker" }),
        draw("circle", { cx: at(x(100 * row.change)), cy: at(y), r: 0.36 * em, class: row.clear ? "mark full" : "mark" }));
    });
    svg.append(draw("text", { x: width - em, y: area.bottom + 2.3 * em, "text-anchor": "end", class: "axis name" }, say("charts.differences.x")));
  },

  note: () => say("charts.differences.note"),

  alternative: (answer) => shares(answer).filter((row) => row.clear).map((row) => say("charts.differences.alternative", { what: what(answer, row.number), before: told(row.before, true), after: told(row.after, true) })).join(" "),

  table(answer) {
    const change = (row, value) => (row.share ? shown(value, "points") : shown(value));
    const columns = ["number", "was", "now", "change", "interval"].map((name) => say(`charts.differences.${name}`));
    const rows = answer.differences.rows.map((row) => [what(answer, row.number), told(row.before, row.share), told(row.after, row.share), change(row, row.change), row.low === null ? say("number.none") : say("number.span", { low: change(row, row.low), high: change(row, row.high) })]);
    return { caption: say("charts.differences.caption"), columns, rows };
  },
};
