// The numbers of a chart as a real table.

import { make } from "../elements.js";

/** columns: names; rows: lists of texts, the first the head of its row. */
export function table({ caption, columns, rows }) {
  return make("table", {}, make("caption", {}, caption),
    make("thead", {}, make("tr", {}, columns.map((name) => make("th", { scope: "col" }, name)))),
    make("tbody", {}, rows.map(([head, ...cells]) => make("tr", {}, make("th", { scope: "row" }, head), cells.map((cell) => make("td", {}, cell))))));
}
