// The teacher's desk: the way in for the class, the next step as one large button, the next question, and the end.

import { make } from "../elements.js";
import { ask } from "../server.js";
import { say } from "../words.js";
import { asking, ofClass, ofModel } from "./asked.js";
import { Form } from "./form.js";
import { Lessons } from "./lessons.js";
import { keyOf, wayBack } from "./keys.js";
import { path, sentence, Watch } from "./watching.js";

const NEXT = { betting: "close", closed: "show", shown: "try" };

class Desk {
  constructor(place, code) {
    Object.assign(this, { place, code });
    this.watch = new Watch(code, "steer", () => ({ key: keyOf(code) }), (view) => this.told(view), (fault) => this.gone(fault));
    this.join = make("p", {});
    this.status = make("p", { class: "status", role: "status" });
    this.question = make("p", { class: "asks" });
    this.complaint = make("p", { class: "complaints", role: "alert", hidden: true });
    this.next = make("button", { type: "button", class: "first large", onclick: () => this.act(NEXT[this.watch.seen.phase]) });
    this.reopen = make("button", { type: "button", onclick: () => this.act("reopen") }, say("room.teacher.reopen"));
    this.reveal = make("button", { type: "button", onclick: () => this.act("reveal").then(() => location.reload()) }, say("room.teacher.reveal"));
    this.form = new Form((question) => this.act("ask", question));
    this.lessons = new Lessons((question) => this.act("ask", question));
    this.back = make("input", { type: "text", readonly: true, "aria-label": say("room.teacher.back"), onfocus: (event) => event.target.select() });
  }

  async start() {
    keyOf(this.code);
    const end = make("button", { type: "button", class: "alarm", onclick: () => this.end() }, say("room.teacher.end"));
    this.place.append(make("div", { class: "steer" }, make("h1", {}, say("room.teacher.title", { code: this.code })), this.join,
      make("p", {}, make("a", { href: `/room/${this.code}/projector`, target: "_blank", rel: "noopener" }, say("room.teacher.projector"))),
      make("section", { class: "now", "aria-label": say("room.teacher.now") }, this.question, this.status, make("div", { class: "row" }, this.next, this.reopen, this.reveal), this.complaint),
      make("section", {}, make("h2", {}, say("room.teacher.lesson")), this.lessons.element),
      make("section", {}, make("h2", {}, say("room.teacher.ask")), this.form.element),
      make("section", {}, make("h2", {}, say("room.teacher.leave")), make("p", { class: "quiet" }, say("room.teacher.vanish")), end,
        make("details", { ontoggle: () => { this.back.value = wayBack(this.code); } }, make("summary", {}, say("room.teacher.back")), make("p", { class: "quiet" }, say("room.teacher.secret")), this.back))));
    const { address, outcomes } = await ask("/api/room");
    this.join.textContent = address ? say("room.teacher.join", { address: `${address}/room`, code: this.code }) : say("room.teacher.alone", { address: `${location.origin}/room`, code: this.code });
    this.form.start(outcomes).catch((fault) => this.complain(sentence(fault)));
    ask(path(this.code, "lessons"), { key: keyOf(this.code) }).then(({ lessons }) => this.lessons.start(lessons)).catch((fault) => this.complain(sentence(fault)));
    this.watch.start();
  }

  gone(fault) {
    this.place.replaceChildren(make("h1", {}, say("room.gone")), make("p", {}, sentence(fault)), make("p", {}, make("a", { href: "/room" }, say("room.teacher.again"))));
    return false;
  }

  told(view) {
    const { phase, question } = view;
    this.question.textContent = question ? asking(question) : say("room.teacher.nothing");
    this.status.textContent = this.words(view);
    this.next.hidden = !NEXT[phase] || (phase === "shown" && !question.knobbed);
    if (!this.next.hidden) this.next.textContent = say(`room.teacher.${NEXT[phase]}`);
    this.reveal.hidden = !view.masked;
    this.reopen.hidden = phase !== "closed";
  }

  words(view) {
    const { phase, question, students, answered } = view;
    if (phase === "waiting") return say("room.projector.here", { count: students });
    if (phase === "betting") return say("room.projector.answered", { answered, students });
    if (phase === "trying") return say("room.knob.tally", { count: view.knob.dots.length });
    return [ofClass(view.class, question, answered), view.model ? ofModel(view.model, question) : ""].join(" ");
  }

  complain(text) {
    this.complaint.textContent = text;
    this.complaint.hidden = !text;
  }

  async act(what, body = {}) {
    try {
      await this.watch.act(what, body);
      this.complain("");
    } catch (fault) {
      this.complain(sentence(fault));
    }
  }

  end() {
    if (confirm(say("room.teacher.sure"))) this.act("end");
  }
}

export const teacher = (place, code) => new Desk(place, code).start();
