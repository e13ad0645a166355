// Two drawings of a room: what the class predicts, as a histogram with the model's answer; and what came of its tries, as dots.

import { linear, ticks, at } from "../charts/axes.js";
import { draw } from "../elements.js";
import { large, say, shown } from "../words.js";
import { isBallot } from "./asked.js";

/** An empty sheet. tall: its least height, in lines of type; lines: those kept free above; most: how much of the window's height it may take. */
export function sheet(svg, tall, lines, most = 0.36) {
  const em = Number.parseFloat(getComputedStyle(svg).fontSize) || 16;
  const width = Math.max(svg.clientWidth, 12 * em);
  const height = Math.max(tall * em, Math.min(innerHeight * most, width * 0.5));
  svg.setAttribute("viewBox", `0 0 ${at(width)} ${at(height)}`);
  svg.setAttribute("height", at(height));
  svg.replaceChildren();
  return { em, area: { left: 3.6 * em, right: width - 1.2 * em, top: lines * em, bottom: height - 3 * em }, width, height };
}

export const text = (words, x, y, anchor = "middle", kind = "plain") => draw("text", { x: at(x), y: at(y), "text-anchor": anchor, class: `axis ${kind}` }, words);

function across(svg, { area, em }, x, values, name, format = (value) => shown(value, "number")) {
  let last = -Infinity;
  for (const [value, place] of values) {
    const label = format(value);
    const half = 0.3 * em * label.length;
    svg.append(draw("line", { x1: at(x(place)), x2: at(x(place)), y1: at(area.bottom), y2: at(area.bottom + 0.3 * em), class: "tick" }));
    if (x(place) - half < last + 0.5 * em) continue;
    svg.append(text(label, x(place), area.bottom + 1.3 * em));
    last = x(place) + half;
  }
  svg.append(text(name, (area.left + area.right) / 2, area.bottom + 2.6 * em, "middle", "name"));
}

function up(svg, { area, em }, y, values, name) {
  for (const value of values) {
    svg.append(draw("line", { x1: at(area.left), x2: at(area.right), y1: at(y(value)), y2: at(y(value)), class: value ? "grid" : "zero" }), text(shown(value, "number"), area.left - 0.4 * em, y(value) + 0.35 * em, "end"));
  }
  svg.append(text(name, 0, 0.9 * em, "start", "name"));
}

/** A name above a line, kept on the sheet; beside it where another line, at beside, would cut it in two. */
function flag(svg, { em, width }, words, x, y, kind, beside = null) {
  const half = 0.31 * em * words.length;
  const cut = beside !== null && Math.abs(beside - x) < half + 0.5 * em;
  const side = !cut ? 0 : (beside < x && x + 2 * half < width) || x < 2 * half ? 1 : -1;
  const middle = side ? (side > 0 ? Math.max(x, beside ?? x) + half + 0.4 * em : Math.min(x, beside ?? x) - half - 0.4 * em) : x;
  svg.append(text(words, Math.max(half, Math.min(width - half, middle)), y, "middle", kind));
}

