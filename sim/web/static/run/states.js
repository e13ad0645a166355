// How things stand at the end of a day, as rows of a table.

import { make } from "../elements.js";

const DIGITS = 3;
const OF_MEDIATOR = ["impatience", "credibility"];

export function rowsOf({ say, shown }, { states, sides, mediator }, day) {
  const percent = (value) => shown(value, "percent");
  const tenths = (value) => shown(value, "tenths");
  const row = (name, cells) => make("tr", {}, make("th", { scope: "row" }, say(`run.states.${name}`)), cells);
  const ofSides = (name, values, format) => row(name, values.map((value) => make("td", {}, format(value))));
  const now = (name) => states.sides[name].map((values) => values[day]);
  const { held, blame } = states.all;
  const found = [
    ofSides("trust", now("trust"), percent),
    ofSides("resources", now("resources"), (value) => shown(Number(value.toPrecision(DIGITS)))),
    ofSides("held", [held[day], 1 - held[day]], percent),
    ofSides("reservation", now("reservation"), percent),
    ofSides("resolve", now("resolve"), tenths),
  ];
  if (!mediator) return found;
  return [...found,
    ofSides("pressure", now("pressure"), tenths),
    ofSides("blame", [1 - blame[day], blame[day]], percent),
    ...OF_MEDIATOR.map((name) => row(name, make("td", { colspan: sides.length }, percent(states.all[name][day]))))];
}
