// A seat: somebody decides for one party of one run, the model for all others. The address holds the game, so that a link opens it again.

import { Complaints } from "../complaints.js";
import { make } from "../elements.js";
import { Branches } from "../seat/branches.js";
import { Start } from "../seat/briefing.js";
import { Debrief } from "../seat/debrief.js";
import { Door, keepToken, Pass, tokenOf, Watch } from "../seat/sharing.js";
import { Turn } from "../seat/turn.js";
import { Wish } from "../seat/wish.js";

class Seat {
  constructor(place, page) {
    Object.assign(this, { place, page, state: null });
    const { say } = page;
    this.aloud = make("p", { class: "unseen", role: "status" });
    this.wrong = new Complaints(page.say);
    this.start = new Start(page, (seat, days) => this.begin(seat, days), (question, days) => this.share(question, days));
    this.turn = new Turn({ choose: (name) => this.choose(name), expect: () => this.expect(), why: () => this.why(), model: () => this.model(), all: () => this.follow() });
    this.door = new Door((party) => this.sitDown(party));
    this.pass = new Pass(() => this.end());
    this.wish = new Wish({ reply: (wish, agree) => this.going("reply", { wish, agree }), withdraw: (wish) => this.going("withdraw", { wish }) });
    this.debrief = new Debrief({ go: ({ place, day }) => (this.code ? this.going("back", { day }) : this.branches.back(place, true)) });
    this.branches = new Branches({ go: (choices) => this.go(choices), ask: (where) => this.going("back", where), anew: () => page.setting.change({ seat: null }) });
    this.game = make("div", { class: "seat-game", hidden: true }, make("div", { class: "seat-main" }, this.pass.element, this.wish.element, this.turn.element, this.debrief.element), this.branches.element);
    place.append(make("h2", { class: "unseen" }, say("views.seat")), this.aloud, this.wrong.element, this.start.element, this.door.element, this.game);
    const failed = (fault) => this.failed(fault);
    this.latest = new page.Latest("api/seat/look", (answer) => this.told(answer), failed);
    this.watch = new Watch(page, (state) => this.told(state), failed);
    page.setting.listen((now) => this.followSetting(now));
  }

  followSetting(now) {
    if (this.hidden) return;
    this.start.element.hidden = Boolean(now.seat);
    const question = now.seat && JSON.stringify(now.seat.code ? now.seat : this.question());
    if (question === this.asked) return;
    this.watch.stop();
    this.latest.drop();
    this.wrong.clear();
    this.wish.forget();
    this.asked = question;
    this.door.element.hidden = true;
    if (now.seat?.code) this.join(now.seat.code);
    else if (now.seat) this.latest.ask(JSON.parse(question));
    if (now.seat && !now.seat.code) return;
    this.state = null;
    this.game.hidden = true;
  }

  /** The code of the game, if it is shared. */
  get code() {
    return this.page.setting.current.seat?.code;
  }

  /** Look through the door of a game that is shared, or go on in one's seat. */
  async join(code) {
    if (tokenOf(code)) this.watch.start(code);
    else await this.answered("look", (found) => this.door.update(found));
  }

  async sitDown(party) {
    const code = this.code;
    await this.answered("sit", ({ token }) => {
      keepToken(code, token);
      this.door.element.hidden = true;
      this.mayFocus = true;
      this.watch.start(code);
    }, { party });
  }

  /** Open a game for two. */
  async share(question, days) {
    try {
      const { runs, ...setting } = this.page.asQuestion({ ...this.page.setting.current, days });
      const { code, token } = await this.page.ask("api/games", { ...setting, ...question });
      keepToken(code, token);
      this.mayFocus = true;
      this.page.setting.change({ days, seat: { code } });
    } catch (fault) {
      this.failed(fault);
    }
  }

