// A question in words: what was changed, what is asked, what it was before, and how a class compares with the model.

import { make } from "../elements.js";
import { large, listed, say, shown } from "../words.js";

/** A number of an answer, as it stands beside another of the same unit. */
export const bare = (value, question) => (question.unit ? shown(value, "short") : amount(value, question));

/** A number of an answer, with its unit. */
export const amount = (value, question) => say(question.unit ? "room.amount" : "room.share", { value: shown(value, "short"), unit: question.unit });

/** Whether one answers with one of some choices instead of a number. */
export const isBallot = (question) => Object.keys(question.choices).length > 0;

/** What somebody has said, as it is read. */
export const spoken = (said, question) => (isBallot(question) ? say("room.choice.said", { choice: question.choices[said] }) : amount(said, question));

/** The sentence that is asked. */
export function asking(question) {
  if (question.words) return question.words;
  const { kind, name } = question.measure;
  const what = kind === "outcome" ? say("room.measures.outcome", { outcome: say(`outcomes.${name.replaceAll(" ", "_")}`) }) : say(`room.measures.${kind}`, { name });
  return say("room.question.asks", { what, days: question.days });
}

/** What differs from the scenario. */
export const change = (one) => say(one.owner ? "room.question.change" : "room.question.change_alone", { ...one, value: shown(one.value, "exact"), was: shown(one.was, "exact") });

/** What it takes to count as the same, where one says whether something becomes more or less. */
const same = (question) => (isBallot(question) ? make("p", { class: "quiet" }, say("room.choice.same", { choice: question.choices.same, near: shown(question.same, "short"), unit: question.unit || say("room.points") })) : null);

/** The question with all that has to be known to answer it. */
export function told(question, heading = "h1") {
  const changes = question.changes.map((one) => make("li", {}, change(one), make("span", { class: "quiet" }, ` ${say("room.question.meaning", one)}`)));
  return make("div", { class: "asked" },
    make("p", { class: "kicker" }, say(question.lesson ? "room.question.lesson" : "room.question.of", question)),
    make(heading, { class: "asks" }, asking(question)),
    question.settings ? make("p", {}, say("room.question.now", { words: question.settings.after })) : null,
    changes.length ? make("ul", { class: "changes" }, changes) : null,
    question.before && question.before.value !== null ? make("p", {}, question.settings ? say("room.question.then", { words: question.settings.before, value: amount(question.before.value, question) }) : say("room.question.before", { value: amount(question.before.value, question) })) : null,
    same(question));
}

/** What the class has said. */
export function ofClass(heard, question, answered) {
  if (isBallot(question)) return answered ? say("room.choice.class", { count: answered, counts: counted(heard, question) }) : say("room.class.nobody");
  if (!heard.middle) return say("room.class.nobody");
  const { median, low, high } = heard.middle;
  return say("room.class.says", { count: answered, median: amount(median, question), low: bare(low, question), high: amount(high, question) });
}

const counted = ({ counts }, { choices }) => listed(Object.entries(counts).map(([name, count]) => say("room.choice.counted", { choice: choices[name], count })));

/** What the model answers. */
export const ofModel = (model, question) => (isBallot(question) ? chosen(model, question) : say("room.model.says", { runs: question.runs, value: amount(model.value, question), low: bare(model.low, question), high: bare(model.high, question) }));

function chosen(model, question) {
  const numbers = { was: question.before.value, value: model.value, low: model.low, high: model.high };
  const read = Object.fromEntries(Object.entries(numbers).map(([name, value]) => [name, bare(value, question)]));
  return say(question.unit ? "room.choice.model_amount" : "room.choice.model_share", { runs: question.runs, choice: question.choices[model.found], unit: large(question.unit), ...read });
}

/** How the class compares with the model. */
export function apart(view) {
  const { class: heard, model, question } = view;
  if (isBallot(question)) return view.answered ? say("room.choice.right", { right: heard.counts[model.found], count: view.answered }) : "";
  return heard.middle ? off(heard.middle.median, model, question, "class") : "";
}

/** How what somebody has said compares with the model, and what a lesson says to it. */
export function verdict(said, model, question) {
  if (!isBallot(question)) return `${off(said, model, question, "you")} ${reply(said, model)}`;
  const right = said === model.found;
  return `${say(right ? "lessons.right" : "lessons.wrong")} ${model.replies[right ? "right" : "wrong"]}`;
}

/** How far off a number is. Inside the interval nobody can tell. */
function off(value, model, question, who) {
  const by = value - model.value;
  const near = (value >= model.low && value <= model.high) || Math.abs(by) < 1;
  return say(`room.apart.${who}_${near ? "near" : by > 0 ? "above" : "below"}`, { by: shown(Math.abs(by), "short"), unit: question.unit || say("room.points") });
}

/** What a lesson says to somebody who has said a number; nothing for a free question. */
function reply(value, model) {
  if (!model.replies) return "";
  const by = value - model.value;
  return model.replies[Math.abs(by) <= model.near ? "near" : by > 0 ? "above" : "below"] || "";
}
