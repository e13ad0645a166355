// Before a game: which seat, which run, how many days; who you are, what you want, how the score works.

import { make, newId } from "../elements.js";
import { say } from "../words.js";

const DAYS = 120; // of a game that fits a lesson
const BELLIGERENTS = ["attacker", "defender"];

/** Who somebody in a seat is, what it wants, and how the score works. described: what the server says of the scenario. */
export function briefing(described, party) {
  const found = described.parties.find((one) => one.name === party);
  const label = (role) => described.parties.find((one) => one.role === role)?.label ?? "";
  const value = (name) => Number(described.parameters.find((one) => one.name === `${party}.${name}`)?.value ?? 0);
  const kind = BELLIGERENTS.includes(found.role) ? "belligerent" : found.role;
  const values = { who: found.label, defender: label("defender"), attacker: label("attacker"), days: value("progress") * value("deadline") };
  return [say(`seat.role.${kind}`, values), say(`seat.wants.${kind}`, values)];
}

export class Start {
  /** begin(seat, days), called when somebody sits down. */
  constructor(page, begin) {
    Object.assign(this, { page, begin });
    const [run, days] = [newId("run"), newId("days")];
    this.where = make("p", { class: "seat-where" });
    this.seats = make("fieldset", { class: "seat-parties" });
    this.brief = make("div", { class: "seat-brief", "aria-live": "polite" });
    this.run = make("input", { type: "number", id: run, min: 1, step: 1, value: "1" });
    this.days = make("input", { type: "number", id: days, min: 1, step: 1 });
    this.more = make("div", { class: "seat-more" });
    this.element = make("form", { class: "seat-start", onsubmit: (event) => this.sit(event) },
      this.where, make("p", { class: "seat-real" }, say("seat.real")), this.seats, this.brief,
      make("div", { class: "seat-fields" },
        make("label", { for: days }, say("seat.days")), this.days, make("label", { for: run }, say("seat.run")), this.run),
      make("p", { class: "quiet" }, say("seat.about_run")),
      make("button", { class: "first" }, say("seat.begin")), this.more);
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
  }

  seat({ name, label, role }) {
    const id = newId("seat");
    const radio = make("input", { type: "radio", name: "seat", id, value: name, checked: name === this.party, onchange: () => { this.party = name; this.told(); } });
    return make("div", { class: "seat-party" }, radio, make("label", { for: id }, label, make("small", {}, say(`seat.short.${role}`))));
  }

  told() {
    this.brief.replaceChildren(...briefing(this.described, this.party).map((text) => make("p", {}, text)));
  }

  /** The game that is meant: a seat, a run, and days. */
  meant() {
    return { party: this.party, run: Number(this.run.value) || 0, days: Number(this.days.value) || 0 };
  }

  sit(event) {
    event.preventDefault();
    const { party, run, days } = this.meant();
    this.begin({ parties: [party], run, choices: [] }, days);
  }
}
