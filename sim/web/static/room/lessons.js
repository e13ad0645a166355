// The form of a bet of a lesson.

import { make, newId } from "../elements.js";
import { listed, say } from "../words.js";

const choice = (label, onchange) => {
  const id = newId("lesson");
  const select = make("select", { id, onchange });
  return { select, row: make("div", { class: "choice" }, make("label", { for: id }, label), select) };
};

export class Lessons {
  /** asks(question) is called with the bet that the teacher has chosen. */
  constructor(asks) {
    this.asks = asks;
    this.lesson = choice(say("room.form.lesson"), () => this.choose());
    this.bet = choice(say("room.form.bet"), () => this.read());
    this.ask = make("p", { class: "quiet" });
    this.knob = choice(say("room.form.try"));
    this.element = make("form", { class: "form", onsubmit: (event) => this.send(event) }, this.lesson.row, this.bet.row, this.ask, this.knob.row, make("button", { class: "first" }, say("room.form.ask_bet")));
  }

  start(lessons) {
    this.lessons = lessons;
    this.lesson.select.replaceChildren(...lessons.map((one) => make("option", { value: one.name }, say("room.form.numbered", one))));
    this.choose();
  }

  choose() {
    const { bets, knobs } = this.chosen();
    this.bet.select.replaceChildren(...bets.map((one) => make("option", { value: one.bet }, one.ask)));
    this.knob.select.replaceChildren(...knobs.map((words, number) => make("option", { value: number }, words)));
    this.knob.row.hidden = knobs.length < 2;
    this.read();
  }

  chosen() {
    return this.lessons.find((one) => one.name === this.lesson.select.value);
  }

  /** The whole bet, of which a list may show only the beginning. */
  read() {
    const { ask, choices } = this.chosen().bets.find((one) => one.bet === Number(this.bet.select.value));
    this.ask.textContent = choices.length ? say("room.form.choices", { ask, choices: listed(choices) }) : say("room.form.a_number", { ask });
  }

  send(event) {
    event.preventDefault();
    this.asks({ lesson: this.lesson.select.value, bet: Number(this.bet.select.value), knob: Number(this.knob.select.value) });
  }
}
