// When the run is over: the score and what it is made of, the same run with nobody in any seat, and some decisions with all their branches.

import { make } from "../elements.js";
import { say } from "../words.js";
import { bar, scored, share } from "./bars.js";
import { news, when } from "./turn.js";

const outcome = (words) => say(`outcomes.${words.replaceAll(" ", "_")}`);

export class Debrief {
  /** acts: go(decision): back to before a decision; in a game that is shared, when all agree. */
  constructor(acts) {
    this.acts = acts;
    this.title = make("h3", { tabindex: -1, class: "seat-title" });
    this.news = make("ol", { class: "seat-news" });
    this.score = make("p", { class: "headline" });
    this.model = make("p", {});
    this.parts = make("div", { class: "numbers", tabindex: 0, role: "region", "aria-label": say("seat.parts") });
    this.count = make("p", {});
    this.wait = make("p", { class: "quiet", role: "status" });
    this.reviews = make("div", { class: "seat-reviews" });
    this.element = make("section", { class: "seat-debrief" }, this.title, this.news, this.score, this.model, this.parts, this.count, this.wait, this.reviews);
  }

  /** The run is over; the debrief is on its way. alone: whether one can go back. */
  update(state, alone) {
    Object.assign(this, { state, alone });
    const { label, unit } = state.parties.find((one) => one.name === state.seat);
    Object.assign(this, { who: label, unit });
    this.title.textContent = say("seat.over", { when: when(state, state.day), outcome: outcome(state.outcome) });
    this.news.replaceChildren(...news(state, state.news));
    this.score.textContent = say(unit === "days" ? "seat.your_score" : "seat.your_share", { who: label, score: scored(state.scores[state.seat], unit) });
    this.model.textContent = "";
    this.parts.hidden = true;
    this.count.textContent = "";
    this.wait.textContent = say("seat.debrief_waits");
    this.reviews.replaceChildren();
  }

  /** The score, at once. */
  told(found) {
    const row = (name) => make("tr", {}, make("th", { scope: "row" }, name), make("td", {}, scored(found.parts[name], this.unit)), make("td", {}, scored(found.model_parts[name], this.unit)));
    this.model.textContent = say("seat.model_score", { outcome: outcome(found.model_outcome), who: this.who, score: scored(found.model_score, this.unit) });
    this.parts.hidden = false;
    this.parts.replaceChildren(make("table", {}, make("caption", {}, say("seat.parts")),
      make("thead", {}, make("tr", {}, ["seat.part", "seat.yours", "seat.models"].map((words) => make("th", { scope: "col" }, say(words))))),
      make("tbody", {}, Object.keys(found.parts).map(row), make("tr", {}, make("th", { scope: "row" }, say("seat.sum")),
        make("td", {}, scored(found.score, this.unit)), make("td", {}, scored(found.model_score, this.unit))))));
    this.count.textContent = say("seat.count", { who: this.who, decisions: found.decisions, same: found.as_the_model });
  }

  /** Some decisions, closely. */
  closely(found) {
    this.wait.textContent = found.reviews.length ? say("seat.closely", { count: found.reviews.length }) : "";
    this.reviews.replaceChildren(...found.reviews.map((one) => this.review(one)));
    if (found.reviews.length) this.reviews.append(make("p", { class: "quiet" }, say("seat.luck", { count: found.reviews[0].branches[0].expected.of })));
  }

  review(one) {
    const head = ["seat.option", "seat.ends", "seat.this_luck", "seat.other_luck", "seat.peace_holds"].map((words) => make("th", { scope: "col" }, say(words)));
    const title = `${when(this.state, one.day)}: ${one.question}`;
    return make("article", { class: "chart" }, make("h4", {}, title), make("p", { class: "quiet" }, one.why),
      make("div", { class: "numbers", tabindex: 0, role: "region", "aria-label": title },
        make("table", {}, make("thead", {}, make("tr", {}, head)), make("tbody", {}, one.branches.map((branch) => this.branch(branch, one.model))))),
      make("div", { class: "buttons" }, make("button", { type: "button", "aria-label": this.alone ? say("seat.again_at", { when: when(this.state, one.day) }) : say("seat.shared_back_to", { when: when(this.state, one.day) }), onclick: () => this.acts.go(one) },
        say(this.alone ? "seat.again" : "seat.shared_back"))));
  }

  branch(found, model) {
    const marks = [found.taken && say("seat.chosen"), found.option === model && say("seat.models_choice")].filter((text) => text);
    return make("tr", { class: found.taken ? "taken" : null },
      make("th", { scope: "row" }, found.words, marks.length ? make("small", {}, marks.join(", ")) : null),
      make("td", {}, outcome(found.outcome)), make("td", {}, scored(found.score, this.unit)), make("td", {}, scored(found.expected.value, this.unit)),
      make("td", {}, bar(found.settled.value, found.settled.low, found.settled.high), share(found.settled)));
  }
}
