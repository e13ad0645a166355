// The door: a student types the code, the teacher opens a room.

import { make, newId } from "../elements.js";
import { ask } from "../server.js";
import { say } from "../words.js";
import { keepKey } from "./keys.js";
import { sentence } from "./watching.js";

export function door(place) {
  const id = newId("code");
  const complaint = make("p", { class: "complaints", role: "alert", hidden: true });
  const code = make("input", { type: "text", id, autocomplete: "off", autocapitalize: "none", spellcheck: "false", maxlength: 20, required: true });
  const enter = (event) => {
    event.preventDefault();
    const typed = code.value.trim().toLowerCase().replace(/[^a-z0-9]/g, "").replace(/(...)(?=.)/g, "$1-");
    if (typed) location.assign(`/room/${encodeURIComponent(typed)}`);
  };
  const open = async () => {
    try {
      const room = await ask("/api/rooms", {});
      keepKey(room.code, room.key);
      location.assign(`/room/${room.code}/teacher`);
    } catch (fault) {
      complaint.textContent = sentence(fault);
      complaint.hidden = false;
    }
  };
  place.append(make("div", { class: "door" }, make("h1", {}, say("room.door.title")),
    make("form", { onsubmit: enter }, make("label", { for: id }, say("room.door.code")), code, make("button", { class: "first" }, say("room.door.enter"))),
    make("section", {}, make("h2", {}, say("room.door.teacher")), make("p", {}, say("room.door.about")),
      make("button", { type: "button", onclick: open }, say("room.door.open")), complaint)));
}
