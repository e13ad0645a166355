// Why everybody decided as they did on one day: sentences, signed terms as bars, and all tables.

import { make } from "../elements.js";
import { bars } from "./bars.js";

export class Reasons {
  constructor(page) {
    Object.assign(this, { page, from: null });
    const { say } = page;
    this.title = make("h3", { tabindex: -1 });
    this.body = make("div", { class: "reasons-body" });
    this.element = make("section", { class: "reasons card", "aria-label": say("run.reasons"), hidden: true },
      make("div", { class: "reasons-head" }, this.title, make("button", { type: "button", onclick: () => this.close(true) }, say("reasons.close"))), this.body);
    this.latest = new page.Latest("api/run/why", (answer) => this.told(answer), (fault) => this.failed(fault));
  }

  update(course) {
    this.course = course;
  }

  open(question, day, sheet, from) {
    this.from = from;
    this.sheet = sheet;
    this.latest.ask({ ...question, runs: 1, day });
  }

  close(byHand = false) {
    this.latest.drop();
    this.element.hidden = true;
    delete this.element.dataset.day;
    if (byHand && this.from?.isConnected) this.from.focus();
  }

  told({ day, said, sheets }) {
    const { say } = this.page;
    const { kind, who } = this.sheet;
    const inQuestion = (one) => one.kind === kind && (!who || one.whose === who);
    const ordered = [...sheets.filter(inQuestion), ...sheets.filter((one) => !inQuestion(one))];
    this.title.textContent = say("reasons.title", { day, date: this.course.date(day) });
    this.body.replaceChildren(...said.map(({ text }) => make("p", {}, text)), ...ordered.map((one) => this.table(one)), this.meanings(ordered));
    this.show(day);
  }

  failed(fault) {
    this.body.replaceChildren(...(fault.sentences || [this.page.say("notice.failed")]).map((sentence) => make("p", {}, sentence)));
    this.show("");
  }

  show(day) {
    this.element.dataset.day = day;
    this.element.hidden = false;
    this.title.focus({ preventScroll: true });
    this.element.scrollIntoView({ block: "start" });
  }

  column(name) {
    return this.page.say(`reasons.columns.${name.replaceAll(" ", "_")}`);
  }

  rowName({ name, marked }) {
    const label = name || this.page.say("reasons.holding_out");
    return marked ? this.page.say("reasons.in_question", { name: label }) : label;
  }

  table(sheet) {
    const { say } = this.page;
    const title = say(`reasons.${sheet.kind}`, { name: sheet.label });
    const notes = sheet.notes.map((note) => make("p", { class: "quiet" }, note));
    if (!sheet.columns.length) return make("section", { class: "sheet" }, make("h4", {}, title), notes);
    const cells = (row) => row.cells.map((cell, number) => make("td", { class: sheet.columns[number] === sheet.whole ? "whole" : null }, cell));
    const table = make("table", {},
      make("thead", {}, make("tr", {}, make("th", { scope: "col" }, say("reasons.choice")), sheet.columns.map((name) => make("th", { scope: "col", class: name === sheet.whole ? "whole" : null }, this.column(name))))),
      make("tbody", {}, sheet.rows.map((row) => make("tr", { class: row.marked ? "marked" : null }, make("th", { scope: "row" }, this.rowName(row)), cells(row)))));
    return make("section", { class: "sheet" }, make("h4", {}, title), this.drawn(sheet),
      make("div", { class: "numbers", tabindex: 0, role: "region", "aria-label": title }, table), notes);
  }

  /** The signed terms of what was in question. */
  drawn(sheet) {
    const { say } = this.page;
    const rows = sheet.kind === "keeps" ? sheet.rows : sheet.rows.filter((row) => row.marked && row.name);
    if (sheet.kind === "line") return null;
    const first = sheet.kind === "offers" ? 1 : 0; // the first number of an offer is a probability
    const last = sheet.columns.indexOf(sheet.whole);
    return make("div", { class: "all-bars" }, rows.filter((row) => row.cells[last]).map((row) => {
      const terms = sheet.columns.slice(first, last + 1).map((name, number) => ({ name: this.column(name), text: row.cells[first + number] }));
      const name = row.name || say("reasons.holding_out");
      return make("figure", { class: "bars" }, make("figcaption", {}, say("reasons.bars", { row: name })), bars(terms, (term) => say("reasons.bar", { term: term.name, value: term.text })));
    }));
  }

  meanings(sheets) {
    const { say } = this.page;
    const names = [...new Set(sheets.flatMap((sheet) => sheet.columns))];
    if (!names.length) return make("p", {});
    const pairs = names.map((name) => [make("dt", {}, this.column(name)), make("dd", {}, say(`reasons.means.${name.replaceAll(" ", "_")}`))]);
    return make("details", { class: "means" }, make("summary", {}, say("reasons.meanings")), make("dl", {}, pairs));
  }
}
