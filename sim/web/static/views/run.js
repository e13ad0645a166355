// One run of the setting, day by day: which run, a player, a timeline, the day itself with its reasons, and all days in sentences.

import { Complaints } from "../complaints.js";
import { make } from "../elements.js";
import { Finder } from "../run/finder.js";
import { Player } from "../run/player.js";
import { Reasons } from "../run/reasons.js";
import { Story } from "../run/story.js";
import { Timeline } from "../run/timeline.js";
import { Today } from "../run/today.js";
import { Course } from "../run/course.js";

const RESTS = 500; // how long no other day is chosen before the day is kept in the address and read aloud, in milliseconds

class OneRun {
  constructor(place, page) {
    Object.assign(this, { place, page, course: null, day: 0 });
    const go = (day, why) => this.go(day, why);
    this.finder = new Finder(page);
    this.player = new Player(page, go);
    this.timeline = new Timeline(page, (day, sheet) => (sheet ? this.explain(day, sheet) : go(day)));
    this.today = new Today(page, (day, sheet, from) => this.explain(day, sheet, from));
    this.reasons = new Reasons(page);
    this.story = new Story(page, go);
    this.aloud = make("p", { class: "unseen", role: "status" });
    this.wrong = new Complaints(page.say);
    this.body = make("div", { class: "run-body", hidden: true }, this.player.element, this.timeline.element, this.today.element, this.reasons.element, this.story.element);
    place.append(make("h2", { class: "unseen" }, page.say("views.run")), this.finder.element, this.aloud, this.wrong.element, this.body);
    this.latest = new page.Latest("api/run", (answer) => this.told(answer), (fault) => this.failed(fault));
    page.setting.listen((now) => this.follow(now));
  }

  follow(now) {
    if (this.hidden) return;
    const question = { ...this.page.asQuestion(now), run: now.run };
    this.finder.follow(question);
    const asked = JSON.stringify({ ...question, runs: 1 }); // it is the same run in every ensemble
    if (asked !== this.asked) {
      this.asked = asked;
      this.latest.ask(question);
    } else if (this.course && now.day !== null && now.day !== this.day) {
      this.go(now.day);
    }
  }

  told(answer) {
    this.wrong.clear();
    const isOther = this.course?.run !== answer.run;
    this.course = new Course(answer);
    this.body.hidden = false;
    this.finder.tell(answer);
    this.reasons.close();
    for (const part of [this.player, this.timeline, this.today, this.reasons, this.story]) part.update(this.course);
    if (isOther) this.player.stop();
    this.go(this.page.setting.current.day ?? this.course.firstDay);
    this.place.dataset.answered = String(Number(this.place.dataset.answered || 0) + 1);
  }

  /** Go to a day. */
  go(wanted) {
    this.day = Math.max(0, Math.min(this.course.days, wanted));
    for (const part of [this.player, this.timeline, this.today, this.story]) part.go(this.day);
    clearTimeout(this.later);
    if (!this.player.isPlaying) this.later = setTimeout(() => this.rest(), RESTS);
  }

  rest() {
    if (this.hidden) return;
    if (this.page.setting.current.day !== null || this.day !== this.course.firstDay) this.page.setting.keepPlace({ day: this.day });
    this.aloud.textContent = this.today.spoken;
  }

  /** Show the reasons of a day, those in question first. from: what the focus goes back to. */
  explain(day, sheet, from = null) {
    this.player.stop();
    this.go(day);
    this.reasons.open({ ...this.page.asQuestion(this.page.setting.current), run: this.course.run }, day, sheet, from);
  }

  failed(fault) {
    this.asked = null;
    this.player.stop();
    this.body.hidden = true;
    this.wrong.failed(fault);
  }

  show() {
    this.hidden = false;
    this.follow(this.page.setting.current);
  }

  hide() {
    this.hidden = true;
    this.player.stop();
    this.latest.drop();
    this.asked = null;
  }
}

export const view = {
  name: "run",
  wide: false,
  mount: (place, page) => new OneRun(place, page),
};
