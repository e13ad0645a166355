// The timeline of one run: a row for each agreement with what is offered and in force, violations, other turns, and the day that is read.

import { draw, make, newId } from "../elements.js";
import { at, calendar, linear } from "../charts/axes.js";
import { CURVES, curves } from "./curves.js";
import { diamond, letter, ringed, tick, triangle } from "./marks.js";
import { legend } from "./legend.js";

const ROW = { label: 1.15, middle: 2.9, height: 4.1, beside: 0.75, bar: 0.62 }; // in letters' heights
const SHORT_ROW = { label: 1.15, tall: 1.1, short: 0.5, height: 2.8 };
const CURVE = { label: 1.4, top: 2.9, height: 6.4 };
const NEAR = 1.1; // how near to a mark a click means it
const ROOMY = 500; // days for which there is room, in a drawing of usual width
const WIDE = 800;

export class Timeline {
  constructor(page, chosen) {
    Object.assign(this, { page, chosen, course: null, day: 0 });
    this.dark = matchMedia("(prefers-color-scheme: dark)");
    this.dark.addEventListener("change", () => this.redraw());
    const id = newId("timeline");
    this.title = make("h3", { id });
    this.svg = draw("svg", { class: "drawing marks timeline", role: "img" });
    this.svg.addEventListener("click", (event) => this.clicked(event));
    this.legend = make("ul", { class: "legend" });
    const curve = newId("curve");
    this.curve = make("select", { id: curve, onchange: () => this.redraw() });
    this.element = make("figure", { class: "card", "aria-labelledby": id }, this.title,
      make("p", { class: "pair" }, make("label", { for: curve }, page.say("run.curve")), this.curve), this.svg, this.legend, make("p", { class: "quiet" }, page.say("run.hint")));
    new ResizeObserver(() => this.svg.clientWidth !== this.width && this.redraw()).observe(this.element);
  }

  update(course) {
    const { page } = this;
    this.course = course;
    const chosen = this.curve.value || "trust";
    this.curve.replaceChildren(...Object.keys(CURVES).filter((name) => course.mediator || !CURVES[name].mediated).map((name) => make("option", { value: name }, page.say(`run.states.${name}`))));
    this.curve.value = chosen in CURVES && (course.mediator || !CURVES[chosen].mediated) ? chosen : "trust";
    this.redraw();
  }

  redraw() {
    const { course, svg, page } = this;
    if (!course || !svg.isConnected) return;
    this.title.textContent = page.say("run.timeline", { run: course.run });
    this.width = svg.clientWidth;
    const width = this.width || 600;
    const em = Number.parseFloat(getComputedStyle(svg).fontSize) || 13;
    const rows = course.rungs.length;
    const turns = course.turns.length ? SHORT_ROW.height : 0;
    const above = rows * ROW.height + 2 * SHORT_ROW.height + turns;
    const bottom = (above + CURVE.height + 0.4) * em;
    const height = Math.round(bottom + 3.4 * em);
    const area = { left: 0.8 * em, right: width - 0.8 * em, top: 0, bottom };
    Object.assign(this, { em, hits: [], theme: this.dark.matches ? "dark" : "light", x: linear(0, course.days, area.left, area.right), area });
    this.fine = Math.max(0.4, Math.min(1, Math.sqrt((ROOMY / course.days) * (width / WIDE)))) * em;
    svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
    svg.setAttribute("height", height);
    svg.setAttribute("aria-label", this.alternative());
    svg.replaceChildren();
    course.rungs.forEach((rung, number) => this.agreement(rung, number, (rows - 1 - number) * ROW.height * em));
    this.offers();
    course.sides.forEach((side, number) => this.violations(side, number, (rows * ROW.height + number * SHORT_ROW.height) * em));
    if (turns) this.turns((rows * ROW.height + 2 * SHORT_ROW.height) * em);
    this.follow(above * em);
    calendar({ svg, em }, area, this.x, course.days, course.start, page.say("charts.days"));
    this.cursor = draw("g", { class: "cursor", "aria-hidden": "true" }, draw("line", { y1: 0, y2: at(bottom) }), draw("path", { d: `M${-0.4 * em} 0H${0.4 * em}L0 ${0.5 * em}Z` }));
    svg.append(this.cursor);
    this.legend.replaceChildren(...legend(page, course, this.theme));
    this.go(this.day);
  }

  alternative() {
    const { course } = this;
    const cynical = course.offers.filter((one) => one[3]).length;
    return this.page.say("run.alternative", { run: course.run, days: course.days, offers: course.offers.length, cynical, signings: course.signings.length, violations: course.violations.length });
  }

  text(words, x, y, anchor = "start", kind = "axis") {
    return draw("text", { x: at(x), y: at(y), "text-anchor": anchor, class: kind }, words);
  }

  line(y) {
    return draw("line", { x1: this.area.left, x2: this.area.right, y1: at(y), y2: at(y), class: "grid" });
  }

