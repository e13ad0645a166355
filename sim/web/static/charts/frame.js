// The frame of a chart: title that says the finding, drawing with a text alternative, a table of its numbers, and pictures to take along.

import { draw, make, newId } from "../elements.js";
import { say } from "../words.js";
import { picture, save } from "./pictures.js";
import { table } from "./tables.js";

/** One chart on the page. chart: {name, height, draw(canvas, answer, before), alternative(answer), table(answer), finding(answer), legend(answer)}. */
export class Frame {
  constructor(chart) {
    this.chart = chart;
    this.dark = matchMedia("(prefers-color-scheme: dark)");
    this.dark.addEventListener("change", () => this.redraw());
    const name = say(`charts.${chart.name}.name`);
    this.title = make("h3", { id: newId("chart") });
    this.svg = draw("svg", { role: "img", class: "drawing" });
    this.legend = make("ul", { class: "legend" });
    this.controls = make("div", { class: "controls" });
    this.note = make("p", { class: "quiet" });
    this.numbers = make("div", { class: "numbers", tabindex: 0, role: "region", "aria-label": say("charts.table_of", { chart: name }), hidden: true });
    this.toggle = make("button", { type: "button", class: "quiet", "aria-expanded": "false", "aria-label": say("charts.table_of", { chart: name }), onclick: () => this.turn() }, say("charts.table"));
    const pictures = ["svg", "png"].map((kind) => make("button", { type: "button", class: "quiet", "aria-label": say(`charts.${kind}_of`, { chart: name }), onclick: () => this.take(kind) }, say(`charts.${kind}`)));
    this.element = make("figure", { class: `chart chart-${chart.name}`, "aria-labelledby": this.title.id },
      make("p", { class: "kicker", "aria-hidden": "true" }, name), this.title, this.controls, this.legend, this.svg, this.numbers, this.note,
      make("div", { class: "buttons" }, this.toggle, pictures));
    new ResizeObserver(() => this.widened()).observe(this.element);
  }

  widened() {
    if (this.svg.clientWidth !== this.width) this.redraw();
  }

  /** Show an answer, with another as "before" if there is one. */
  update(answer, before) {
    Object.assign(this, { answer, before });
    this.redraw();
  }

  redraw() {
    if (!this.answer || !this.element.isConnected) return;
    const { chart, answer, before } = this;
    this.width = this.svg.clientWidth;
    chart.controls?.(answer, this.controls, () => this.redraw());
    if (this.title.textContent !== chart.finding(answer)) this.title.textContent = chart.finding(answer);
    this.note.textContent = chart.note?.(answer) ?? "";
    this.note.hidden = !this.note.textContent;
    this.drawIn(this.width || 600);
    if (!this.numbers.hidden) this.numbers.replaceChildren(table(chart.table(answer)));
  }

  drawIn(width) {
    const { chart, answer, before, svg } = this;
    const em = Number.parseFloat(getComputedStyle(svg).fontSize) || 13;
    const height = Math.round((chart.height?.(answer, { width, em }) ?? 20) * em);
    const canvas = { svg, width, height, em, theme: this.dark.matches ? "dark" : "light" };
    svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
    svg.setAttribute("height", height);
    svg.setAttribute("aria-label", `${chart.finding(answer)}. ${chart.alternative(answer)}`);
    svg.replaceChildren();
    chart.draw(canvas, answer, before);
    this.legend.replaceChildren(...(chart.legend?.(answer, canvas.theme, Boolean(before)) ?? []).map((one) => make("li", {}, [key(one, chart.mark), one.label])));
  }

  turn() {
    this.numbers.hidden = !this.numbers.hidden;
    this.toggle.setAttribute("aria-expanded", String(!this.numbers.hidden));
    if (!this.numbers.hidden && this.answer) this.numbers.replaceChildren(table(this.chart.table(this.answer)));
  }

  async take(kind) {
    const title = `${this.chart.finding(this.answer)}`;
    save(await picture(this.svg, kind, title, [...this.legend.children]), `${this.chart.name}.${kind}`);
  }
}

/** A little sample of a line, an area or a mark; none where the label says it all. */
function key({ colour, dash, area, thin, mark }, marked) {
  if (!colour && !mark) return null;
  const sample = mark ? marked(mark, 12, 7, 4.5) : area
    ? draw("rect", { x: 1, y: 2, width: 22, height: 10, fill: colour, class: "edge" })
    : draw("path", { d: "M1 7H23", stroke: colour, "stroke-width": thin ? 1.4 : 3, "stroke-dasharray": dash || "none", fill: "none" });
  return draw("svg", { class: "key", viewBox: "0 0 24 14", width: 24, height: 14, "aria-hidden": "true" }, sample);
}
