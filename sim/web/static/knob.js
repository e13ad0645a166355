// One knob: a slider with a number beside it, or a field for what is no plain number.

import { make, newId } from "./elements.js";

const STEPS = 1000;
const STEP = 20; // a slider has fifty stops, few enough to be played ahead
const NEAR = 8;
const STRIDES = [8, 4, 2, 1];
const DIGITS = 3;

/** How a slider's places and a parameter's values belong together: finer near the lower end where the usual values are small. */
export function scale(low, high, usual) {
  const part = (usual - low) / (high - low);
  const power = low >= 0 && part < 0.03 ? 4 : low >= 0 && part < 0.12 ? 2 : 1;
  return {
    value: (place) => low + (high - low) * (place / STEPS) ** power,
    place: (value) => Math.round(STEPS * Math.max(0, Math.min(1, (value - low) / (high - low))) ** (1 / power)),
  };
}

/** A value without digits that nobody could see. */
export function rounded(value, parameter) {
  return parameter.kind === "integer" ? Math.round(value) : Number(value.toPrecision(DIGITS));
}

/** A slider and a number. change(value, settled, ahead) is called while it moves and when it rests; with null when it is only about to move. */
class Slider {
  constructor(parameter, label, described, change) {
    this.parameter = parameter;
    this.scale = scale(parameter.low, parameter.high, parameter.value);
    const id = newId("knob");
    const { low, high } = parameter;
    const near = () => change(null, false, this.ahead());
    this.slider = make("input", {
      type: "range", id, min: 0, max: STEPS, step: STEP, "aria-describedby": described,
      onfocus: near, onpointerenter: near, oninput: () => this.moved(change, false), onchange: () => this.moved(change, true),
    });
    this.number = make("input", {
      type: "number", min: low, max: high, step: parameter.kind === "integer" ? 1 : "any", "aria-label": label, "aria-describedby": described, inputmode: "decimal",
      onchange: () => this.number.value !== "" && change(Number(this.number.value), true),
    });
    this.label = make("label", { for: id }, label);
    this.inputs = [this.slider, this.number];
  }

  moved(change, settled) {
    const value = rounded(this.scale.value(Number(this.slider.value)), this.parameter);
    this.tell(value, false);
    change(value, settled, this.ahead());
  }

  /** The values of all other stops: first those that may come next, on the way that the slider goes or on both sides; then the rest, widely spread first. */
  ahead() {
    const here = Number(this.slider.value);
    const way = Math.sign(here - (this.came ?? here));
    this.came = here;
    const near = Array.from({ length: NEAR }, (_, number) => here + STEP * (way ? way * (number + 1) : (number % 2 ? -1 : 1) * (1 + (number >> 1))));
    const spread = STRIDES.flatMap((stride) => Array.from({ length: STEPS / STEP / stride + 1 }, (_, number) => number * stride * STEP));
    const places = [...near, ...spread].filter((place) => place >= 0 && place <= STEPS && place !== here);
    return [...new Set(places.map((place) => rounded(this.scale.value(place), this.parameter)))];
  }

  /** Show a value; the slider itself stays where the hand has it. */
  tell(value, move = true) {
    if (move) this.slider.value = this.scale.place(value);
    if (document.activeElement !== this.number || move) this.number.value = value;
    this.slider.setAttribute("aria-valuetext", `${value} ${this.parameter.unit}`);
  }
}

/** A field for a word, a list of words, or a number that may be a word. */
class Field {
  constructor(parameter, label, described, change, choices) {
    const id = newId("knob");
    const asTold = (text) => (/^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text);
    const options = parameter.words.length ? parameter.words : choices;
    const isChoice = options.length && parameter.kind === "string";
    this.input = isChoice
      ? make("select", { id, "aria-describedby": described, onchange: () => change(this.input.value, true) },
        [...(parameter.nullable ? [""] : []), ...options].map((word) => make("option", { value: word }, word)))
      : make("input", { type: "text", id, "aria-describedby": described, autocomplete: "off", onchange: () => change(asTold(this.input.value.trim()), true) });
    this.label = make("label", { for: id }, label);
    this.inputs = [this.input];
  }

  tell(value) {
    this.input.value = Array.isArray(value) ? value.join(", ") : value ?? "";
  }
}

/** The right kind of knob for a parameter. */
export function knob(parameter, label, described, change, choices = []) {
  const plain = (parameter.kind === "number" || parameter.kind === "integer") && parameter.low !== null && parameter.high !== null && !parameter.words.length;
  return plain && typeof parameter.value === "number" ? new Slider(parameter, label, described, change) : new Field(parameter, label, described, change, choices);
}
