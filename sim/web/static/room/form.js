// The form of the next question: a scenario, one changed number, what is counted, and words of the teacher's own if wanted.

import { make, newId } from "../elements.js";
import { knob } from "../knob.js";
import { ask } from "../server.js";
import { large, say } from "../words.js";

const NOTHING = "";

const choice = (label, options, onchange) => {
  const id = newId("choice");
  const select = make("select", { id, onchange }, options);
  return { select, row: make("div", { class: "choice" }, make("label", { for: id }, label), select) };
};

const option = (value, text) => make("option", { value }, text);

/** Whether a class can try a parameter: a number with a range, which is a part of the situation. */
const canBeTried = ({ kind, value, low, high, group }) => (kind === "number" || kind === "integer") && typeof value === "number" && low !== null && high !== null && group !== "run";

export class Form {
  /** asks(question) is called with what the teacher wants to know. */
  constructor(asks) {
    this.asks = asks;
    this.scenario = choice(say("room.form.scenario"), [], () => this.describe());
    this.parameter = choice(say("room.form.knob"), [], () => this.choose());
    this.measure = choice(say("room.form.measure"), []);
    this.value = make("div", { class: "knob" });
    this.meaning = make("p", { class: "quiet", id: newId("about") });
    const id = newId("words");
    this.words = make("textarea", { id, rows: 2, maxlength: 300 });
    this.element = make("form", { class: "form", novalidate: true, onsubmit: (event) => this.send(event) }, this.scenario.row, this.parameter.row, this.value, this.meaning, this.measure.row,
      make("details", {}, make("summary", {}, say("room.form.own")), make("label", { for: id }, say("room.form.words")), this.words),
      make("button", { class: "first" }, say("room.form.ask")));
  }

  /** outcomes: how runs can end. */
  async start(outcomes) {
    this.outcomes = outcomes;
    const { scenarios } = await ask("/api/scenarios");
    this.scenario.select.replaceChildren(...scenarios.filter((one) => !one.lesson).map((one) => option(one.name, one.title)));
    this.scenario.select.value = "baseline";
    await this.describe();
  }

  async describe() {
    const described = await ask("/api/scenario", { scenario: this.scenario.select.value, set: {} });
    this.parameters = new Map(described.parameters.filter(canBeTried).map((one) => [one.name, { ...one, words: [] }]));
    this.labels = new Map(described.parties.map((one) => [one.name, one.label]));
    const front = described.front.flatMap((one) => one.names.map((name) => option(name, say("room.knob.name", { owner: this.labels.get(name.split(".")[0]), short: say(`knobs.front.${one.knob}`) }))));
    const rest = [...this.parameters.keys()].map((name) => option(name, name));
    this.parameter.select.replaceChildren(option(NOTHING, say("room.form.unchanged")), make("optgroup", { label: say("room.form.front") }, front), make("optgroup", { label: say("knobs.every") }, rest));
    this.parameter.select.value = described.front[0].names[0];
    const rungs = described.agreements.map((one) => option(`reached.${one.name}`, say("room.measures.reached", { name: one.label })));
    const outcomes = this.outcomes.map((name) => option(`outcome.${name}`, say("room.measures.outcome", { outcome: say(`outcomes.${name.replaceAll(" ", "_")}`) })));
    const others = ["ceasefire_of_a_month", "mediator_left", "red_line_dropped"].map((name) => option(name, say(`room.measures.${name}`)));
    this.measure.select.replaceChildren(option("at_rest", say("room.measures.at_rest")), ...outcomes, ...rungs, ...others);
    this.choose();
  }

  choose() {
    const parameter = this.parameters.get(this.parameter.select.value);
    this.changed = null;
    this.value.replaceChildren();
    this.meaning.textContent = parameter ? say("room.form.meaning", { meaning: large(parameter.meaning), unit: parameter.unit, value: parameter.value }) : "";
    if (!parameter) return;
    const made = knob(parameter, say("room.form.value"), this.meaning.id, (value) => {
      if (value === null) return; // it is only about to move
      this.changed = value;
      made.tell(value, document.activeElement !== made.slider);
    });
    made.tell(parameter.value);
    this.value.append(made.label, ...made.inputs);
  }

  send(event) {
    event.preventDefault();
    const name = this.parameter.select.value;
    const parameter = this.parameters.get(name);
    const differs = parameter && this.changed !== null && this.changed !== parameter.value;
    this.asks({ scenario: this.scenario.select.value, set: differs ? { [name]: this.changed } : {}, knob: name, measure: this.measure.select.value, words: this.words.value });
  }
}
