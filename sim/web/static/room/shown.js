// A drawing on the page that is drawn anew when the room, the width or the paper changes; and its numbers as a table.

import { draw } from "../elements.js";
import { table } from "../charts/tables.js";
import { say, shown } from "../words.js";
import { amount, isBallot } from "./asked.js";
import { knobName } from "./drawing.js";

export class Shown {
  /** paint(svg, view) draws. */
  constructor(paint) {
    this.paint = paint;
    this.element = draw("svg", { role: "img", class: "drawing" });
    new ResizeObserver(() => this.element.clientWidth !== this.width && this.redraw()).observe(this.element);
  }

  update(view, words) {
    this.view = view;
    this.element.setAttribute("aria-label", words);
    this.redraw();
  }

  redraw() {
    if (!this.view || !this.element.isConnected) return;
    this.width = this.element.clientWidth;
    this.paint(this.element, this.view);
  }
}

/** The numbers of what is drawn. */
export function tableOf({ phase, question, class: heard, knob }) {
  if (phase === "trying") {
    const rows = knob.dots.map((dot) => [shown(knob.places[dot.place], "exact"), amount(dot.value, question), amount(dot.low, question), amount(dot.high, question), shown(dot.count, "whole")]);
    return table({ caption: knobName(knob), columns: [knob.words.unit, ...["value", "low", "high", "count"].map((name) => say(`room.table.${name}`))], rows });
  }
  if (isBallot(question)) {
    const rows = Object.entries(heard.counts).map(([name, count]) => [question.choices[name], shown(count, "whole")]);
    return table({ caption: say("room.drawing.students"), columns: [say("room.table.prediction"), say("room.table.count")], rows });
  }
  const wide = (question.high - question.low) / heard.bins.length;
  const rows = heard.bins.map((count, number) => [say("room.table.bin", { low: amount(question.low + number * wide, question), high: amount(question.low + (number + 1) * wide, question) }), shown(count, "whole")]);
  return table({ caption: say("room.drawing.students"), columns: [say("room.table.prediction"), say("room.table.count")], rows });
}
