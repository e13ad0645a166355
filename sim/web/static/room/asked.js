// A question in words: what was changed, what is asked, what it was before, and how a class compares with the model.

import { make } from "../elements.js";
import { say, shown } from "../words.js";

/** A number of an answer, with its unit. */
export const amount = (value, question) => say(question.unit ? "room.amount" : "room.share", { value: shown(value, "short"), unit: question.unit });

/** The sentence that is asked. */
export function asking(question) {
  if (question.words) return question.words;
  const { kind, name } = question.measure;
  const what = kind === "outcome" ? say("room.measures.outcome", { outcome: say(`outcomes.${name.replaceAll(" ", "_")}`) }) : say(`room.measures.${kind}`, { name });
  return say("room.question.asks", { what, days: question.days });
}

/** What differs from the scenario. */
export const change = (one) => say(one.owner ? "room.question.change" : "room.question.change_alone", { ...one, value: shown(one.value, "exact"), was: shown(one.was, "exact") });

/** The question with all that has to be known to answer it. */
export function told(question, heading = "h1") {
  const changes = question.changes.map((one) => make("li", {}, change(one), make("span", { class: "quiet" }, ` ${say("room.question.meaning", one)}`)));
  return make("div", { class: "asked" },
    make("p", { class: "kicker" }, say(question.lesson ? "room.question.lesson" : "room.question.of", question)),
    make(heading, { class: "asks" }, asking(question)),
    question.settings ? make("p", {}, say("room.question.now", { words: question.settings.after })) : null,
    changes.length ? make("ul", { class: "changes" }, changes) : null,
    question.before && question.before.value !== null ? make("p", {}, question.settings ? say("room.question.then", { words: question.settings.before, value: amount(question.before.value, question) }) : say("room.question.before", { value: amount(question.before.value, question) })) : null);
}

/** What the class has said. */
export function ofClass(heard, question, answered) {
  if (!heard.middle) return say("room.class.nobody");
  const { median, low, high } = heard.middle;
  return say("room.class.says", { count: answered, median: amount(median, question), low: amount(low, question), high: amount(high, question) });
}

/** What the model answers. */
export const ofModel = (model, question) => say("room.model.says", { runs: question.runs, value: amount(model.value, question), low: amount(model.low, question), high: amount(model.high, question) });

/** How far off a number is. Inside the interval nobody can tell. */
export function off(value, model, question, who) {
  const by = value - model.value;
  const near = (value >= model.low && value <= model.high) || Math.abs(by) < 1;
  return say(`room.apart.${who}_${near ? "near" : by > 0 ? "above" : "below"}`, { by: shown(Math.abs(by), "short"), unit: question.unit || say("room.points") });
}

/** What a lesson says to somebody who has said a number; nothing for a free question. */
export function reply(value, model) {
  if (!model.replies) return "";
  const by = value - model.value;
  return model.replies[Math.abs(by) <= model.near ? "near" : by > 0 ? "above" : "below"] || "";
}
