// The player: step a day or to what happens next, play at a speed, scrub.

import { draw, make, newId } from "../elements.js";

const SPEEDS = [1, 2, 5, 10, 30];
const USUAL = 5;
const CALM = 1500; // where motion is not wanted: how long each day on which something happens stays, in milliseconds
const SHAPES = {
  earlier: "M3 3V13H5V3ZM14 3L6 8L14 13Z",
  day_back: "M11 3L4 8L11 13Z",
  play: "M4 2L14 8L4 14Z",
  pause: "M4 3H7V13H4ZM9 3H12V13H9Z",
  day_on: "M5 3L12 8L5 13Z",
  later: "M13 3V13H11V3ZM2 3L10 8L2 13Z",
};

const sign = (name) => draw("svg", { viewBox: "0 0 16 16", width: 16, height: 16, "aria-hidden": "true", class: "sign" }, draw("path", { d: SHAPES[name] }));

export class Player {
  constructor(page, go) {
    Object.assign(this, { page, choose: go, course: null, day: 0, isPlaying: false });
    const { say } = page;
    this.calm = matchMedia("(prefers-reduced-motion: reduce)");
    const [slider, speed] = [newId("day"), newId("speed")];
    const button = (name, act) => make("button", { type: "button", class: "step", "aria-label": say(`run.${name}`), title: say(`run.${name}`), onclick: act }, sign(name));
    this.toggle = make("button", { type: "button", class: "first play", onclick: () => (this.isPlaying ? this.pause() : this.play()) });
    this.speed = make("select", { id: speed, onchange: () => this.isPlaying && this.play() }, SPEEDS.map((days) => make("option", { value: days }, say("run.days_a_second", { days }))));
    this.speed.value = USUAL;
    this.slider = make("input", { type: "range", id: slider, min: 0, step: 1, oninput: () => this.step(Number(this.slider.value)) });
    this.when = make("output", { for: slider, class: "when" });
    this.element = make("section", { class: "player", "aria-label": say("run.player") },
      make("div", { class: "player-buttons" },
        button("earlier", () => this.step(this.course.beside(this.day, -1))), button("day_back", () => this.step(this.day - 1)), this.toggle,
        button("day_on", () => this.step(this.day + 1)), button("later", () => this.step(this.course.beside(this.day, 1))),
        make("span", { class: "pair" }, make("label", { for: speed }, say("run.speed")), this.speed), this.when),
      make("div", { class: "scrubber" }, make("label", { for: slider, class: "unseen" }, say("run.slider")), this.slider));
    this.showState();
  }

  update(course) {
    this.course = course;
    this.slider.max = course.days;
  }

  go(day) {
    this.day = day;
    this.slider.value = day;
    const when = this.page.say("run.day", { day, date: this.course.date(day) });
    this.when.textContent = when;
    this.slider.setAttribute("aria-valuetext", when);
  }

  step(day) {
    this.stop();
    this.choose(day);
  }

  play() {
    if (this.day >= this.course.days) this.choose(0);
    this.isPlaying = true;
    this.from = this.day;
    this.since = performance.now();
    clearTimeout(this.timer);
    this.wait();
    this.showState();
  }

  wait() {
    this.timer = setTimeout(() => this.tick(), this.calm.matches ? CALM : Math.max(16, 1000 / Number(this.speed.value)));
  }

  tick() {
    const passed = Math.floor(((performance.now() - this.since) / 1000) * Number(this.speed.value));
    const day = this.calm.matches ? this.course.beside(this.day, 1) : Math.min(this.course.days, Math.max(this.day, this.from + passed));
    if (day >= this.course.days) this.stop();
    if (day !== this.day) this.choose(day);
    if (this.isPlaying) this.wait();
  }

  /** Stop playing, and stay on the day. */
  pause() {
    this.stop();
    this.choose(this.day);
  }

  stop() {
    clearTimeout(this.timer);
    this.isPlaying = false;
    this.showState();
  }

  showState() {
    const name = this.isPlaying ? "pause" : "play";
    if (this.state === name) return;
    this.state = name;
    this.toggle.replaceChildren(sign(name), this.page.say(`run.${name}`));
  }
}
