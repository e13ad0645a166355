// One decision: what has happened, how things stand, the question, and the options as buttons, with what may follow and how the model weighs it.

import { Frame } from "../charts/frame.js";
import { make } from "../elements.js";
import { say } from "../words.js";
import { bar, difference, line, scored, share } from "./bars.js";
import { CHARTS, hasRows } from "./weighing.js";

const A_DAY = 86_400_000;
const SHARES = ["holding", "ceasefire_of_a_month", "mediator_left"];

/** A day and its date. */
export const when = (state, day) => say("seat.when", { day, date: Date.parse(state.start) + day * A_DAY });

/** What happened, a day to a line. */
export const news = (state, told) => told.map((one) => make("li", {}, make("b", {}, when(state, one.day)), ` ${one.sentence}`));

export class Turn {
  /** acts: choose(name), expect(), why(), model(), all(). */
  constructor(acts) {
    this.acts = acts;
    this.title = make("h3", { tabindex: -1, class: "seat-title" });
    this.news = make("ol", { class: "seat-news" });
    this.standing = make("p", { class: "seat-standing" });
    this.numbers = make("dl", { class: "seat-numbers" });
    this.question = make("h3", { class: "seat-question" });
    const button = (words, act) => make("button", { type: "button", onclick: () => this.isBusy || act() }, say(words));
    this.ask = [button("seat.expect", acts.expect), button("seat.why", acts.why)];
    this.model = [button("seat.model", () => this.isPaused || acts.model()), button("seat.all", acts.all)];
    this.note = make("p", { class: "quiet", hidden: true });
    this.mind = make("p", { class: "seat-mind", hidden: true });
    this.frames = CHARTS.map((chart) => new Frame(chart));
    this.charts = make("div", { class: "seat-charts", hidden: true }, this.frames.map((frame) => frame.element));
    this.options = make("ul", { class: "seat-options" });
    this.buttons = make("div", { class: "buttons" }, this.ask, this.model);
    this.decide = make("div", { class: "seat-decide" }, this.question, this.buttons, this.note, this.mind, this.charts, this.options);
    this.element = make("section", { class: "seat-turn" }, this.title, this.news, this.standing, this.numbers, this.decide);
  }

  /** alone: whether the model plays all other parties. */
  update(state, alone) {
    this.state = state;
    this.model[1].hidden = !alone;
    const { decision } = state;
    const label = (name) => state.parties.find((one) => one.name === name).label;
    this.unit = state.parties.find((one) => one.name === state.seat).unit;
    this.title.textContent = say("seat.title", { when: when(state, state.day), who: label(state.seat) });
    const told = news(state, state.news);
    this.news.replaceChildren(...(told.length ? told : [make("li", {}, say("seat.nothing"))]));
    this.standing.textContent = state.standing;
    this.numbers.replaceChildren(...state.numbers.map((one) => line(one.words, bar(one.bar), one.text)));
    this.note.hidden = true;
    this.mind.hidden = true;
    this.charts.hidden = true;
    this.buttons.hidden = !decision;
    this.question.textContent = decision ? decision.question : say("seat.waiting", { who: label(state.due) });
    this.rows = new Map((decision?.options ?? []).map((option) => [option.name, this.option(option)]));
    this.options.replaceChildren(...[...this.rows.values()].map((row) => row.element));
    this.mark();
  }

  option({ name, words }) {
    const [follows, weighs] = [make("dl", { class: "seat-numbers" }), make("div", { class: "seat-weighs" })];
    const button = make("button", { type: "button", class: "seat-option", onclick: () => this.isPaused || this.acts.choose(name) }, words);
    return { element: make("li", {}, button, follows, weighs), button, follows, weighs };
  }

  /** What may follow is being counted, or is not any more. */
  busy(yes) {
    this.isBusy = yes;
    this.mark();
  }

  /** While somebody wishes to go back nobody chooses. */
  pause(yes) {
    this.isPaused = yes;
    this.mark();
  }

  mark() {
    const off = (buttons, yes) => { for (const button of buttons) button.setAttribute("aria-disabled", String(Boolean(yes))); };
    off(this.ask, this.isBusy);
    off(this.model, this.isBusy || this.isPaused);
    off([...this.rows?.values() ?? []].map((row) => row.button), this.isPaused);
  }

  /** What may follow from each option. */
  expected({ continuations, options }) {
    this.note.textContent = say("seat.continuations", { count: continuations });
    this.note.hidden = false;
    for (const one of options) {
      const named = SHARES.filter((name) => name in one.shares).map((name) => {
        const found = one.shares[name];
        return line(say(`seat.shares.${name}`), bar(found.value, found.low, found.high), share(found));
      });
      const against = one.against ? difference(one.against, this.unit) : say("seat.first");
      this.rows.get(one.name)?.follows.replaceChildren(...named,
        line(say("seat.peace"), null, say("seat.days_of_peace", one.days_at_peace)), line(say("seat.score"), null, `${scored(one.score.value, this.unit)} ${against}`));
    }
  }

  /** Why the model's party would do what. */
  weighed({ why, model, options }) {
    const own = options.find((option) => option.name === model);
    this.mind.textContent = `${why} ${say("seat.would", { option: own.words })}`;
    this.mind.hidden = false;
    for (const option of options) {
      const head = [option.chance !== null && say("seat.chance", { value: option.chance }), option.worth !== null && say("seat.worth", { value: option.worth })];
      this.rows.get(option.name)?.weighs.replaceChildren(make("p", {}, head.filter((text) => text).join(" ")));
    }
    this.draw({ options, kind: this.state.decision.kind, who: this.state.parties.find((one) => one.name === this.state.seat).label });
  }

  /** The signed terms as bars, where anything is weighed. */
  draw(answer) {
    for (const frame of this.frames) frame.element.hidden = !hasRows(frame.chart, answer);
    const shown = this.frames.filter((frame) => !frame.element.hidden);
    this.charts.hidden = !shown.length;
    for (const frame of shown) frame.update(answer);
  }
}
