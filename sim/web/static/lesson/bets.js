// The bets of a lesson: a form that asks, and what the runs say to each.

import { draw, make, newId } from "../elements.js";

const WIDE = 320;
const HIGH = 46;

export class Bets {
  constructor(page, bets, place) {
    Object.assign(this, { page, bets });
    this.fields = bets.map((bet) => (Object.keys(bet.choices).length ? this.choosing(bet) : this.guessing(bet)));
    this.button = make("button", { type: "submit", class: "first" }, page.say("lessons.bet"));
    this.answers = make("div", { class: "lesson-answers", role: "status" });
    this.element = make("form", {
      class: "lesson-bets",
      novalidate: true,
      onsubmit: (event) => {
        event.preventDefault();
        const said = this.fields.map((field) => field.said());
        const missing = said.findIndex((one) => one === null);
        if (missing >= 0) return this.fields[missing].focus();
        this.button.disabled = true;
        return place(said);
      },
    }, make("h4", {}, page.say("lessons.your_bet")), ...this.fields.map((field) => field.element), this.button, this.answers);
  }

  /** A number, by a slider or typed. */
  guessing(bet) {
    const id = newId("bet");
    const number = make("input", { type: "number", id, min: bet.low, max: bet.high, step: "any", required: true });
    const slider = make("input", { type: "range", min: bet.low, max: bet.high, step: "any", "aria-label": bet.ask, oninput: () => { number.value = Math.round(slider.value); } });
    number.addEventListener("input", () => { slider.value = number.value; });
    const element = make("div", { class: "lesson-bet" }, make("label", { for: id }, bet.ask), make("div", { class: "lesson-guess" }, slider, number, make("span", {}, bet.unit)));
    return { element, focus: () => number.focus(), said: () => (number.value === "" ? null : Number(number.value)) };
  }

  /** One of some words. */
  choosing(bet) {
    const name = newId("bet");
    const choices = Object.entries(bet.choices).map(([key, words]) => {
      const id = newId("choice");
      return make("div", { class: "lesson-option" }, make("input", { type: "radio", name, id, value: key }), make("label", { for: id }, words));
    });
    const element = make("fieldset", { class: "lesson-bet" }, make("legend", {}, bet.ask), ...choices);
    const inputs = () => [...element.querySelectorAll("input")];
    return { element, focus: () => inputs()[0].focus(), said: () => inputs().find((one) => one.checked)?.value ?? null };
  }

  /** Let a bet be placed once more. */
  again() {
    this.button.disabled = false;
  }

  /** How the bets came out. */
  judge({ verdicts, runs, days, seed }) {
    const { say } = this.page;
    this.again();
    this.button.textContent = say("lessons.bet_again");
    this.answers.replaceChildren(...verdicts.map((one) => this.verdict(one)), make("p", { class: "lesson-runs" }, say("lessons.runs", { runs, days, seed })));
  }

  verdict(one) {
    const { say } = this.page;
    const between = one.off === null;
    const far = between ? say(one.close ? "lessons.right" : "lessons.wrong") : say(one.close ? "lessons.close" : one.off > 0 ? "lessons.high" : "lessons.low", { off: Math.abs(one.off) });
    const { value, low, high } = one.after;
    const runs = say("lessons.say", { value, low, high, unit: one.unit, before: one.before.value });
    return make("div", { class: "lesson-verdict" }, between ? null : this.drawn(one), make("p", {}, make("strong", {}, far), " ", runs), make("p", {}, one.reply));
  }

  /** Where the bet lies, and where the runs. */
  drawn(one) {
    const { say } = this.page;
    const across = (value) => 10 + ((WIDE - 20) * (value - one.low)) / (one.high - one.low);
    const label = say("lessons.drawn", { said: one.said, value: one.after.value });
    const { low, high, value } = one.after;
    return draw("svg", { class: "drawing lesson-line", viewBox: `0 0 ${WIDE} ${HIGH}`, role: "img", "aria-label": label },
      draw("line", { class: "zero", x1: 10, x2: WIDE - 10, y1: 22, y2: 22 }),
      value === null ? null : draw("line", { class: "whisker", x1: across(low), x2: across(high), y1: 22, y2: 22 }),
      value === null ? null : draw("circle", { class: "mark full", cx: across(value), cy: 22, r: 5 }),
      draw("path", { class: "mark", d: `M${across(one.said)} 22l6 -9h-12z` }),
      draw("text", { class: "faint", x: 10, y: 42 }, this.page.shown(one.low, "short")),
      draw("text", { class: "faint", x: WIDE - 10, y: 42, "text-anchor": "end" }, this.page.shown(one.high, "short")));
  }
}