  agreement({ label }, number, top) {
    const { course, svg, em, x } = this;
    const spells = course.in_force.filter(([rung]) => rung === number);
    const signed = course.signings.filter(([, rung]) => rung === number).length;
    const days = spells.reduce((sum, [, since, ended]) => sum + ended - since, 0);
    const words = this.page.say(signed ? "run.row" : "run.row_never", { rung: label, signed, days });
    const middle = top + ROW.middle * em;
    svg.append(this.text(words, this.area.left, top + ROW.label * em), this.line(middle),
      ...spells.map(([, since, ended]) => draw("rect", { x: at(x(since)), width: at(Math.max(1, x(ended) - x(since))), y: at(middle - (ROW.bar * em) / 2), height: at(ROW.bar * em), fill: course.colours.rungs[this.theme][number], class: "bar" })));
  }

  /** The middle of an agreement's row. */
  middle(rung) {
    return ((this.course.rungs.length - 1 - rung) * ROW.height + ROW.middle) * this.em;
  }

  colour(side) {
    return this.course.colours.sides[this.theme][side];
  }

  offers() {
    const { course, x, em, fine } = this;
    for (const [day, side, rung, cynical, accepted] of course.offers) {
      const y = this.middle(rung) + (side ? 1 : -1) * ROW.beside * em;
      const mark = triangle(x(day), y, 0.42 * fine, side === 0, this.colour(side), cynical);
      this.put(accepted ? ringed(mark, x(day), y, 0.7 * fine) : mark, day, x(day), y, { kind: "offers", who: course.sides[side].name });
    }
    for (const [day, rung, ...yes] of course.proposals) {
      const y = this.middle(rung);
      const colours = yes.map((said, side) => (said ? this.colour(side) : null));
      this.put(diamond(x(day), y, 0.5 * fine, colours), day, x(day), y, { kind: "worths", who: null });
    }
  }

  violations({ label }, side, top) {
    const { course, svg, em, x, page } = this;
    const own = course.violations.filter((one) => one[1] === side);
    const blamed = own.filter((one) => one[2]).length;
    svg.append(this.text(page.say(own.length ? "run.violations" : "run.violations_none", { party: label, days: own.length, blamed }), this.area.left, top + SHORT_ROW.label * em));
    const foot = top + (SHORT_ROW.height - 0.2) * em;
    svg.append(this.line(foot));
    for (const [day, , seen] of own) {
      const high = (seen ? SHORT_ROW.tall : SHORT_ROW.short) * em;
      this.put(tick(x(day), foot, high, this.colour(side)), day, x(day), foot - high / 2, { kind: "keeps", who: null });
    }
  }

  turns(top) {
    const { course, svg, em, x, page } = this;
    svg.append(this.text(page.say("run.turns"), this.area.left, top + SHORT_ROW.label * em));
    let last = -Infinity;
    for (const [day, kind] of course.turns) {
      const place = x(day);
      const y = top + (SHORT_ROW.height - 0.2) * em;
      const sheet = { red_line: "line", deadline: "deadline", left: "deadline" }[kind];
      const named = place - last > 1.1 * em ? page.say(`run.letters.${kind}`) : "";
      if (named) last = place;
      this.put(letter(place, y, em, named), day, place, y - 0.4 * em, sheet ? { kind: sheet, who: null } : null);
    }
  }

  /** The row with a state of both sides. */
  follow(top) {
    const { course, svg, em, x, page, area } = this;
    const name = this.curve.value;
    const box = { ...area, top: top + CURVE.top * em, bottom: top + CURVE.height * em };
    const colours = [0, 1].map((side) => this.colour(side));
    const [first, second] = course.sides;
    svg.append(this.text(page.say("run.curve_of", { state: page.say(`run.states.${name}`), first: first.label, second: second.label }), area.left, top + CURVE.label * em),
      ...curves(course, name, box, x, colours, em, (value) => page.shown(value, CURVES[name].kind)));
  }

  /** A mark on the drawing, and what a click on it asks for. */
  put(mark, day, x, y, sheet) {
    mark.setAttribute("data-day", day);
    this.hits.push({ x, y, day, sheet: this.course.choices.has(day) ? sheet : null });
    this.svg.append(mark);
  }

  clicked(event) {
    if (!this.course) return;
    const box = this.svg.getBoundingClientRect();
    const [x, y] = [event.clientX - box.left, event.clientY - box.top];
    const far = (hit) => Math.hypot(hit.x - x, hit.y - y);
    const nearest = this.hits.reduce((best, hit) => (!best || far(hit) < far(best) ? hit : best), null);
    if (nearest && far(nearest) <= NEAR * this.em) this.chosen(nearest.day, nearest.sheet);
    else this.chosen(Math.round(((x - this.area.left) / (this.area.right - this.area.left)) * this.course.days), null);
  }

  go(day) {
    this.day = day;
    this.cursor?.setAttribute("transform", `translate(${at(this.x(day))} 0)`);
  }
}
