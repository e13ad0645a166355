// Trust, blame and pressure: three panels of lines with bands, one below the other.

import { draw } from "../elements.js";
import { say, shown } from "../words.js";
import { box, calendar, linear, ticks, vertical } from "./axes.js";
import { before as thin, ribbon, some } from "./bands.js";

const DASH = "8 3";
const PANEL = 10;

const sides = (name, colours, theme) => (name === "blame" ? [null] : colours.sides[theme]);

export const chart = {
  name: "moods",
  height: ({ moods }) => PANEL * Object.keys(moods.states).length + 3,

  finding({ moods, attacker, defender }) {
    return say(moods.finding[0], { ...moods.finding[1], attacker, defender });
  },

  draw(canvas, { moods, days, start, colours }, before) {
    const { svg, em, theme } = canvas;
    const ink = getComputedStyle(svg).color;
    const names = Object.keys(moods.states);
    const old = before?.days === days ? before.moods : null;
    names.forEach((name, number) => {
      const area = { ...box(canvas), top: (number * PANEL + 1.9) * em, bottom: ((number + 1) * PANEL - 0.9) * em };
      const panel = draw("g");
      svg.append(panel);
      const five = moods.states[name];
      const top = Math.max(20, ...five.flatMap((one) => one[4]), ...(old?.states[name] ?? []).flatMap((one) => one[2])) * 1.05;
      const x = linear(0, days, area.left, area.right);
      const y = linear(0, top, area.bottom, area.top);
      vertical({ ...canvas, svg: panel }, area, y, ticks(0, top, 3), (value) => shown(value / 10), null);
      panel.append(draw("text", { x: 0, y: area.top - 0.9 * em, class: "axis name" }, say(`charts.moods.${name}`)));
      five.forEach((one, side) => ribbon(panel, { x, y, days: moods.days, five: one, colour: sides(name, colours, theme)[side] ?? ink, dash: side ? DASH : "" }));
      (old?.states[name] ?? []).forEach((one, side) => thin(panel, { x, y, days: old.days, row: one[2], colour: sides(name, colours, theme)[side] ?? ink }));
      if (number === names.length - 1) calendar(canvas, area, x, days, start, say("charts.days"));
    });
  },

  legend({ attacker, defender, colours, moods }, theme, before) {
    const [first, second] = colours.sides[theme];
    return [
      { colour: first, label: attacker },
      { colour: second, dash: DASH, label: defender },
      ...(moods.states.blame ? [{ colour: "currentColor", label: say("charts.moods.on", { defender }) }] : []),
      ...(before ? [{ thin: true, colour: "currentColor", dash: "2 2", label: say("charts.before") }] : []),
    ];
  },

  note: () => say("charts.bands"),

  alternative({ moods, attacker, defender }) {
    const last = moods.days.length - 1;
    return Object.entries(moods.states).map(([name, found]) => found.map((five, side) =>
      say("charts.moods.alternative", { what: say(`charts.moods.short.${name}`), who: name === "blame" || side ? defender : attacker, first: five[2][0] / 1000, last: five[2][last] / 1000 })).join(" ")).join(" ");
  },

  table({ moods, attacker, defender }) {
    const columns = Object.entries(moods.states).flatMap(([name, found]) => found.map((five, side) => [say("charts.moods.column", { what: say(`charts.moods.short.${name}`), who: name === "blame" || side ? defender : attacker }), five]));
    const cell = (five, number) => say("charts.band", { middle: five[2][number] / 1000, low: five[0][number] / 1000, high: five[4][number] / 1000 });
    return {
      caption: say("charts.moods.caption"),
      columns: [say("charts.day"), ...columns.map(([name]) => name)],
      rows: some(moods.days).map((number) => [shown(moods.days[number], "whole"), ...columns.map(([, five]) => cell(five, number))]),
    };
  },
};