  end() {
    return this.answered("end", () => this.page.setting.change({ seat: null }));
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
    const { decision, choices, number } = this.state;
    const choice = `${decision.day} ${decision.party} ${decision.kind} ${name}`;
    if (!this.code) return this.go([...choices.map((one) => one.text), choice]);
    this.mayFocus = true;
    return this.busily("choose", (state) => this.watch.heard(state), { choice, number });
  }

  /** A step on the way back in a game that is shared: to ask, to answer, to take back what was asked. */
  async going(what, more) {
    this.mayFocus = true;
    await this.answered(what, (state) => this.watch.heard(state), more);
    this.mayFocus = false;
  }

  told(state) {
    this.wrong.clear();
    this.game.hidden = false;
    const stays = Boolean(this.code) && state.number === this.state?.number; // nobody has chosen: what is on show of this decision stays
    this.state = stays ? Object.assign(this.state, state) : state;
    const { choices, ...base } = this.question();
    const wished = this.around(this.code ? null : JSON.stringify(base));
    if (stays) {
      this.settle();
      if (wished) this.aloud.textContent = wished;
      return;
    }
    this.turn.element.hidden = state.over;
    this.debrief.element.hidden = !state.over;
    this.part.update(state, !this.code);
    this.turn.busy(false);
    this.settle();
    const last = state.over ? this.debrief.title : this.turn.question;
    this.aloud.textContent = [wished, ...state.news.map((one) => one.sentence), last.textContent].join(" ");
    this.place.dataset.answered = String(Number(this.place.dataset.answered || 0) + 1);
    if (state.over) this.lookBack();
  }

  /** What is on show now: the decision, or the debrief. */
  get part() {
    return this.state.over ? this.debrief : this.turn;
  }

  /** All that stands around the decision. Returns what is to be read aloud of a wish to go back. */
  around(base) {
    const { state, code } = this;
    this.pass.element.hidden = true;
    if (code) this.pass.update(state, code);
    const inside = this.wish.element.contains(document.activeElement);
    const wished = code ? this.wish.update(state) : "";
    this.mayFocus ||= inside && !state.wish; // whoever stood in what is gone now
    this.turn.pause(Boolean(state.wish));
    this.branches.update(state, base);
    return wished;
  }

  /** Put the focus where the next step is, after a step of one's own. */
  settle() {
    if (this.mayFocus) (this.state.wish ? this.wish : this.part).title.focus();
    this.mayFocus = false;
  }

  /** The debrief: first the score, then the branches not taken. */
  async lookBack() {
    await this.answered("debrief", (found) => this.debrief.told(found));
    await this.answered("debrief", (found) => this.debrief.closely(found), { closely: true });
  }

  /** Ask about the game as it stands, and do something with the answer if it stands there still. */
  async answered(what, act, more = {}) {
    const { asked, code, state } = this;
    const [path, body] = code ? [`api/games/${encodeURIComponent(code)}`, { token: tokenOf(code) }] : ["api/seat", JSON.parse(asked)];
    const still = () => asked === this.asked && state === this.state && !this.hidden;
    try {
      const found = await this.page.ask(`${path}/${what}`, { ...body, ...more });
      if (still()) act(found);
    } catch (fault) {
      if (still() && fault.status !== 409) this.failed(fault);
    }
  }

  async busily(what, act, more = {}) {
    this.turn.busy(true);
    this.aloud.textContent = this.page.say("seat.counting");
    await this.answered(what, act, more);
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

  model() {
    return this.busily("why", (found) => this.choose(found.model));
  }

  follow() {
    return this.busily("follow", ({ choices }) => this.go(choices));
  }

  failed(fault) {
    this.asked = null;
    this.turn.busy(false);
    this.start.element.hidden = this.state !== null || !this.door.element.hidden;
    this.wrong.failed(fault);
  }

  show() {
    this.hidden = false;
    this.followSetting(this.page.setting.current);
  }

  hide() {
    this.hidden = true;
    this.latest.drop();
    this.watch.stop();
    this.asked = null;
  }
}

export const view = {
  name: "seat",
  wide: true,
  mount: (place, page) => new Seat(place, page),
};
