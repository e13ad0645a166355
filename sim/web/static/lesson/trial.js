// The knobs of a lesson: a setting of one's own, what the runs say to it, and the way to all charts.

import { make, newId } from "../elements.js";

export class Trial {
  constructor(page, { knobs, after }, ask) {
    Object.assign(this, { page, ask });
    const { say } = page;
    this.numbers = make("div", { class: "lesson-answers", role: "status" });
    this.fields = knobs.map((knob) => this.knob(knob));
    this.button = make("button", { type: "submit" }, say("lessons.try"));
    this.charts = make("button", { type: "button", onclick: () => page.setting.change({ ...this.setting, yaml: "", view: "" }) }, say("lessons.charts"));
    this.setting = { scenario: after.scenario, set: after.set };
    this.element = make("form", { class: "lesson-trial", novalidate: true, onsubmit: (event) => this.submit(event) },
      make("h4", {}, say("lessons.own")), make("p", {}, say("lessons.own_how")), ...this.fields.map((field) => field.element),
      make("div", { class: "buttons" }, this.button, this.charts), this.numbers);
  }

  knob({ words, low, high, value }) {
    const id = newId("knob");
    const number = make("input", { type: "number", id, min: low, max: high, step: "any", value: String(value) });
    const slider = make("input", { type: "range", min: low, max: high, step: (high - low) / 200, value: String(value), "aria-label": words });
    slider.addEventListener("input", () => { number.value = slider.value; });
    slider.addEventListener("change", () => this.submit());
    number.addEventListener("input", () => { slider.value = number.value; });
    const element = make("div", { class: "lesson-bet" }, make("label", { for: id }, words), make("div", { class: "lesson-guess" }, slider, number));
    return { element, value: () => Number(number.value) };
  }

  async submit(event) {
    event?.preventDefault();
    this.button.disabled = true;
    const found = await this.ask(this.fields.map((field) => field.value()));
    this.button.disabled = false;
    if (!found) return;
    const { say } = this.page;
    this.setting = { scenario: found.scenario, set: found.set };
    this.numbers.replaceChildren(...found.numbers.map((one) => {
      const reached = one.target === null ? null : make("strong", {}, " ", say(one.value >= one.target ? "lessons.reached" : "lessons.not_reached", { target: one.target }));
      return make("p", {}, say("lessons.found", one), reached);
    }));
    this.element.dataset.answered = String(Number(this.element.dataset.answered || 0) + 1);
  }
}
