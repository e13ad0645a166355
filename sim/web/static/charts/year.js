// The year at a glance: stacked areas, the share of runs at each rung by day, the highest rung at the bottom.

import { draw } from "../elements.js";
import { say, shown } from "../words.js";
import { box, calendar, linear, roundUp, steps, ticks, vertical, at } from "./axes.js";

/** The floors between the areas, from the bottom up: floors[0] is nothing, the last how high all reach, in thousandths. */
function floors({ shares, days }) {
  const found = [days.map(() => 0)];
  for (const share of [...shares].reverse()) found.push(share.map((value, number) => found[found.length - 1][number] + value));
  return found;
}

function edge(x, y, days, end, heights) {
  return steps([...heights.map((height, number) => [x(days[number]), y(height / 10)]), [x(end), y(heights[heights.length - 1] / 10)]]);
}

function edgeBack(x, y, days, end, heights) {
  const right = [[x(end), y(heights[heights.length - 1] / 10)]];
  let path = `L${at(right[0][0])} ${at(right[0][1])}`;
  for (let number = heights.length - 1; number >= 0; number -= 1) path += `V${at(y(heights[number] / 10))}H${at(x(days[number]))}`;
  return `${path}Z`;
}

export const chart = {
  name: "year",
  height: () => 21,

  finding({ year }) {
    return say(year.finding[0], year.finding[1]);
  },

  draw(canvas, { year, days, start, colours }, before) {
    const area = box(canvas, { top: 1.9 });
    const levels = floors(year);
    const old = before && before.days === days ? floors(before.year) : null;
    const top = roundUp(Math.max(...levels[levels.length - 1], ...(old ? old[old.length - 1] : [])) / 10);
    const x = linear(0, days, area.left, area.right);
    const y = linear(0, top, area.bottom, area.top);
    vertical(canvas, area, y, ticks(0, top, 5), (value) => shown(value, "whole"), say("charts.year.y"));
    calendar(canvas, area, x, days, start, say("charts.days"));
    const palette = [...colours.rungs[canvas.theme]].reverse();
    palette.forEach((colour, number) => {
      const path = edge(x, y, year.days, days, levels[number + 1]) + edgeBack(x, y, year.days, days, levels[number]);
      canvas.svg.append(draw("path", { d: path, fill: colour, class: "area" }));
    });
    if (old) canvas.svg.append(draw("path", { d: edge(x, y, before.year.days, days, old[old.length - 1]), class: "before" }));
  },

  legend({ rungs, year, colours }, theme, before) {
    const entries = rungs.map((label, number) => ({ area: true, colour: colours.rungs[theme][number], label: say("charts.year.rung", { rung: label, share: year.reached[number].value, day: year.reached[number].day }) }));
    return [...entries.reverse(), ...(before ? [{ thin: true, colour: "currentColor", dash: "2 2", label: say("charts.year.before") }] : [])];
  },

  alternative({ rungs, year }) {
    return rungs.map((label, number) => say("charts.year.alternative", { rung: label, share: year.reached[number].value, day: year.reached[number].day })).join(" ");
  },

  table({ rungs, year, days }) {
    const rows = year.days.filter((day, number) => number % Math.ceil(year.days.length / 40) === 0).map((day) => {
      const number = year.days.indexOf(day);
      return [shown(day, "whole"), ...year.shares.map((share) => shown(share[number] / 1000, "tenths"))];
    });
    const reached = [say("charts.year.ever"), ...year.reached.map((one) => say("charts.interval", { value: one.value, low: one.low, high: one.high }))];
    return { caption: say("charts.year.caption", { days }), columns: [say("charts.day"), ...rungs], rows: [reached, ...rows] };
  },
};
