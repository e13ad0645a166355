// In a game that is shared: somebody wishes to go back to a day or to change to a branch, and all others agree or decline.

import { make, newId } from "../elements.js";
import { say } from "../words.js";
import { when } from "./turn.js";

export class Wish {
  /** acts: reply(number, agree), withdraw(number). */
  constructor(acts) {
    this.acts = acts;
    const id = newId("wish");
    this.title = make("h3", { tabindex: -1, class: "seat-title", id });
    this.about = make("p", {});
    this.falls = make("div", {});
    this.buttons = make("div", { class: "buttons" });
    this.asked = make("section", { class: "seat-wish", "aria-labelledby": id, hidden: true }, this.title, this.about, this.falls, this.buttons);
    this.ended = make("p", { class: "seat-ended", hidden: true });
    this.element = make("div", {}, this.asked, this.ended);
  }

  /** Another game: nothing has been heard of it yet. */
  forget() {
    Object.assign(this, { open: null, heard: null });
    this.asked.hidden = true;
    this.ended.hidden = true;
  }

  /** How the game stands. Returns what is new, as it is read aloud. */
  update(state) {
    const isNew = state.wish && JSON.stringify(state.wish) !== this.open;
    this.open = state.wish && JSON.stringify(state.wish);
    this.asked.hidden = !state.wish;
    if (isNew) this.tell(state);
    const end = this.end(state);
    return [...(end ? [end] : []), ...(isNew ? [this.title.textContent, this.about.textContent] : [])].join(" ");
  }

  /** How the last wish has ended, if that is new; it stands there until the game goes on. */
  end(state) {
    const number = state.ended?.number ?? 0;
    const isNew = this.heard !== null && number > this.heard;
    this.heard = number;
    if (isNew) {
      this.until = state.number;
      this.ended.textContent = this.outcome(state, state.ended);
    }
    this.ended.hidden = !isNew && (this.ended.hidden || state.number !== this.until);
    return isNew ? this.ended.textContent : "";
  }

  label(state, name) {
    return state.parties.find((one) => one.name === name).label;
  }

  /** Where a wish leads, as part of a sentence. */
  where(state, { day, branch }) {
    if (day !== null) return say("seat.wish.day", { when: when(state, day) });
    return say("seat.wish.branch", { number: branch });
  }

  outcome(state, { ended, who, ...wish }) {
    const mine = who === state.seat;
    const names = { who: this.label(state, who), where: this.where(state, wish) };
    if (ended === "granted") return say("seat.wish.granted", names);
    if (ended === "declined") return say(mine ? "seat.wish.declined_mine" : "seat.wish.declined", names);
    return say(mine ? "seat.wish.withdrawn_mine" : "seat.wish.withdrawn", names);
  }

  tell(state) {
    const { wish } = state;
    const names = { who: this.label(state, wish.party), where: this.where(state, wish) };
    const mine = wish.party === state.seat;
    this.title.textContent = say(mine ? "seat.wish.mine" : "seat.wish.other", names);
    const waits = say("seat.wish.waits", { who: wish.waits.map((name) => this.label(state, name)).join(", ") });
    const seen = say(state.over ? "seat.wish.seen_all" : "seat.wish.seen");
    this.about.textContent = mine ? `${waits} ${say("seat.wish.about_mine")} ${seen}` : `${say("seat.wish.about_other")} ${seen}`;
    this.falls.replaceChildren(...this.falling(state));
    const button = (words, act, kind = null) => make("button", { type: "button", class: kind, onclick: act }, say(words));
    const isAsked = wish.waits.includes(state.seat);
    this.buttons.replaceChildren(...(isAsked
      ? [button("seat.wish.agree", () => this.acts.reply(wish.number, true), "first"), button("seat.wish.decline", () => this.acts.reply(wish.number, false))]
      : mine ? [button("seat.wish.withdraw", () => this.acts.withdraw(wish.number))] : []));
  }

  /** Which of one's own choices would no longer count. */
  falling({ wish, choices, ...state }) {
    if (wish.day === null) return [];
    const fallen = choices.filter((one) => one.day >= wish.day);
    if (!fallen.length) return [make("p", {}, say("seat.wish.nothing_falls"))];
    return [make("p", {}, say("seat.wish.falls")), make("ul", {}, fallen.map((one) => make("li", {}, `${when(state, one.day)}: ${one.words}`)))];
  }
}
