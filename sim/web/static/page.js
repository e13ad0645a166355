// The page: reads the words, builds the frame, and shows one view at a time.

import { make } from "./elements.js";
import { Knobs } from "./knobs.js";
import { Luck } from "./luck.js";
import { Picker } from "./picker.js";
import { ask, fetchFile, Latest, notice } from "./server.js";
import { asQuestion, Setting } from "./setting.js";
import { Taking } from "./taking.js";
import { has, large, readWords, say, shown } from "./words.js";
import { VIEWS } from "./views.js";

class Page {
  constructor(limits) {
    Object.assign(this, { limits, say, shown, has, large, ask, fetchFile, notice, Latest, asQuestion });
    this.setting = new Setting();
    this.described = null; // what the server says of the scenario that is open
    this.opened = [];
    this.expected = []; // who wants to know what a slider may ask for next
    this.inFront = () => []; // what any of the sliders in front may ask for next
  }

  /** Call back with what the server says of the scenario, now and whenever another is opened. */
  whenOpened(listener) {
    this.opened.push(listener);
    if (this.described) listener(this.described);
  }

  /** A slider may soon have these values. */
  expect(name, values) {
    for (const listener of this.expected) listener(name, values);
  }

  async open() {
    const { scenario, yaml, set } = this.setting.current;
    const described = await ask("api/scenario", yaml ? { yaml, set: {} } : { scenario, set: {}, named: set });
    const now = this.setting.current;
    if (now.scenario !== scenario || now.yaml !== yaml) return;
    const isSame = described.name === scenario && Object.keys(set).every((name) => name in described.named);
    if (!yaml && !isSame && now.set === set) this.setting.keepPlace({ scenario: described.name, set: described.named }); // called otherwise since the link was made
    this.described = described;
    for (const listener of this.opened) listener(described);
  }

  /** Open the scenario, and say calmly what is wrong with it. */
  openOrSay() {
    return this.open().catch((fault) => notice(fault.sentences ? fault.sentences.join(" ") : say("notice.failed")));
  }
}

function build(page, scenarios) {
  const column = make("aside", { class: "column", "aria-label": say("knobs.column") });
  const views = make("div", { class: "views" });
  const desk = make("div", { class: "desk" }, column, views);
  document.getElementById("place").replaceChildren(desk);
  new Picker(page, scenarios).mount(column);
  for (const Part of [Knobs, Luck, Taking]) new Part(page).mount(column);
  return { desk, column, views };
}

function showing(page, { desk, column, views }) {
  const bar = document.getElementById("views");
  const tabs = VIEWS.map((view) => make("button", { type: "button", onclick: () => page.setting.change({ view: view.name }) }, say(`views.${view.name}`)));
  bar.replaceChildren(...tabs);
  bar.hidden = VIEWS.length < 2;
  const mounted = new Map();
  let shownView = null;
  return () => {
    const wanted = VIEWS.find((view) => view.name === page.setting.current.view) || VIEWS[0];
    if (wanted === shownView) return;
    if (shownView) {
      mounted.get(shownView).made.hide();
      mounted.get(shownView).place.hidden = true;
    }
    if (!mounted.has(wanted)) {
      const place = make("section", { class: `view view-${wanted.name}`, "aria-label": say(`views.${wanted.name}`) });
      views.append(place);
      mounted.set(wanted, { place, made: wanted.mount(place, page) });
    }
    shownView = wanted;
    column.hidden = Boolean(wanted.wide);
    desk.classList.toggle("wide", Boolean(wanted.wide));
    tabs.forEach((tab, number) => tab.setAttribute("aria-current", VIEWS[number] === wanted ? "page" : "false"));
    mounted.get(wanted).place.hidden = false;
    mounted.get(wanted).made.show();
  };
}

async function start() {
  await readWords();
  const { scenarios, limits } = await ask("api/scenarios");
  const page = new Page(limits);
  const show = showing(page, build(page, scenarios));
  page.setting.listen((now, before) => {
    if (now.scenario !== before.scenario || now.yaml !== before.yaml) page.openOrSay();
    show();
  });
  page.openOrSay();
  show();
}

start();
