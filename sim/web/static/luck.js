// How many runs, with which luck, over how many days.

import { make, newId } from "./elements.js";

const FIELDS = ["runs", "seed", "days"];

export class Luck {
  constructor(page) {
    this.page = page;
    this.inputs = {};
  }

  mount(place) {
    const { say, limits, setting } = this.page;
    const rows = FIELDS.map((name) => {
      const id = newId(name);
      const limited = name === "seed" ? {} : { min: 1, max: limits[name] };
      this.inputs[name] = make("input", { type: "number", id, step: 1, ...limited, onchange: () => this.changed(name) });
      return make("div", { class: "field" }, make("label", { for: id }, say(`luck.${name}`)), this.inputs[name]);
    });
    place.append(make("details", { class: "every" }, make("summary", {}, say("luck.title")), rows, make("p", { class: "quiet" }, say("luck.limits", limits))));
    this.page.whenOpened(() => this.follow(setting.current));
    setting.listen((now) => this.follow(now));
  }

  changed(name) {
    const text = this.inputs[name].value;
    if (text === "" && name !== "days") return this.follow(this.page.setting.current);
    return this.page.setting.change({ [name]: text === "" ? null : Number(text) });
  }

  follow(setting) {
    for (const name of FIELDS) this.inputs[name].value = setting[name] ?? this.page.described?.days ?? "";
  }
}
