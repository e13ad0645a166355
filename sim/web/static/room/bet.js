// What a student says to a question: a number on a slider, or one of some choices; and a word for why.

import { make, newId } from "../elements.js";
import { say } from "../words.js";
import { isBallot, spoken } from "./asked.js";

/** A slider and the same number as a field. */
function number({ question, said }) {
  const id = newId("said");
  const { low, high } = question;
  const usual = said ?? Math.round((low + high) / 2);
  const slider = make("input", { type: "range", id, min: low, max: high, step: (high - low) / 100, oninput: () => { field.value = slider.value; } });
  const field = make("input", { type: "number", min: low, max: high, step: "any", inputmode: "decimal", required: true, "aria-label": say("room.student.number"), oninput: () => { slider.value = field.value; } });
  slider.value = field.value = usual;
  return {
    parts: [make("label", { for: id }, say("room.student.predict")), make("div", { class: "pair" }, slider, field, make("span", {}, question.unit || say("room.of_100")))],
    said: () => Number(field.value),
  };
}

/** The choices, of which none is taken before a student takes one. */
function choices({ question, said }) {
  const name = newId("choice");
  const options = Object.entries(question.choices).map(([value, words]) => {
    const input = make("input", { type: "radio", name, value, required: true, checked: said === value });
    return { input, row: make("label", { class: "option" }, input, words) };
  });
  return {
    parts: [make("fieldset", { class: "options" }, make("legend", {}, say("room.student.predict")), options.map((one) => one.row))],
    said: () => options.find((one) => one.input.checked).input.value,
  };
}

/** The form. send(said, reason) is called with what is said; tell(text) shows whether it has arrived. Returns it, and how it follows the room. */
export function bet(view, reasons, send, tell) {
  const answer = (isBallot(view.question) ? choices : number)(view);
  const id = newId("why");
  const reason = make("select", { id }, make("option", { value: "" }, say("room.reasons.none")), reasons.map((name) => make("option", { value: name }, say(`room.reasons.${name}`))));
  reason.value = view.reason;
  const button = make("button", { class: "first" });
  const sent = (event) => {
    event.preventDefault();
    send(answer.said(), reason.value);
  };
  const follow = (now) => {
    button.textContent = say(now.said === null ? "room.student.send" : "room.student.change");
    tell(now.said === null ? "" : say("room.student.said", { value: spoken(now.said, now.question) }));
  };
  return { element: make("form", { class: "bet", onsubmit: sent }, answer.parts, make("label", { for: id }, say("room.student.why")), reason, button), follow };
}
