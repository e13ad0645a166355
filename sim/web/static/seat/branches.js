// What was chosen so far, and the branches: other ways in which the same game was played, kept by the tab, or of a game that is shared by the server.

import { make } from "../elements.js";
import { say } from "../words.js";
import { briefing } from "./briefing.js";
import { news, when } from "./turn.js";

const KEPT = "parley.branches";
const MOST = 30;

/** What the tab remembers. */
function remembered() {
  try {
    return JSON.parse(sessionStorage.getItem(KEPT)) || [];
  } catch {
    return [];
  }
}

export class Branches {
  /** acts: go(choices), anew(); of a game that is shared ask({day}) and ask({branch}), as all have to agree. */
  constructor(acts) {
    this.acts = acts;
    const button = (words, act) => make("button", { type: "button", onclick: act }, say(words));
    this.undo = button("seat.undo", () => this.takeBack());
    this.keep = button("seat.keep", () => { this.remember(); this.update(this.state, this.base); });
    this.said = make("p", { class: "quiet", role: "status" });
    this.choices = make("ol", { class: "seat-choices", tabindex: 0, "aria-label": say("seat.choices") });
    this.chosen = make("div", { class: "seat-other" }, make("h3", {}, say("seat.choices")), this.choices);
    this.brief = make("div", { class: "seat-brief" });
    this.branches = make("ul", { class: "seat-branches" });
    this.none = make("p", { class: "quiet" });
    this.told = make("ol", { class: "seat-news" });
    this.other = make("div", { class: "seat-other" }, make("h3", {}, say("seat.branches")), this.none, this.branches);
    this.element = make("aside", { class: "seat-side", "aria-label": say("seat.side") },
      make("div", { class: "buttons" }, this.undo, this.keep, button("seat.anew", () => acts.anew())), this.said,
      this.chosen, this.other,
      make("details", { class: "every" }, make("summary", {}, say("seat.brief")), this.brief),
      make("details", { class: "every" }, make("summary", {}, say("seat.story")), this.told));
  }

  /** base: which game it is, whatever is chosen in it; none for a game that is shared, in which all have to agree before anything is taken back. */
  update(state, base) {
    Object.assign(this, { state, base });
    this.keep.hidden = !base;
    this.undo.textContent = say(base ? "seat.undo" : "seat.shared_undo");
    this.undo.disabled = !state.choices.length;
    this.chosen.hidden = !state.choices.length;
    this.none.textContent = say(base ? "seat.no_branches" : "seat.no_shared_branches");
    this.brief.replaceChildren(...briefing(state.parties, state.seat, state.parties.find((one) => one.name === state.seat).days));
    this.told.replaceChildren(...news(state, state.told));
    this.list();
    for (const one of [this.undo, ...this.choices.querySelectorAll("button"), ...this.branches.querySelectorAll("button")]) one.setAttribute("aria-disabled", String(this.isPaused));
  }

  /** Whether somebody wishes to go back already, so that nobody else can ask. */
  get isPaused() {
    return Boolean(this.state.wish);
  }

  /** The choices and the branches; what has not changed stays, so that whoever stands on a button there stays on it. */
  list() {
    const { state, base } = this;
    const branches = base ? this.own() : state.branches;
    const key = JSON.stringify([base, state.choices, branches]);
    if (key === this.listed) return;
    this.listed = key;
    this.choices.replaceChildren(...state.choices.map((one, place) => make("li", {}, make("span", {}, `${when(state, one.day)}: ${one.words}`),
      make("button", { type: "button", class: "quiet", "aria-label": base ? say("seat.back_to", { number: place + 1 }) : say("seat.shared_back_to", { when: when(state, one.day) }), onclick: () => this.back(place, true) },
        say(base ? "seat.back" : "seat.shared_back")))));
    this.none.hidden = branches.length > 0;
    this.branches.replaceChildren(...branches.map((one) => make("li", {},
      make("button", { type: "button", "aria-current": one.here ? "true" : null, onclick: () => this.goTo(one) },
        say(base ? "seat.branch" : "seat.shared_branch", { number: one.number, when: when(state, one.day), count: one.count, last: one.last ?? say("seat.no_choice") })))));
  }

  /** The branches that the tab keeps of this game. */
  own() {
    const now = this.state.choices.map((one) => one.text).join();
    return remembered().filter((one) => one.base === this.base)
      .map((one, place) => ({ ...one, number: place + 1, count: one.choices.length, here: one.choices.join() === now }));
  }

  /** To a branch; of a game that is shared, when all agree. */
  goTo(branch) {
    if (this.base) this.acts.go(branch.choices);
    else if (!branch.here && !this.isPaused) this.acts.ask({ branch: branch.number });
  }

  takeBack() {
    this.back(this.state.choices.length - 1);
  }

  /** Keep the game as it stands. */
  remember() {
    const { choices, day } = this.state;
    const all = remembered();
    const texts = choices.map((one) => one.text);
    if (all.some((one) => one.base === this.base && one.choices.join() === texts.join())) return;
    all.push({ base: this.base, choices: texts, day, last: choices.at(-1)?.words ?? say("seat.no_choice") });
    sessionStorage.setItem(KEPT, JSON.stringify(all.slice(-MOST)));
    this.said.textContent = say("seat.kept");
  }

  /** Back to where only so many choices had been made; where more than one is taken back, the way that was taken is kept. Shared: to that day. */
  back(count, keeping = false) {
    if (!this.base) {
      if (!this.isPaused) this.acts.ask({ day: this.state.choices[count].day });
      return;
    }
    if (keeping) this.remember();
    this.acts.go(this.state.choices.slice(0, count).map((one) => one.text));
  }
}
