// Elements of the page and of drawings. Text is always set as text, never as markup.

const DRAWING = "http://www.w3.org/2000/svg";

function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "value" || name === "checked" || name === "disabled" || name === "hidden") element[name] = value;
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return element;
}

/** An element of the page: make("p", {class: "note"}, "text", otherElement). */
export function make(name, attributes = {}, ...children) {
  return fill(document.createElement(name), attributes, children);
}

/** An element of a drawing. */
export function draw(name, attributes = {}, ...children) {
  return fill(document.createElementNS(DRAWING, name), attributes, children);
}

/** A number that no other element of the page has, for ids. */
let count = 0;
export function newId(stem) {
  count += 1;
  return `${stem}-${count}`;
}
