// Prose that the server has taken apart: texts, and lists that begin with a tag.

import { make } from "./elements.js";

const TAGS = new Set(["p", "ul", "ol", "li", "em", "strong", "code"]);

/** The elements of some prose. */
export function grow(parts) {
  return parts.map((part) => {
    if (!Array.isArray(part)) return part;
    const [tag, ...inside] = part;
    return make(TAGS.has(tag) ? tag : "p", {}, ...grow(inside));
  });
}

/** Parts of a text, each under its heading. */
export function chapters(parts, level = "h4") {
  return parts.map(({ heading, prose }) => make("section", { class: "lesson-part" }, make(level, {}, heading), ...grow(prose)));
}
