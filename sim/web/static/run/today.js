// The day itself: what is in force, what happens with a way to the reasons, and how things stand.

import { make, newId } from "../elements.js";
import { rowsOf } from "./states.js";

export class Today {
  constructor(page, explain) {
    Object.assign(this, { page, explain });
    const { say } = page;
    this.title = make("h3", {});
    this.force = make("p", { class: "force" });
    this.note = make("p", { class: "quiet" });
    this.said = make("ul", { class: "said" });
    this.states = make("tbody", {});
    this.heads = make("tr", {});
    const table = make("table", { class: "states" }, make("caption", {}, say("run.table")), make("thead", {}, this.heads), this.states);
    this.element = make("section", { class: "today card", "aria-label": say("run.today") },
      make("div", { class: "today-said" }, this.title, this.force, this.note, this.said), make("div", { class: "today-states" }, table));
  }

  update(course) {
    this.course = course;
    this.told = undefined;
    this.heads.replaceChildren(make("th", { scope: "col" }, this.page.say("run.state")), ...course.sides.map(({ label }) => make("th", { scope: "col" }, label)));
  }

  go(day) {
    const { course } = this;
    const { say } = this.page;
    this.title.textContent = say("run.day", { day, date: course.date(day) });
    const found = course.inForce(day);
    this.force.textContent = found ? say("run.in_force", { rung: course.rungs[found.rung].label, since: found.since }) : say("run.not_in_force");
    this.force.classList.toggle("is", Boolean(found));
    this.tell(day);
    this.states.replaceChildren(...rowsOf(this.page, course, day));
  }

  tell(day) {
    const { course } = this;
    const { say } = this.page;
    const told = course.upTo(day);
    const isToday = told?.first === day;
    const kept = !isToday && course.choices.has(day);
    this.note.textContent = isToday || kept ? "" : told ? say("run.last", { day: told.first }) : say("run.nothing_yet");
    this.note.hidden = !this.note.textContent;
    const shown = kept ? { first: day, said: [{ text: say("run.kept"), kind: "conduct", sheet: "keeps" }] } : told;
    this.spoken = `${this.title.textContent}. ${isToday || kept ? shown.said.map((one) => one.text).join(" ") : this.force.textContent}`;
    if (shown === this.told) return;
    this.told = shown;
    this.said.replaceChildren(...(shown?.said ?? []).map((one) => this.sentence(one, shown.first)));
  }

  sentence({ text, sheet, who, kind, cynical }, day) {
    const { say } = this.page;
    const id = newId("said");
    const button = sheet && make("button", { type: "button", class: "why", id: newId("why"), "aria-describedby": id, onclick: () => this.explain(day, { kind: sheet, who }, button) }, say("run.reasons"));
    return make("li", { class: `of-${kind.replaceAll(" ", "-")}${cynical ? " is-cynical" : ""}` }, (cynical || null) && make("strong", { class: "badge" }, say("run.cynical")), make("span", { id }, text), button || null);
  }
}
