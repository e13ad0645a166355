// A thousand runs of the setting: the headline and the charts, which follow while a slider moves; a pinned setting as "before".

import { Complaints } from "../complaints.js";
import { make } from "../elements.js";
import { CHARTS } from "../charts/all.js";
import { chart as differences } from "../charts/differences.js";
import { Frame } from "../charts/frame.js";

const COLUMNS = [["year", "holding"], ["bargaining", "why"]];
const ACROSS = ["moods"];
const RESTS = 1200; // how long nothing moves before the result is read aloud, in milliseconds
const BUSY = 500; // how long the server is left alone once it has had no time

class Ensemble {
  constructor(place, page) {
    Object.assign(this, { place, page, before: null, next: [] });
    const { say } = page;
    this.headline = make("p", { class: "headline" }, say("headline.wait"));
    this.compared = make("p", { class: "compared" });
    this.aloud = make("p", { class: "unseen", role: "status" });
    this.wrong = new Complaints(page.say);
    this.pin = make("button", { type: "button", class: "first", onclick: () => this.pinNow() }, say("pin.set"));
    this.unpin = make("button", { type: "button", onclick: () => page.setting.change({ pin: null }) }, say("pin.clear"));
    this.frames = CHARTS.map((chart) => new Frame(chart));
    this.changes = new Frame(differences);
    this.changes.element.hidden = true;
    place.append(make("h2", { class: "unseen" }, say("views.ensemble")), this.headline, this.compared, this.aloud, this.wrong.element,
      make("div", { class: "buttons" }, this.pin, this.unpin),
      make("div", { class: "charts" }, this.changes.element, COLUMNS.map((names) => make("div", { class: "stack" }, this.framesOf(names))), this.framesOf(ACROSS)));
    this.latest = new page.Latest("api/ensemble", (answer, asked) => this.told(answer, asked), (fault) => this.failed(fault));
    this.earlier = new page.Latest("api/ensemble", (answer) => this.toldBefore(answer), (fault) => this.failed(fault));
    page.setting.listen((now, before) => this.follow(now, before));
    page.expected.push((name, values) => this.expect(name, values));
  }

  /** A slider is touched: what it may ask for next comes before all else that may be asked. */
  expect(name, values) {
    this.next = [{ name, values }];
    this.ahead();
  }

  /** Have the server play what sliders may ask for next, while it has nothing else to do. Of no consequence if it does not. */
  async ahead() {
    if (this.going) return;
    this.going = true;
    while (this.next.length && !this.hidden && !document.hidden) {
      const asked = this.next[0];
      const { kept, left } = await this.page.ask("api/ahead", { ...this.question(this.page.setting.current), ...asked }).catch(() => ({ left: 0 }));
      if (!left && this.next[0] === asked) this.next.shift();
      else if (left && !kept) await new Promise((done) => setTimeout(done, BUSY));
    }
    this.going = false;
  }

  framesOf(names) {
    return names.map((name) => this.frames.find((frame) => frame.chart.name === name).element);
  }

  pinNow() {
    const { scenario, yaml, set } = this.page.setting.current;
    this.page.setting.change({ pin: { scenario, yaml, set } });
  }

  /** The setting that is pinned, as a question of its own: as many runs with the same luck. */
  pinned(setting) {
    return setting.pin && this.page.asQuestion({ ...setting, ...setting.pin });
  }

  question(setting) {
    const { scenario, yaml, set } = this.pinned(setting) ?? {};
    return { ...this.page.asQuestion(setting), ...(setting.pin ? { pin: yaml ? { yaml, set } : { scenario, set } } : {}) };
  }

  follow(now, before) {
    this.unpin.hidden = !now.pin;
    this.pin.textContent = this.page.say(now.pin ? "pin.again" : "pin.set");
    if (this.hidden) return;
    if (now.scenario !== before.scenario || now.yaml !== before.yaml) this.latest.drop();
    const question = JSON.stringify(this.question(now));
    if (question !== this.asked) {
      this.asked = question;
      this.latest.ask(JSON.parse(question));
    }
    const earlier = now.pin ? JSON.stringify({ ...this.pinned(now), kind: "before" }) : null;
    if (earlier !== this.askedBefore) {
      this.askedBefore = earlier;
      this.before = null;
      if (earlier) this.earlier.ask(JSON.parse(earlier));
    }
  }

  toldBefore(answer) {
    this.before = this.page.setting.current.pin ? answer : null;
    if (this.answer) this.drawn();
  }

  told(answer) {
    this.wrong.clear();
    this.answer = answer;
    this.drawn();
    this.headline.textContent = this.sentence(answer);
    this.compared.textContent = this.comparison(answer);
    clearTimeout(this.later);
    this.later = setTimeout(() => this.rest(), RESTS);
    this.place.dataset.answered = String(Number(this.place.dataset.answered || 0) + 1);
  }

  /** Nothing moves: the result is read aloud, and whatever slider in front is moved next shall be ready. */
  rest() {
    this.aloud.textContent = `${this.headline.textContent} ${this.compared.textContent}`;
    this.next = [...this.next.slice(0, 1), ...this.page.inFront()];
    this.ahead();
  }

  drawn() {
    for (const frame of this.frames) frame.update(this.answer, this.before);
    const found = this.answer.differences;
    this.changes.element.hidden = !found?.rows.length || found.same;
    if (!this.changes.element.hidden) this.changes.update(this.answer, null);
  }

  sentence({ headline, runs, title, days }) {
    const [often] = Object.entries(headline.outcomes).sort(([, one], [, other]) => other.value - one.value);
    const { say } = this.page;
    return say("headline.sentence", { title, runs, days, ...headline.at_rest, often: say(`outcomes.${often[0].replaceAll(" ", "_")}`), share: often[1].value });
  }

  comparison({ differences: found }) {
    const { say } = this.page;
    if (!found) return "";
    if (!found.rows.length) return say("pin.days", found);
    return found.same ? say("pin.same") : say("pin.headline", { ...found.at_rest, changed: found.changed });
  }

  failed(fault) {
    this.asked = null;
    this.wrong.failed(fault);
  }

  show() {
    this.hidden = false;
    this.follow(this.page.setting.current, this.page.setting.current);
  }

  hide() {
    this.hidden = true;
    this.latest.drop();
    this.asked = null;
    this.askedBefore = null;
  }
}

export const view = {
  name: "ensemble",
  wide: false,
  mount: (place, page) => new Ensemble(place, page),
};
