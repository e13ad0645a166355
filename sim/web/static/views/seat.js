// A seat: somebody decides for one party of one run, the model for all others. The address holds the game, so that a link opens it again.

import { make } from "../elements.js";
import { Branches } from "../seat/branches.js";
import { Start } from "../seat/briefing.js";
import { Debrief } from "../seat/debrief.js";
import { Turn } from "../seat/turn.js";

class Seat {
  constructor(place, page) {
    Object.assign(this, { place, page, state: null });
    const { say } = page;
    this.aloud = make("p", { class: "unseen", role: "status" });
    this.wrong = make("ul", { class: "complaints", role: "alert", hidden: true });
    this.start = new Start(page, (seat, days) => this.begin(seat, days));
    this.turn = new Turn({ choose: (name) => this.choose(name), expect: () => this.expect(), why: () => this.why(), model: () => this.follow(1), all: () => this.follow(null) });
    this.debrief = new Debrief({ go: (count) => this.branches.back(count, true) });
    this.branches = new Branches({ go: (choices) => this.go(choices), anew: () => page.setting.change({ seat: null }) });
    this.game = make("div", { class: "seat-game", hidden: true }, make("div", { class: "seat-main" }, this.turn.element, this.debrief.element), this.branches.element);
    place.append(make("h2", { class: "unseen" }, say("views.seat")), this.aloud, this.wrong, this.start.element, this.game);
    const failed = (fault) => this.failed(fault);
    this.latest = new page.Latest("api/seat/look", (answer, asked) => this.told(answer, asked), failed);
    page.setting.listen((now) => this.followSetting(now));
  }

  followSetting(now) {
    if (this.hidden) return;
    this.start.element.hidden = Boolean(now.seat);
    if (!now.seat) {
      this.asked = null;
      this.state = null;
      this.game.hidden = true;
      this.complain([]);
      return;
    }
    const question = JSON.stringify(this.question());
    if (question === this.asked) return;
    this.asked = question;
    this.latest.ask(JSON.parse(question));
  }

  /** The game as a question to the server. */
  question() {
    const { runs, ...setting } = this.page.asQuestion(this.page.setting.current);
    return { ...setting, ...this.page.setting.current.seat };
  }

  begin(seat, days) {
    this.mayFocus = true;
    this.page.setting.change({ days, seat });
  }

  go(choices) {
    this.mayFocus = true;
    this.page.setting.change({ seat: { ...this.page.setting.current.seat, choices } });
  }

  choose(name) {
    const { decision, choices } = this.state;
    this.go([...choices.map((one) => one.text), `${decision.day} ${decision.party} ${decision.kind} ${name}`]);
  }

  told(state, asked) {
    this.complain([]);
    this.state = state;
    this.game.hidden = false;
    const { choices, ...base } = asked;
    this.branches.update(state, JSON.stringify(base));
    this.turn.element.hidden = state.over;
    this.debrief.element.hidden = !state.over;
    const part = state.over ? this.debrief : this.turn;
    part.update(state);
    this.turn.busy(false);
    if (this.mayFocus) part.title.focus();
    this.mayFocus = false;
    this.aloud.textContent = [...state.news.map((one) => one.sentence), state.decision?.question ?? this.debrief.title.textContent].join(" ");
    this.place.dataset.answered = String(Number(this.place.dataset.answered || 0) + 1);
    if (state.over) this.lookBack(this.asked);
  }

  /** The debrief: first the score, then the branches not taken. */
  async lookBack(asked) {
    await this.answered("debrief", asked, (found) => this.debrief.told(found));
    await this.answered("debrief", asked, (found) => this.debrief.closely(found), { closely: true });
  }

  /** Ask about the game as it stood, and do something with the answer if it stands there still. */
  async answered(what, asked, act, more = {}) {
    try {
      const found = await this.page.ask(`api/seat/${what}`, { ...JSON.parse(asked), ...more });
      if (asked === this.asked && !this.hidden) act(found);
    } catch (fault) {
      if (asked === this.asked && fault.status !== 409) this.failed(fault);
    }
  }

  async busily(what, act, more = {}) {
    this.turn.busy(true);
    this.aloud.textContent = this.page.say("seat.counting");
    await this.answered(what, this.asked, act, more);
    this.turn.busy(false);
  }

  expect() {
    return this.busily("expect", (found) => {
      this.turn.expected(found);
      this.aloud.textContent = this.turn.note.textContent;
    });
  }

  why() {
    return this.busily("why", (found) => {
      this.turn.weighed(found);
      this.aloud.textContent = this.turn.mind.textContent;
    });
  }

  follow(count) {
    return this.busily("follow", ({ choices }) => this.go(choices), count === null ? {} : { count });
  }

  failed(fault) {
    this.asked = null;
    this.turn.busy(false);
    this.start.element.hidden = this.state !== null;
    this.complain(fault.sentences || [this.page.say("notice.failed")]);
  }

  complain(sentences) {
    this.wrong.replaceChildren(...sentences.map((sentence) => make("li", {}, sentence)));
    this.wrong.hidden = !sentences.length;
  }

  show() {
    this.hidden = false;
    this.followSetting(this.page.setting.current);
  }

  hide() {
    this.hidden = true;
    this.latest.drop();
    this.asked = null;
  }
}

export const view = {
  name: "seat",
  wide: true,
  mount(place, page) {
    const made = new Seat(place, page);
    return { show: () => made.show(), hide: () => made.hide() };
  },
};
