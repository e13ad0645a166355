// The bargaining range: what the attacker asks at least and the defender concedes at most; where they meet, a deal exists.

import { draw } from "../elements.js";
import { say, shown } from "../words.js";
import { between, box, calendar, linear, ticks, through, vertical } from "./axes.js";
import { before as thin, ribbon, some } from "./bands.js";

const DASH = "8 3";

/** The parts of the year in which the one median lies below the other. */
function meeting(asked, conceded) {
  const found = [];
  asked.forEach((value, number) => {
    if (value >= conceded[number]) return;
    if (found.length && found[found.length - 1].at(-1) === number - 1) found[found.length - 1].push(number);
    else found.push([number]);
  });
  return found;
}

export const chart = {
  name: "bargaining",
  height: () => 21,

  finding(answer) {
    const [name, values] = answer.bargaining.finding;
    return say(name, { ...values, attacker: answer.attacker, defender: answer.defender });
  },

  draw(canvas, { bargaining, days, start, colours }, before) {
    const area = box(canvas, { top: 1.9 });
    const { svg, theme } = canvas;
    const old = before?.days === days ? before.bargaining : null;
    const all = [bargaining, ...(old ? [old] : [])].flatMap((one) => [...one.asked[0], ...one.conceded[0], ...one.asked[4], ...one.conceded[4]]);
    const [low, high] = [Math.min(0, ...all), Math.max(...all) * 1.05];
    const x = linear(0, days, area.left, area.right);
    const y = linear(low, high, area.bottom, area.top);
    vertical(canvas, area, y, ticks(low, high, 5), (value) => shown(value / 10), say("charts.bargaining.y"));
    calendar(canvas, area, x, days, start, say("charts.days"));
    const [asked, conceded] = [bargaining.asked[2], bargaining.conceded[2]];
    for (const part of meeting(asked, conceded)) {
      const edges = [asked, conceded].map((row) => part.map((number) => [x(bargaining.days[number]), y(row[number])]));
      if (part.length > 1) svg.append(draw("path", { d: between(edges[1], edges[0]), class: "overlap" }));
    }
    const [first, second] = colours.sides[theme];
    ribbon(svg, { x, y, days: bargaining.days, five: bargaining.asked, colour: first });
    ribbon(svg, { x, y, days: bargaining.days, five: bargaining.conceded, colour: second, dash: DASH });
    svg.append(draw("path", { d: through(bargaining.held.map((value, number) => [x(bargaining.days[number]), y(value)])), class: "held" }));
    if (old) {
      thin(svg, { x, y, days: old.days, row: old.asked[2], colour: first });
      thin(svg, { x, y, days: old.days, row: old.conceded[2], colour: second });
    }
  },

  legend({ attacker, defender, colours, bargaining }, theme, before) {
    const [first, second] = colours.sides[theme];
    return [
      { colour: first, label: say("charts.bargaining.asked", { attacker }) },
      { colour: second, dash: DASH, label: say("charts.bargaining.conceded", { defender }) },
      { colour: "currentColor", dash: "1.5 2.5", thin: true, label: say("charts.bargaining.held", { attacker }) },
      { label: say("charts.bargaining.open", { share: bargaining.open.at(-1) / 1000 }) },
      ...(before ? [{ thin: true, colour: "currentColor", dash: "2 2", label: say("charts.before") }] : []),
    ];
  },

  note: () => say("charts.bands"),

  alternative({ bargaining, attacker, defender }) {
    const last = bargaining.days.length - 1;
    const values = (number) => ({ day: bargaining.days[number], attacker, defender, asked: bargaining.asked[2][number] / 1000, conceded: bargaining.conceded[2][number] / 1000, share: bargaining.open[number] / 1000 });
    return [0, last].map((number) => say("charts.bargaining.alternative", values(number))).join(" ");
  },

  table({ bargaining, attacker, defender }) {
    const row = (five, number) => say("charts.band", { middle: five[2][number] / 1000, low: five[0][number] / 1000, high: five[4][number] / 1000 });
    return {
      caption: say("charts.bargaining.caption"),
      columns: [say("charts.day"), say("charts.bargaining.asked", { attacker }), say("charts.bargaining.conceded", { defender }), say("charts.bargaining.held", { attacker }), say("charts.bargaining.runs")],
      rows: some(bargaining.days).map((number) => [shown(bargaining.days[number], "whole"), row(bargaining.asked, number), row(bargaining.conceded, number), shown(bargaining.held[number] / 1000, "tenths"), shown(bargaining.open[number] / 1000, "tenths")]),
    };
  },
};
