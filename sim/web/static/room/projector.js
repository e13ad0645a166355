// The projector: large type and nothing but what the class has to see at this moment.

import { make } from "../elements.js";
import { ask } from "../server.js";
import { say } from "../words.js";
import { apart, isBallot, ofClass, ofModel, told } from "./asked.js";
import { ballot } from "./ballot.js";
import { forecast, tries } from "./drawing.js";
import { Shown, tableOf } from "./shown.js";
import { sentence, Watch } from "./watching.js";

class Wall {
  constructor(place, code) {
    Object.assign(this, { code, drawn: "" });
    document.body.classList.add("projector");
    this.body = make("div", { class: "wall" });
    this.join = make("p", { class: "join" });
    place.append(this.body, this.join);
    this.watch = new Watch(code, "look", () => ({}), (view) => this.told(view), (fault) => this.gone(fault));
  }

  async start() {
    this.body.append(make("h1", {}, say("room.title")));
    const { address } = await ask("/api/room");
    this.address = `${address || location.origin}/room`;
    this.watch.start();
  }

  gone(fault) {
    this.body.replaceChildren(make("h1", {}, say("room.gone")), make("p", {}, sentence(fault)));
    this.join.hidden = true;
    return false;
  }

  told(view) {
    const now = `${view.number} ${view.phase} ${view.masked}`;
    if (now !== this.drawn) this.build(view);
    this.drawn = now;
    this.follow?.(view);
    this.join.textContent = view.phase === "waiting" ? say("room.disclaimer") : say("room.projector.join", { address: this.address.replace(/^https?:\/\//, ""), code: view.code });
  }

  build(view) {
    this.follow = null;
    const { question } = view;
    if (!question) return this.waiting();
    if (view.phase === "betting") return this.betting(question);
    const says = make("p", { class: "answer", role: "status" });
    const said = isBallot(question) ? ballot : forecast;
    const paint = view.phase === "trying"
      ? (svg, now) => tries(svg, { question, model: now.model, knob: now.knob })
      : (svg, now) => said(svg, { question, heard: now.class, model: now.model });
    const drawing = new Shown(paint);
    const numbers = make("div", { class: "unseen" });
    this.body.replaceChildren(told(question), drawing.element, says, ...this.why(view), numbers);
    this.follow = (now) => {
      const words = this.sentences(now);
      if (says.textContent !== words) says.textContent = words;
      drawing.update(now, words);
      numbers.replaceChildren(tableOf(now));
    };
    return undefined;
  }

  waiting() {
    const count = make("p", { class: "count", role: "status" });
    this.body.replaceChildren(make("p", {}, say("room.projector.go")), make("p", { class: "huge" }, this.address.replace(/^https?:\/\//, "")),
      make("p", {}, say("room.projector.type")), make("h1", { class: "huge" }, this.code), count);
    this.follow = (now) => { count.textContent = say("room.projector.here", { count: now.students }); };
  }

  betting(question) {
    const count = make("p", { class: "huge", role: "status" });
    this.body.replaceChildren(told(question), count);
    this.follow = (now) => { count.textContent = say("room.projector.answered", { answered: now.answered, students: now.students }); };
  }

  sentences(view) {
    const { question, model } = view;
    if (view.phase === "trying") return say("room.knob.tally", { count: view.knob.dots.length });
    const said = ofClass(view.class, question, view.answered);
    if (!model) return said;
    return [said, ofModel(model, question), apart(view)].join(" ");
  }

  /** Why they said it, a word and a count each. */
  why(view) {
    const votes = view.phase === "trying" ? [] : view.class.reasons;
    return votes.length ? [make("ul", { class: "reasons", "aria-label": say("room.projector.reasons") }, votes.map(([name, count]) => make("li", {}, say("room.projector.reason", { reason: say(`room.reasons.${name}`), count }))))] : [];
  }
}

export const projector = (place, code) => new Wall(place, code).start();
