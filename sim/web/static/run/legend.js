// What the marks of a timeline stand for.

import { draw, make } from "../elements.js";
import { diamond, ringed, tick, triangle } from "./marks.js";

const sample = (...marks) => draw("svg", { class: "key marks", viewBox: "0 0 24 16", width: 24, height: 16, "aria-hidden": "true" }, marks);
const entry = (marks, words) => make("li", {}, sample(...marks), words);

export function legend({ say }, course, theme) {
  const [attacker, defender] = course.colours.sides[theme];
  const [first, second] = course.sides;
  const rungs = course.colours.rungs[theme];
  const found = [
    entry([triangle(12, 8, 6, true, attacker, false)], say("run.legend.offer", { party: first.label })),
    entry([triangle(12, 8, 6, false, defender, false)], say("run.legend.offer", { party: second.label })),
    entry([triangle(7, 8, 5, true, attacker, true), triangle(17, 8, 5, false, defender, true)], say("run.legend.cynical")),
    entry([ringed(triangle(12, 8, 4, true, attacker, false), 12, 8, 7)], say("run.legend.accepted")),
    entry([draw("rect", { x: 1, y: 4, width: 22, height: 8, fill: rungs[rungs.length - 1], class: "bar" })], say("run.legend.force")),
    entry([tick(8, 15, 13, attacker), tick(16, 15, 6, attacker)], say("run.legend.blamed")),
  ];
  if (course.mediator) found.splice(4, 0, entry([diamond(12, 8, 7, [attacker, null])], say("run.legend.proposal", { party: course.mediator })));
  for (const kind of new Set(course.turns.map((one) => one[1]))) found.push(make("li", {}, say("run.legend.turn", { letter: say(`run.letters.${kind}`), meaning: say(`run.meanings.${kind}`) })));
  return found;
}
