// Which run: by its number, or the next one that ends in a chosen way.

import { make, newId } from "../elements.js";

const MOVES = 400; // a slider that moves is not followed by the counts of endings, only one that rests this long, in milliseconds
const keyOf = (ending) => `outcomes.${ending.replaceAll(" ", "_")}`;

export class Finder {
  constructor(page) {
    Object.assign(this, { page, wanted: "", known: null, then: new WeakMap() });
    const { say } = page;
    const [number, ending] = [newId("run"), newId("ending")];
    this.number = make("input", { type: "number", id: number, min: 1, max: page.limits.runs, step: 1, inputmode: "numeric", onchange: () => this.number.value && this.jump(Number(this.number.value)) });
    this.ending = make("select", { id: ending, onchange: () => this.choose() }, make("option", { value: "" }, say("run.any")));
    const button = (name, direction) => make("button", { type: "button", "aria-label": say(`run.${name}_of`), onclick: () => this.step(direction) }, say(`run.${name}`));
    this.headline = make("p", { class: "headline" });
    this.status = make("p", { class: "quiet", role: "status" });
    this.element = make("section", { class: "finder", "aria-label": say("run.finder") },
      make("div", { class: "finder-fields" },
        make("span", { class: "pair" }, make("label", { for: number }, say("run.number")), this.number),
        make("span", { class: "pair" }, make("label", { for: ending }, say("run.ending")), this.ending),
        make("span", { class: "pair" }, button("previous", -1), button("next", 1))),
      this.headline, this.status);
    this.latest = new page.Latest("api/run/like", (answer, asked) => this.counted(answer, asked), (fault) => this.failed(fault));
  }

  jump(run) {
    this.page.setting.change({ run, day: null });
  }

  /** The setting or the run has changed: the counts follow as soon as it rests. */
  follow(question) {
    const asked = JSON.stringify(question);
    if (asked === this.asked) return;
    this.asked = asked;
    this.question = question;
    clearTimeout(this.later);
    this.later = setTimeout(() => this.ask(null), this.known ? MOVES : 0);
  }

  /** then: what to do with the answer to this very question; nothing, go to the next "one" like it, or a direction to go. */
  ask(then) {
    clearTimeout(this.later); // what was to be asked as soon as all rests is asked with this, and would take its place
    const { number: unused, ...question } = { ...this.question };
    const body = { ...question, run: Math.max(1, Math.min(this.page.limits.runs, this.question.run)), outcome: this.wanted || null };
    this.then.set(body, then);
    this.latest.ask(body);
  }

  choose() {
    this.wanted = this.ending.value;
    this.ask(this.wanted ? "one" : null);
  }

  step(direction) {
    if (this.wanted) this.ask(direction);
    else this.jump(Math.max(1, Math.min(this.page.limits.runs, this.page.setting.current.run + direction)));
  }

  counted(answer, asked) {
    this.known = answer;
    this.counts(answer);
    const then = this.then.get(asked);
    const target = then === -1 ? answer.previous : then === 1 || (then === "one" && answer.place === null) ? answer.next : null;
    if (target !== null && target !== undefined && target !== asked.run) this.jump(target);
    else this.tellStatus();
  }

  counts({ counts, runs }) {
    const { say } = this.page;
    const options = Object.entries(counts).reverse().map(([ending, count]) => make("option", { value: ending }, say("run.option", { ending: say(keyOf(ending)), count, runs })));
    this.ending.replaceChildren(make("option", { value: "" }, say("run.any")), ...options);
    this.ending.value = this.wanted;
  }

  /** The run that is shown. */
  tell({ run, outcome }) {
    this.shown = { run, outcome };
    this.number.value = run;
    this.headline.textContent = this.page.say("run.headline", { run, ending: this.page.say(keyOf(outcome)) });
    this.tellStatus();
  }

  tellStatus() {
    if (!this.known || !this.shown) return;
    const { say } = this.page;
    const { counts, runs, place } = this.known;
    const { run, outcome } = this.shown;
    const wanted = this.wanted && say(keyOf(this.wanted));
    if (this.wanted && !counts[this.wanted]) {
      const others = Object.entries(counts).filter(([, count]) => count).map(([ending, count]) => say("run.none_one", { ending: say(keyOf(ending)), count }));
      this.status.textContent = say("run.none", { runs, wanted, others: others.join("; ") });
    } else if (this.wanted && this.wanted !== outcome) this.status.textContent = say("run.other", { count: counts[this.wanted], runs, wanted });
    else this.status.textContent = this.wanted && place ? say("run.alike", { count: counts[outcome], runs, place }) : say(run > runs ? "run.beyond" : "run.so_many", { count: counts[outcome], runs });
  }

  failed(fault) {
    this.status.textContent = fault.sentences ? fault.sentences.join(" ") : this.page.say("notice.failed");
  }
}
