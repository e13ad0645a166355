// A student's seat: predict, see what the class and the model say, and try the knob.

import { make, newId } from "../elements.js";
import { ask } from "../server.js";
import { say, shown } from "../words.js";
import { amount, bare, isBallot, ofClass, ofModel, spoken, told, verdict } from "./asked.js";
import { ballot } from "./ballot.js";
import { bet } from "./bet.js";
import { forecast, knobName, tries } from "./drawing.js";
import { Shown, tableOf } from "./shown.js";
import { keepToken, tokenOf } from "./keys.js";
import { path, sentence, Watch } from "./watching.js";

class Seat {
  constructor(place, code) {
    Object.assign(this, { place, code, number: -1, phase: "" });
    this.status = make("p", { class: "status", role: "status" });
    this.complaint = make("p", { class: "complaints", role: "alert", hidden: true });
    this.body = make("div", { class: "seat" });
    place.append(make("p", { class: "kicker" }, say("room.student.room", { code })), this.body, this.complaint, this.status, make("p", { class: "quiet" }, say("room.disclaimer")));
    this.watch = new Watch(code, "look", () => ({ token: tokenOf(code) || "" }), (view) => this.told(view), (fault) => this.refused(fault));
  }

  async start() {
    this.body.append(make("h1", {}, say("room.title")));
    this.reasons = (await ask("/api/room")).reasons;
    if (!tokenOf(this.code) && !(await this.join())) return;
    this.watch.start();
  }

  async join() {
    try {
      const view = await ask(path(this.code, "join"), {});
      keepToken(this.code, view.token);
      this.watch.tell(view);
      return true;
    } catch (fault) {
      this.leave(fault);
      return false;
    }
  }

  /** A tab that was silent for long is let in again; a room that is gone is left. */
  async refused(fault) {
    if (fault.status === 401) return this.join();
    this.leave(fault);
    return false;
  }

  leave(fault) {
    this.body.replaceChildren(make("h1", {}, say("room.gone")));
    this.status.textContent = "";
    this.complain(sentence(fault));
  }

  complain(text) {
    this.complaint.textContent = text;
    this.complaint.hidden = !text;
  }

  /** What was done in the room: it is built anew when the phase changes, and only followed otherwise, so that a hand keeps its slider. */
  told(view) {
    if (view.number !== this.number || view.phase !== this.phase || view.masked !== this.masked) {
      Object.assign(this, { number: view.number, phase: view.phase, masked: view.masked });
      this.complain("");
      this.status.textContent = "";
      this.body.replaceChildren(...this.build(view));
    }
    this.follow?.(view);
  }

  build(view) {
    this.follow = null;
    if (!view.question) return [make("h1", {}, say("room.student.welcome")), make("p", {}, say("room.student.wait"))];
    if (view.phase === "betting") return [told(view.question), this.bets(view)];
    return [told(view.question), ...this.results(view)];
  }

  bets(view) {
    const tell = (text) => { if (this.status.textContent !== text) this.status.textContent = text; };
    const { element, follow } = bet(view, this.reasons, (said, reason) => this.act("predict", { said, reason }), tell);
    this.follow = follow;
    return element;
  }

  results(view) {
    const { question } = view;
    const own = view.said === null ? say("room.student.silent") : view.model ? verdict(view.said, view.model, question) : "";
    const said = view.said === null ? null : make("p", { class: "mine" }, say("room.student.you", { value: spoken(view.said, question) }));
    const model = view.model ? make("p", { class: "answer" }, ofModel(view.model, question)) : make("p", {}, say("room.student.closed"));
    if (view.phase === "trying") return [model, ...this.knob(view)];
    const paint = isBallot(question) ? ballot : forecast;
    const drawing = new Shown((svg, now) => paint(svg, { question, heard: now.class, model: now.model, own: now.said }));
    this.follow = (now) => drawing.update(now, `${ofClass(now.class, question, now.answered)} ${now.model ? ofModel(now.model, question) : ""}`);
    return [said, model, make("p", {}, own), drawing.element, make("p", {}, ofClass(view.class, question, view.answered))].filter(Boolean);
  }

  knob(view) {
    const { knob, question } = view;
    const id = newId("knob");
    const last = knob.places.length - 1;
    const output = make("output", { for: id });
    const found = make("p", { class: "status", role: "status" });
    const tell = () => {
      output.textContent = say("room.knob.value", { value: shown(knob.places[slider.value], "exact"), unit: knob.words.unit });
      slider.setAttribute("aria-valuetext", output.textContent);
    };
    const slider = make("input", { type: "range", id, min: 0, max: last, step: 1, oninput: tell });
    slider.value = view.tried.length ? view.tried[view.tried.length - 1] : knob.asked;
    tell();
    const run = make("button", { class: "first" }, say("room.knob.run", { runs: question.runs }));
    const send = async (event) => {
      event.preventDefault();
      const place = Number(slider.value);
      const now = await this.act("move", { place });
      const dot = now?.knob?.dots.find((one) => one.place === place);
      if (dot) found.textContent = say("room.knob.found", { at: output.textContent, value: amount(dot.value, question), low: bare(dot.low, question), high: bare(dot.high, question) });
    };
    const drawing = new Shown((svg, now) => tries(svg, { question, model: now.model, knob: now.knob, own: now.tried }));
    const table = make("div");
    this.follow = (now) => {
      drawing.update(now, say("room.knob.tally", { count: now.knob.dots.length }));
      table.replaceChildren(tableOf(now));
    };
    return [make("form", { class: "bet", onsubmit: send }, make("label", { for: id }, knobName(knob)), knob.words.meaning ? make("p", { class: "quiet" }, knob.words.meaning) : null, make("div", { class: "pair" }, slider, output), run, found),
      drawing.element, make("details", {}, make("summary", {}, say("charts.table")), table)];
  }

  async act(what, body) {
    try {
      const view = await this.watch.act(what, body);
      this.complain("");
      return view;
    } catch (fault) {
      if (fault.status === 401 && (await this.join())) return this.act(what, body);
      this.complain(sentence(fault));
      return null;
    }
  }
}

export const student = (place, code) => new Seat(place, code).start();
