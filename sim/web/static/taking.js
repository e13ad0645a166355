// Take it along: the link, the command line, the setting as YAML, tables as CSV.

import { make, newId } from "./elements.js";
import { save } from "./charts/pictures.js";

export class Taking {
  constructor(page) {
    this.page = page;
  }

  mount(place) {
    const { say, setting } = this.page;
    const id = newId("command");
    this.command = make("input", { type: "text", id, readonly: true, class: "command" });
    this.said = make("p", { class: "quiet", role: "status" });
    const button = (words, act) => make("button", { type: "button", onclick: () => this.tried(act) }, say(words));
    this.whole = make("details", { class: "every taking", ontoggle: () => this.whole.open && this.tried(() => this.fill()) }, make("summary", {}, say("take.title")),
      make("label", { for: id }, say("take.command")), this.command,
      make("div", { class: "buttons" }, button("take.copy", () => this.copy(this.command.value, this.command)), button("take.link", () => this.link()),
        button("take.yaml", () => this.yaml()), button("take.outcomes", () => this.table("outcomes")), button("take.days", () => this.table("days"))),
      this.said);
    place.append(this.whole);
    setting.listen(() => {
      clearTimeout(this.later);
      if (this.whole.open) this.later = setTimeout(() => this.tried(() => this.fill()), 300);
    });
  }

  async tried(act) {
    try {
      await act();
    } catch (fault) {
      this.said.textContent = fault.sentences ? fault.sentences.join(" ") : this.page.say("notice.failed");
    }
  }

  question() {
    return this.page.asQuestion(this.page.setting.current);
  }

  async fill() {
    const { command, masked } = await this.page.ask("api/take", this.question());
    this.said.textContent = [masked && "take.masked", this.page.setting.current.yaml && "take.own"].filter(Boolean).map((name) => this.page.say(name)).join(" ");
    this.command.value = command;
  }

  async copy(text, field) {
    try {
      await navigator.clipboard.writeText(text);
      this.said.textContent = this.page.say("take.copied");
    } catch {
      field.value = text;
      field.select();
      this.said.textContent = this.page.say("take.not_copied");
    }
  }

  link() {
    return this.copy(location.href, this.command);
  }

  async yaml() {
    const { yaml } = await this.page.ask("api/take", this.question());
    save(new Blob([yaml], { type: "application/yaml" }), "scenario.yaml");
  }

  async table(name) {
    save(await this.page.fetchFile(`api/tables/${name}.csv`, this.question()), `${name}.csv`);
  }
}