/** The class's forecast. model: null until it is shown; own: what this tab has said, or null. */
export function forecast(svg, { question, heard, model = null, own = null }) {
  const page = sheet(svg, 12, model ? 4.6 : 3.2);
  const { area, em } = page;
  const { low, high } = question;
  const most = Math.max(4, ...heard.bins);
  const x = linear(low, high, area.left, area.right);
  const y = linear(0, most, area.bottom, area.top);
  up(svg, page, y, ticks(0, most, 4).filter(Number.isInteger), say("room.drawing.students"));
  const wide = (high - low) / heard.bins.length;
  heard.bins.forEach((count, number) => {
    if (!count) return;
    const left = x(low + number * wide) + 2;
    svg.append(draw("rect", { x: at(left), width: at(x(low + (number + 1) * wide) - 2 - left), y: at(y(count)), height: at(area.bottom - y(count)), class: "bar" }));
  });
  if (model && model.low !== null) svg.append(draw("rect", { x: at(x(model.low)), width: at(Math.max(3, x(model.high) - x(model.low))), y: at(area.top), height: at(area.bottom - area.top), class: "interval" }));
  across(svg, page, x, ticks(low, high, 10).map((value) => [value, value]), say(question.unit ? "room.drawing.amount" : "room.drawing.percent", question));
  if (heard.middle) {
    const { median } = heard.middle;
    svg.append(draw("line", { x1: at(x(heard.middle.low)), x2: at(x(heard.middle.high)), y1: at(area.top - 0.35 * em), y2: at(area.top - 0.35 * em), class: "half" }));
    svg.append(draw("line", { x1: at(x(median)), x2: at(x(median)), y1: at(area.top - 0.7 * em), y2: at(area.bottom), class: "median" }));
    flag(svg, page, say("room.drawing.class", { value: shown(median, "short") }), x(median), area.top - 1 * em, "strong", model ? x(model.value) : null);
  }
  if (model) {
    svg.append(draw("line", { x1: at(x(model.value)), x2: at(x(model.value)), y1: at(area.top - 2 * em), y2: at(area.bottom), class: "model" }));
    flag(svg, page, say("room.drawing.model", { value: shown(model.value, "short") }), x(model.value), area.top - 2.3 * em, "model-name");
  }
  if (own !== null) svg.append(draw("path", { d: `M${at(x(own))} ${at(area.bottom)}l${at(-0.5 * em)} ${at(-0.9 * em)}h${at(em)}Z`, class: "own" }));
}

/** From where to where results go: as what may be said does or, where that is no number, a little further than they do. */
function reach(question, model, { dots }) {
  if (!isBallot(question)) return [question.low, question.high];
  const seen = [question.before.value - question.same, question.before.value + question.same, model.low, model.high, ...dots.flatMap((dot) => [dot.low, dot.high])];
  const [low, high] = [Math.min(...seen), Math.max(...seen)];
  const free = 0.15 * (high - low);
  return [Math.max(0, low - free), question.unit ? high + free : Math.min(question.high, high + free)];
}

/** Where a result counts as the same as before. */
function sameAsBefore(svg, { area, em }, y, { before, same, choices }) {
  const top = Math.max(area.top, y(before.value + same));
  svg.append(draw("rect", { x: at(area.left), width: at(area.right - area.left), y: at(top), height: at(Math.min(area.bottom, y(before.value - same)) - top), class: "same" }),
    text(choices.same, area.right - 0.4 * em, top + 1.1 * em, "end", "name"));
}

/** What came of the class's tries: a dot for each place of the knob, larger where more have tried it. own: places of this tab. */
export function tries(svg, { question, model, knob, own = [] }) {
  const page = sheet(svg, 12, 2.4);
  const { area, em } = page;
  const last = knob.places.length - 1;
  const x = linear(0, last, area.left + em, area.right);
  const [low, high] = reach(question, model, knob);
  const inside = ticks(low, high, 5).filter((value) => value >= low && value <= high);
  const y = linear(low, high, area.bottom, area.top);
  if (isBallot(question)) sameAsBefore(svg, page, y, question);
  up(svg, page, y, inside, say(question.unit ? "room.drawing.amount" : "room.drawing.percent", { unit: large(question.unit || "") }));
  across(svg, page, x, knob.places.map((value, place) => [value, place]).filter(([, place]) => place % 5 === 0), axisName(knob, page), (value) => shown(value, "exact"));
  for (const dot of knob.dots) {
    const mine = own.includes(dot.place);
    svg.append(draw("line", { x1: at(x(dot.place)), x2: at(x(dot.place)), y1: at(y(dot.low)), y2: at(y(dot.high)), class: "reach" }),
      draw("circle", { cx: at(x(dot.place)), cy: at(y(dot.value)), r: at(em * Math.min(1, 0.3 + 0.09 * Math.sqrt(dot.count - 1) * 2)), class: mine ? "dot mine" : "dot" }));
  }
}

/** The knob's name where there is room for it, else its unit. */
const axisName = (knob, { em, width }) => (0.58 * em * knobName(knob).length < width ? knobName(knob) : knob.words.unit);

/** Whose knob it is and what it is called. */
export const knobName = ({ words }) => (words.owner ? say("room.knob.name", words) : words.short);
