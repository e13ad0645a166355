// What was chosen so far, and the branches that the tab keeps: other ways in which the same game was played.

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
  /** acts: go(choices), anew(). */
  constructor(acts) {
    this.acts = acts;
    const button = (words, act) => make("button", { type: "button", onclick: act }, say(words));
    this.undo = button("seat.undo", () => this.back(this.state.choices.length - 1));
    this.keep = button("seat.keep", () => { this.remember(); this.update(this.state, this.base); });
    this.said = make("p", { class: "quiet", role: "status" });
    this.choices = make("ol", { class: "seat-choices", tabindex: 0, "aria-label": say("seat.choices") });
    this.chosen = make("div", { class: "seat-other" }, make("h3", {}, say("seat.choices")), this.choices);
    this.brief = make("div", { class: "seat-brief" });
    this.branches = make("ul", { class: "seat-branches" });
    this.none = make("p", { class: "quiet" }, say("seat.no_branches"));
    this.told = make("ol", { class: "seat-news" });
    this.other = make("div", { class: "seat-other" }, make("h3", {}, say("seat.branches")), this.none, this.branches);
    this.element = make("aside", { class: "seat-side", "aria-label": say("seat.side") },
      make("div", { class: "buttons" }, this.undo, this.keep, button("seat.anew", () => acts.anew())), this.said,
      this.chosen, this.other,
      make("details", { class: "every" }, make("summary", {}, say("seat.brief")), this.brief),
      make("details", { class: "every" }, make("summary", {}, say("seat.story")), this.told));
  }

  /** base: which game it is, whatever is chosen in it; none for a game that is shared, in which nothing is taken back. */
  update(state, base) {
    Object.assign(this, { state, base });
    for (const part of [this.undo, this.keep, this.other]) part.hidden = !base;
    const own = state.choices.map((one) => one.text);
    this.undo.disabled = !own.length;
    this.chosen.hidden = !own.length;
    this.brief.replaceChildren(...briefing(state.parties, state.seat, state.parties.find((one) => one.name === state.seat).days));
    this.choices.replaceChildren(...state.choices.map((one, place) => make("li", {}, make("span", {}, `${when(state, one.day)}: ${one.words}`),
      base && make("button", { type: "button", class: "quiet", "aria-label": say("seat.back_to", { number: place + 1 }), onclick: () => this.back(place, true) }, say("seat.back")))));
    const branches = remembered().filter((one) => one.base === base);
    this.none.hidden = branches.length > 0;
    this.branches.replaceChildren(...branches.map((one, place) => {
      const here = one.choices.join() === own.join();
      return make("li", {}, make("button", { type: "button", "aria-current": here ? "true" : null, onclick: () => this.acts.go(one.choices) },
        say("seat.branch", { number: place + 1, when: when(state, one.day), count: one.choices.length, last: one.last })));
    }));
    this.told.replaceChildren(...news(state, state.told));
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

  /** Back to where only so many choices had been made; where more than one is taken back, the way that was taken is kept. */
  back(count, keeping = false) {
    if (keeping) this.remember();
    this.acts.go(this.state.choices.slice(0, count).map((one) => one.text));
  }
}
