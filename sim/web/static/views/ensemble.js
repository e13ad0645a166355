// A thousand runs of the setting: the headline and the charts, which follow while a slider moves.

import { make } from "../elements.js";
import { Frame } from "../charts/frame.js";
import { CHARTS } from "../charts/all.js";

const RESTS = 1200; // how long nothing moves before the result is read aloud, in milliseconds

class Ensemble {
  constructor(place, page) {
    Object.assign(this, { place, page });
    this.headline = make("p", { class: "headline" });
    this.aloud = make("p", { class: "unseen", role: "status", "aria-live": "polite" });
    this.wrong = make("ul", { class: "complaints", role: "alert", hidden: true });
    this.frames = CHARTS.map((chart) => new Frame(chart));
    place.append(make("h2", { class: "unseen" }, page.say("views.ensemble")), this.headline, this.aloud, this.wrong,
      make("div", { class: "charts" }, this.frames.map((frame) => frame.element)));
    this.latest = new page.Latest("api/ensemble", (answer) => this.told(answer), (fault) => this.failed(fault));
    page.setting.listen((now, before) => this.follow(now, before));
  }

  question(setting) {
    return this.page.asQuestion(setting);
  }

  follow(now, before) {
    if (this.hidden) return;
    if (now.scenario !== before.scenario || now.yaml !== before.yaml) this.latest.drop();
    const question = JSON.stringify(this.question(now));
    if (question === this.asked) return;
    this.asked = question;
    this.latest.ask(JSON.parse(question));
  }

  told(answer) {
    this.complain([]);
    this.answer = answer;
    for (const frame of this.frames) frame.update(answer, null);
    this.headline.textContent = this.sentence(answer);
    clearTimeout(this.later);
    this.later = setTimeout(() => { this.aloud.textContent = this.headline.textContent; }, RESTS);
    this.place.dataset.answered = String(Number(this.place.dataset.answered || 0) + 1);
  }

  sentence({ headline, runs, title, days }) {
    const [often] = Object.entries(headline.outcomes).sort(([, one], [, other]) => other.value - one.value);
    const { say } = this.page;
    return say("headline.sentence", { title, runs, days, ...headline.at_rest, often: say(`outcomes.${often[0].replaceAll(" ", "_")}`), share: often[1].value });
  }

  failed(fault) {
    this.asked = null;
    this.complain(fault.sentences || [this.page.say("notice.failed")]);
  }

  complain(sentences) {
    this.wrong.replaceChildren(...sentences.map((sentence) => make("li", {}, sentence)));
    this.wrong.hidden = !sentences.length;
  }

  show() {
    this.hidden = false;
    this.follow(this.page.setting.current, this.page.setting.current);
  }

  hide() {
    this.hidden = true;
    this.latest.drop();
    this.asked = null;
  }
}

export const view = {
  name: "ensemble",
  wide: false,
  mount(place, page) {
    const made = new Ensemble(place, page);
    return { show: () => made.show(), hide: () => made.hide() };
  },
};
