// A game for two: the link that is passed on, the door for whoever comes with it, and watching what the other does.

import { make, newId } from "../elements.js";
import { say } from "../words.js";

const KEPT = "parley.seats";
const EVERY = 2000; // between two looks, in milliseconds

const remembered = () => JSON.parse(sessionStorage.getItem(KEPT) || "{}");

/** What only this tab knows of a game that is shared: the token of its seat. */
export const tokenOf = (code) => remembered()[code];

export function keepToken(code, token) {
  sessionStorage.setItem(KEPT, JSON.stringify({ ...remembered(), [code]: token }));
}

/** The address that the other one opens. */
export const linkTo = (code) => `${location.origin}${location.pathname}?${new URLSearchParams({ view: "seat", game: code })}`;

/** Above a game that is shared: the link while a seat is free, and a way to end the game. */
export class Pass {
  constructor(end) {
    const id = newId("link");
    this.link = make("input", { type: "text", id, readonly: true, class: "command" });
    this.said = make("p", { class: "quiet", role: "status" });
    this.invite = make("div", { class: "seat-invite" }, make("label", { for: id }, say("seat.share_link")), this.link,
      make("div", { class: "buttons" }, make("button", { type: "button", onclick: () => this.copy() }, say("seat.share_copy")), this.said));
    this.element = make("div", { class: "seat-pass", hidden: true }, make("p", {}, say("seat.shared")), this.invite,
      make("div", { class: "buttons" }, make("button", { type: "button", onclick: () => end() }, say("seat.share_end"))));
  }

  update(state, code) {
    this.element.hidden = false;
    this.invite.hidden = !state.free.length;
    this.link.value = linkTo(code);
  }

  async copy() {
    try {
      await navigator.clipboard.writeText(this.link.value);
      this.said.textContent = say("take.copied");
    } catch {
      this.link.select();
      this.said.textContent = say("take.not_copied");
    }
  }
}

/** For whoever comes with a link: which seats are free. */
export class Door {
  constructor(sit) {
    this.sit = sit;
    this.element = make("section", { class: "seat-door", hidden: true });
  }

  update({ title, days, parties, free }) {
    const label = (name) => parties.find((one) => one.name === name).label;
    this.element.hidden = false;
    this.element.replaceChildren(make("h3", {}, say("seat.door", { title, days })), make("p", { class: "seat-real" }, say("seat.real")),
      make("p", {}, say(free.length ? "seat.door_free" : "seat.door_full")),
      make("div", { class: "buttons" }, free.map((name) => make("button", { type: "button", class: "first", onclick: () => this.sit(name) }, say("seat.door_sit", { who: label(name) })))));
  }
}

/** Looks again and again how a game stands that is shared. */
export class Watch {
  /** told(state) where something is new; failed(fault). */
  constructor(page, told, failed) {
    Object.assign(this, { page, told, failed, round: 0 });
  }

  stop() {
    this.round += 1;
    clearTimeout(this.later);
  }

  start(code) {
    this.stop();
    this.version = null;
    this.look(code, this.round);
  }

  async look(code, round) {
    try {
      const found = await this.page.ask(`api/games/${encodeURIComponent(code)}/look`, { token: tokenOf(code), version: this.version });
      if (round !== this.round) return;
      if (found.numbers) this.heard(found);
    } catch (fault) {
      if (round !== this.round) return;
      if (fault.status !== 409) {
        this.failed(fault);
        return;
      }
    }
    this.later = setTimeout(() => this.look(code, round), EVERY);
  }

  /** How the game stands, from a look or from a choice of one's own. */
  heard(state) {
    if (this.version !== null && state.version <= this.version) return;
    this.version = state.version;
    this.told(state);
  }
}
