// Which scenario: the shipped ones by title, or a file of one's own.

import { Complaints } from "./complaints.js";
import { make, newId } from "./elements.js";

const FILE = " "; // the choice that stands for a file of one's own

export class Picker {
  constructor(page, scenarios) {
    Object.assign(this, { page, scenarios });
  }

  mount(place) {
    const { say } = this.page;
    const id = newId("scenario");
    const groups = [["picker.scenarios", false], ["picker.lessons", true]].filter(([, lesson]) => this.scenarios.some((one) => one.lesson === lesson));
    this.select = make("select", { id, onchange: () => this.chosen() },
      groups.map(([title, lesson]) => make("optgroup", { label: say(title) },
        this.scenarios.filter((one) => one.lesson === lesson).map((one) => make("option", { value: one.name }, one.title)))));
    this.own = make("option", { value: FILE }, say("picker.file"));
    this.about = make("p", { class: "about" });
    const file = newId("file");
    const input = make("input", { type: "file", id: file, accept: ".yaml,.yml", class: "unseen", onchange: (event) => this.opened(event) });
    this.complaints = new Complaints(say);
    place.append(
      make("h2", { class: "unseen" }, say("picker.title")),
      make("div", { class: "picker" }, make("label", { for: id }, say("picker.label")), this.select,
        input, make("label", { for: file, class: "button quiet" }, say("picker.open"))),
      this.complaints.element, this.about);
    this.page.whenOpened((described) => this.tell(described));
  }

  chosen() {
    if (this.select.value !== FILE) this.page.setting.change({ scenario: this.select.value, yaml: "", set: {}, days: null, pin: null });
  }

  async opened(event) {
    const [file] = event.target.files;
    if (!file) return;
    const yaml = await file.text();
    event.target.value = "";
    try {
      await this.page.ask("api/scenario", { yaml, set: {} });
      this.complaints.clear();
      this.page.setting.change({ scenario: "", yaml, set: {}, days: null, pin: null });
    } catch (fault) {
      this.complaints.failed(fault);
    }
  }

  tell(described) {
    const { yaml, scenario } = this.page.setting.current;
    if (yaml) this.select.prepend(this.own);
    else this.own.remove();
    this.select.value = yaml ? FILE : scenario;
    this.own.textContent = yaml ? described.title : this.own.textContent;
    this.about.textContent = described.about;
  }
}
