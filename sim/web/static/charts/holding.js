// Do ceasefires hold: curves of steps with bands on a logarithmic scale, and what was observed as hollow points.

import { draw } from "../elements.js";
import { say, shown } from "../words.js";
import { at, box, lasting, linear, logarithmic, steps, through, vertical } from "./axes.js";
import { line } from "./bands.js";

const DASHES = ["", "7 3", "3 2", "9 3 2 3", "1.5 2.5", "10 3 3 3", "5 2 2 2 2 2", "4 4"];
const MARKS = { one_country_open: "triangle", one_country: "circle", world_open: "square" };

function stepped(x, y, days, shares) {
  return [[x(1), y(days[0] === 1 ? shares[0] : 1000)], ...days.map((day, number) => [x(day), y(shares[number])])];
}

function band(x, y, { days, low, high }) {
  let path = steps(stepped(x, y, days, high));
  const last = days.length - 1;
  path += `V${at(y(low[last]))}`;
  for (let number = last; number > 0; number -= 1) path += `H${at(x(days[number]))}V${at(y(low[number - 1]))}`;
  return `${path}H${at(x(1))}Z`;
}

function mark(kind, x, y, size) {
  if (kind === "circle") return draw("circle", { cx: at(x), cy: at(y), r: size, class: "mark" });
  if (kind === "square") return draw("rect", { x: at(x - size), y: at(y - size), width: 2 * size, height: 2 * size, class: "mark" });
  return draw("path", { d: `M${at(x)} ${at(y - 1.2 * size)}L${at(x + 1.1 * size)} ${at(y + size)}H${at(x - 1.1 * size)}Z`, class: "mark" });
}

export const chart = {
  name: "holding",
  height: () => 21,

  finding({ holding }) {
    return say(...holding.finding);
  },

  draw(canvas, { holding, colours }, before) {
    const area = box(canvas, { top: 1.9, bottom: 2.6 });
    const { svg, em, theme } = canvas;
    const x = logarithmic(1, holding.longest, area.left, area.right);
    const y = linear(0, 1000, area.bottom, area.top);
    vertical(canvas, area, y, [0, 200, 400, 600, 800, 1000], (value) => shown(value / 10, "whole"), say("charts.holding.y"));
    lasting(canvas, area, x, holding.longest, say("charts.holding.x"));
    for (const curve of holding.curves) {
      const colour = colours.rungs[theme][curve.rung];
      svg.append(draw("path", { d: band(x, y, curve), fill: colour, "fill-opacity": 0.22 }));
    }
    for (const one of before?.holding.curves ?? []) {
      svg.append(draw("path", { d: steps(stepped(x, y, one.days, one.share)), fill: "none", stroke: colours.rungs[theme][one.rung], "stroke-width": 1.3, "stroke-dasharray": "2 2" }));
    }
    for (const curve of holding.curves) line(svg, [], colours.rungs[theme][curve.rung], DASHES[curve.rung % DASHES.length], steps(stepped(x, y, curve.days, curve.share)));
    for (const one of holding.observed) {
      const points = one.days.map((day, number) => [x(Math.max(1, day)), y(one.share[number])]);
      if (points.length) svg.append(draw("path", { d: through(points), class: "guide" }), ...points.map(([left, top]) => mark(MARKS[one.name], left, top, 0.28 * em)));
    }
  },

  legend({ holding, rungs, colours }, theme, before) {
    return [
      ...holding.curves.map((one) => ({ colour: colours.rungs[theme][one.rung], dash: DASHES[one.rung % DASHES.length], label: say("charts.holding.curve", { rung: rungs[one.rung], count: one.count }) })),
      ...holding.observed.map((one) => ({ mark: MARKS[one.name], label: say(`charts.holding.${one.name}`, { count: one.count }) })),
      ...(before ? [{ thin: true, colour: "currentColor", dash: "2 2", label: say("charts.before") }] : []),
    ];
  },

  mark,

  note() {
    return say("charts.holding.note");
  },

  alternative({ holding, rungs }) {
    return holding.curves.map((one) => {
      const last = one.days.length - 1;
      return say("charts.holding.alternative", { rung: rungs[one.rung], count: one.count, day: one.days[last], share: one.share[last] / 1000 });
    }).join(" ");
  },

  table({ holding, rungs }) {
    const days = [1, 2, 7, 14, 30, 60, 90, 180, 365, 730, 1825, 3650].filter((day) => day <= holding.longest);
    const cell = (one, day) => {
      const number = one.days.findLastIndex((other) => other <= day);
      return one.days[one.days.length - 1] < day || number < 0 ? say("number.none") : say("charts.interval", { value: one.share[number] / 1000, low: one.low[number] / 1000, high: one.high[number] / 1000 });
    };
    const real = (one, day) => (one.days.includes(day) ? shown(one.share[one.days.indexOf(day)] / 1000, "tenths") : say("number.none"));
    return {
      caption: say("charts.holding.caption"),
      columns: [say("charts.holding.days"), ...holding.curves.map((one) => rungs[one.rung]), ...holding.observed.map((one) => say(`charts.holding.${one.name}`, { count: one.count }))],
      rows: days.map((day) => [shown(day, "whole"), ...holding.curves.map((one) => cell(one, day)), ...holding.observed.map((one) => real(one, day))]),
    };
  },
};
