// Lessons: the question, a bet, what the runs say to this very bet, and why; then the lesson's knobs. The lesson is the one whose scenario is open.

import { Complaints } from "../complaints.js";
import { make } from "../elements.js";
import { Bets } from "../lesson/bets.js";
import { Trial } from "../lesson/trial.js";
import { chapters, grow } from "../prose.js";

class Lessons {
  constructor(place, page) {
    Object.assign(this, { place, page, name: null });
    this.aloud = make("p", { class: "unseen", role: "status" });
    this.wrong = new Complaints(page.say);
    this.body = make("div", { class: "lesson" });
    place.append(make("h2", { class: "unseen" }, page.say("views.lessons")), this.aloud, this.wrong.element, this.body);
    page.setting.listen((now) => this.follow(now));
  }

  async follow(now) {
    if (this.hidden) return;
    if (!this.shelf) this.shelf = (await this.answered("api/lessons", {}))?.lessons;
    if (!this.shelf) return;
    const name = !now.yaml && this.shelf.some((one) => one.name === now.scenario) ? now.scenario : "";
    if (name === this.name) return;
    this.name = name;
    this.wrong.clear();
    if (!name) return this.list();
    const lesson = await this.answered("api/lesson", { lesson: name });
    if (lesson && this.name === name) this.open(lesson);
  }

  /** Which lessons there are. */
  list() {
    const { say, setting } = this.page;
    const lines = this.shelf.map((one) => make("li", {},
      make("button", { type: "button", class: "lesson-choice", onclick: () => setting.change({ scenario: one.name, yaml: "", set: {}, days: null, pin: null }) },
        make("strong", {}, say("lessons.name", one)), make("small", {}, one.idea))));
    this.body.replaceChildren(make("p", {}, say("lessons.intro")), make("p", { class: "lesson-real" }, say("seat.real")), make("ol", { class: "lesson-shelf" }, ...lines));
  }

  /** A lesson up to the bet. */
  open(lesson) {
    const { say, setting } = this.page;
    this.lesson = lesson;
    const title = make("h3", { class: "lesson-title", tabindex: "-1" }, say("lessons.name", lesson));
    const settings = make("dl", { class: "lesson-settings" },
      make("dt", {}, say("lessons.before")), make("dd", {}, lesson.before), make("dt", {}, say("lessons.after")), make("dd", {}, lesson.after));
    this.bets = new Bets(this.page, lesson.bets, (said) => this.bet(said));
    this.rest = make("div", { class: "lesson-rest" });
    const back = make("button", { type: "button", onclick: () => setting.change({ scenario: "baseline", yaml: "", set: {}, days: null, pin: null }) }, say("lessons.all"));
    this.body.replaceChildren(make("div", { class: "buttons" }, back), title, make("p", { class: "lesson-idea" }, lesson.idea),
      ...chapters(lesson.prose), settings, this.bets.element, this.rest);
    if (this.mayFocus) title.focus();
    this.mayFocus = true;
  }

  /** What the runs say to the bets, and the rest of the lesson. */
  async bet(said) {
    const { say } = this.page;
    this.wrong.clear();
    this.aloud.textContent = say("lessons.running");
    const found = await this.answered("api/lesson/bet", { lesson: this.name, said });
    this.aloud.textContent = "";
    if (!found || found.verdicts.length !== this.lesson.bets.length) return this.bets.again();
    this.bets.judge(found);
    const trial = new Trial(this.page, found, (values) => this.answered("api/lesson/try", { lesson: this.name, values }));
    const { minutes, script, debrief } = found.teacher;
    const teacher = make("details", { class: "lesson-teacher" }, make("summary", {}, say("lessons.teacher", { minutes })),
      make("h4", {}, say("lessons.script")), ...grow(script), make("h4", {}, say("lessons.debrief")), ...grow(debrief));
    this.rest.replaceChildren(...chapters(found.prose), trial.element, teacher);
    this.place.dataset.answered = String(Number(this.place.dataset.answered || 0) + 1);
    return undefined;
  }

  async answered(path, body) {
    try {
      return await this.page.ask(path, body);
    } catch (fault) {
      this.wrong.failed(fault);
      return null;
    }
  }

  show() {
    this.hidden = false;
    this.follow(this.page.setting.current);
  }

  hide() {
    this.hidden = true;
  }
}

export const view = {
  name: "lessons",
  wide: true,
  mount: (place, page) => new Lessons(place, page),
};
