// Before a game: which seat, which run, how many days; who you are, what you want, how the score works.

import { make, newId } from "../elements.js";
import { say } from "../words.js";

const DAYS = 120; // of a game that fits a lesson
const BELLIGERENTS = ["attacker", "defender"];

/** Who somebody in a seat is, what it wants, and how the score works. days: what a new agreement counts for a mediator. */
export function briefing(parties, party, days) {
  const found = parties.find((one) => one.name === party);
  const kind = BELLIGERENTS.includes(found.role) ? "belligerent" : found.role;
  const values = { who: found.label, defender: parties.find((one) => one.role === "defender").label, days };
  return [say(`seat.role.${kind}`, values), say(`seat.wants.${kind}`, values)].map((text) => make("p", {}, text));
}

export class Start {
  /** begin(seat, days), called when somebody sits down; share(question), when two want to. */
  constructor(page, begin, share) {
    Object.assign(this, { page, begin, share });
    const [run, days, other] = [newId("run"), newId("days"), newId("other")];
    this.where = make("p", { class: "seat-where" });
    this.seats = make("fieldset", { class: "seat-parties" });
    this.brief = make("div", { class: "seat-brief", "aria-live": "polite" });
    this.run = make("input", { type: "number", id: run, min: 1, step: 1, value: "1" });
    this.days = make("input", { type: "number", id: days, min: 1, step: 1 });
    this.other = make("select", { id: other });
    this.two = make("button", { type: "button", disabled: true, onclick: () => this.open() }, say("seat.share_open"));
    this.one = make("button", { class: "first", disabled: true }, say("seat.begin"));
    this.more = make("fieldset", { class: "seat-more" }, make("legend", {}, say("seat.share_title")), make("p", { class: "quiet" }, say("seat.share_about")),
      make("div", { class: "seat-fields" }, make("label", { for: other }, say("seat.share_other")), this.other), this.two);
    this.element = make("form", { class: "seat-start", onsubmit: (event) => this.sit(event) },
      this.where, make("p", { class: "seat-real" }, say("seat.real")), this.seats, this.brief,
      make("div", { class: "seat-fields" },
        make("label", { for: days }, say("seat.days")), this.days, make("label", { for: run }, say("seat.run")), this.run),
      make("p", { class: "quiet" }, say("seat.about_run")),
      this.one, this.more);
    page.whenOpened((described) => this.tell(described));
  }

  tell(described) {
    this.described = described;
    const { set, days } = this.page.setting.current;
    const changed = Object.keys(set).length;
    this.where.textContent = say(changed ? "seat.where_changed" : "seat.where", { title: described.title, changed });
    this.days.value = String(days ?? Math.min(DAYS, described.days));
    const chosen = this.party;
    const usual = described.parties.find((one) => one.role === "defender") ?? described.parties[0];
    this.party = described.parties.some((one) => one.name === chosen) ? chosen : usual.name;
    this.seats.replaceChildren(make("legend", {}, say("seat.which")), ...described.parties.map((one) => this.seat(one)));
    this.told();
    this.one.disabled = this.two.disabled = false;
  }

  seat({ name, label, role }) {
    const id = newId("seat");
    const radio = make("input", { type: "radio", name: "seat", id, value: name, checked: name === this.party, onchange: () => { this.party = name; this.told(); } });
    return make("div", { class: "seat-party" }, radio, make("label", { for: id }, label, make("small", {}, say(`seat.short.${role}`))));
  }

  told() {
    const value = (name) => Number(this.described.parameters.find((one) => one.name === `${this.party}.${name}`)?.value ?? 0);
    this.brief.replaceChildren(...briefing(this.described.parties, this.party, value("progress") * value("deadline")));
    const others = this.described.parties.filter((one) => one.name !== this.party);
    this.other.replaceChildren(...others.map((one) => make("option", { value: one.name }, one.label)));
  }

  /** The game that is meant: a seat, a run, and days. */
  meant() {
    return { party: this.party, run: Number(this.run.value) || 0, days: Number(this.days.value) || 0 };
  }

  /** Open a game for two. */
  open() {
    const { party, run, days } = this.meant();
    this.share({ parties: [party, this.other.value], party, run }, days);
  }

  sit(event) {
    event.preventDefault();
    const { party, run, days } = this.meant();
    this.begin({ parties: [party], run, choices: [] }, days);
  }
}
