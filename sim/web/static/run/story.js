// All days on which something happens, in sentences: what the timeline shows, to be read.

import { make, newId } from "../elements.js";

export class Story {
  constructor(page, go) {
    Object.assign(this, { page, choose: go });
    const id = newId("story");
    this.list = make("ol", { class: "story-days" });
    this.frame = make("div", { class: "story-frame", tabindex: 0, role: "region", "aria-labelledby": id }, this.list);
    this.element = make("section", { class: "story card" }, make("h3", { id }, page.say("run.story")), make("p", { class: "quiet" }, page.say("run.story_about")), this.frame);
  }

  update(course) {
    this.course = course;
    this.items = course.told.map((one) => this.item(one));
    this.list.replaceChildren(...this.items);
    this.current = null;
  }

  item({ first, when, said }) {
    const { say } = this.page;
    return make("li", {},
      make("button", { type: "button", class: "date", "aria-label": say("run.go", { when }), onclick: () => this.choose(first) }, when),
      make("p", {}, said.map(({ text, cynical }, number) => make("span", { class: cynical ? "cynical" : null }, number ? ` ${text}` : text))));
  }

  go(day) {
    const number = this.course.told.findLastIndex((one) => one.first <= day);
    const item = this.items[number] ?? null;
    if (item === this.current) return;
    this.current?.removeAttribute("aria-current");
    this.current = item;
    if (!item) return;
    item.setAttribute("aria-current", "date");
    const { frame } = this;
    if (!frame.contains(document.activeElement)) frame.scrollTop = item.offsetTop - frame.clientHeight / 3;
  }
}
