// The knobs: the article's three in front, every other parameter one click away.

import { make, newId } from "./elements.js";
import { knob } from "./knob.js";

export class Knobs {
  constructor(page) {
    this.page = page;
    this.shown = new Map(); // the knobs on the page by parameter, each with the row it stands in
  }

  mount(place) {
    const { say } = this.page;
    this.front = make("div", { class: "front" });
    this.rows = make("div", { class: "rows" });
    this.search = make("input", { type: "search", id: newId("search"), autocomplete: "off", oninput: () => this.filter() });
    this.found = make("p", { class: "quiet", role: "status" });
    this.every = make("details", { class: "every", ontoggle: () => this.every.open && this.fillEvery() }, make("summary", {}, say("knobs.every")),
      make("label", { for: this.search.id }, say("knobs.search")), this.search, this.found, this.rows);
    this.back = make("button", { type: "button", class: "quiet", onclick: () => this.page.setting.change({ set: {}, days: null }) }, say("knobs.back"));
    const wide = matchMedia("(min-width: 60rem)");
    this.all = make("details", { class: "every knobs", open: wide.matches }, make("summary", {}, make("h2", {}, say("knobs.title"))), this.front, this.back, this.every);
    wide.addEventListener("change", () => { this.all.open = wide.matches; });
    place.append(this.all);
    this.page.whenOpened((described) => this.build(described));
    this.page.setting.listen((now) => this.follow(now));
    this.page.inFront = () => this.ahead();
  }

  /** What the sliders in front may ask for next, those first that were changed. */
  ahead() {
    const sliders = [...this.shown.values()].filter(({ made, full }) => made.slider && !full);
    const changed = ({ parameter }) => parameter.name in this.page.setting.current.set;
    const inOrder = [...sliders.filter(changed), ...sliders.filter((one) => !changed(one))];
    return inOrder.map(({ parameter, made }) => ({ name: parameter.name, values: made.ahead() }));
  }

  build(described) {
    this.described = described;
    this.parameters = new Map(described.parameters.map((one) => [one.name, one]));
    this.labels = new Map([...described.parties, ...described.agreements].map((one) => [one.name, one.label]));
    this.shown.clear();
    this.front.replaceChildren(...described.front.map((one) => this.frontKnob(one)));
    this.rows.replaceChildren();
    this.filled = false;
    if (this.every.open) this.fillEvery();
    this.follow(this.page.setting.current);
  }

  frontKnob({ knob: what, names }) {
    const { say } = this.page;
    const rows = names.map((name) => this.row(this.parameters.get(name), this.owner(name), false));
    const first = this.parameters.get(names[0]);
    return make("fieldset", {}, make("legend", {}, say(`knobs.front.${what}`)), make("p", { class: "quiet" }, `${this.page.large(first.meaning)} (${first.unit}).`), rows);
  }

  owner(name) {
    const first = name.split(".")[0];
    return this.labels.get(first) || first;
  }

  fillEvery() {
    if (this.filled || !this.described) return;
    this.filled = true;
    const groups = new Map();
    for (const parameter of this.described.parameters) groups.set(parameter.group, [...(groups.get(parameter.group) || []), parameter]);
    this.rows.replaceChildren(...[...groups].map(([group, parameters]) => this.group(group, parameters)));
    this.filter();
    this.follow(this.page.setting.current);
  }

  group(group, parameters) {
    const title = this.title(group);
    return make("section", { class: "group", "aria-label": title }, make("h3", {}, title), parameters.map((one) => this.row(one, one.name, true)));
  }

  title(group) {
    const { has, say } = this.page;
    const [first, second] = group.split(".");
    if (has(`groups.${first}`)) return second ? say(`groups.${first}`, { name: this.labels.get(second) || second }) : say(`groups.${first}`);
    return this.labels.get(group) || group;
  }

  row(parameter, label, full) {
    const { say, setting } = this.page;
    const id = newId("about");
    const choices = parameter.name.endsWith(".table") ? this.described.agreements.map((one) => one.name) : [];
    const change = (value, settled, ahead = []) => {
      if (ahead.length) this.page.expect(parameter.name, ahead);
      if (value !== null) setting.setValue(parameter.name, value === parameter.value ? undefined : value, settled);
    };
    const made = knob(parameter, label, id, change, choices);
    const back = make("button", { type: "button", class: "back", title: say("knobs.reset"), "aria-label": say("knobs.reset_one", { name: parameter.name }), onclick: () => setting.setValue(parameter.name, undefined) }, say("knobs.reset_sign"));
    const about = make("p", { class: full ? "quiet" : "quiet unseen", id }, this.about(parameter));
    const row = make("div", { class: `knob${full ? " full" : ""}`, "data-name": parameter.name }, made.label, made.inputs, back, about);
    this.shown.set(full ? `${parameter.name} ` : parameter.name, { parameter, made, row, back, full });
    return row;
  }

  /** Range, unit, meaning and source, as they are declared. */
  about(parameter) {
    const { say } = this.page;
    const limits = parameter.low === null || parameter.high === null ? "" : say("knobs.range", { low: parameter.low, high: parameter.high });
    const words = parameter.words.join(", ");
    const parts = [parameter.meaning && `${this.page.large(parameter.meaning)}.`, parameter.unit && say("knobs.unit", { unit: parameter.unit }), limits, words && say("knobs.words", { words }), parameter.source && say("knobs.source", { source: parameter.source }), say("knobs.usual", { value: Array.isArray(parameter.value) ? parameter.value.join(", ") : typeof parameter.value === "number" ? this.page.shown(parameter.value, "exact") : parameter.value })];
    return parts.filter(Boolean).join(" ");
  }

  filter() {
    const wanted = this.search.value.trim().toLowerCase().split(/\s+/).filter(Boolean);
    let count = 0;
    for (const { row, full } of this.shown.values()) {
      if (!full) continue;
      const text = `${row.dataset.name} ${row.textContent}`.toLowerCase();
      row.hidden = !wanted.every((word) => text.includes(word));
      count += row.hidden ? 0 : 1;
    }
    for (const section of this.rows.children) section.hidden = ![...section.querySelectorAll(".knob")].some((row) => !row.hidden);
    this.found.textContent = wanted.length ? this.page.say("knobs.found", { count }) : "";
  }

  /** Show the values of a setting on every knob. */
  follow({ set }) {
    for (const { parameter, made, row, back } of this.shown.values()) {
      const changed = parameter.name in set;
      const value = changed ? set[parameter.name] : parameter.value;
      const moving = made.slider && document.activeElement === made.slider && made.number.value === String(value);
      made.tell(value, !moving);
      row.classList.toggle("changed", changed);
      back.hidden = !changed;
    }
    this.back.hidden = !Object.keys(set).length;
  }
}
