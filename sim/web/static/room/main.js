// The page of a room: the door, a student's seat, the projector, or the teacher's desk, by the address.

import { readWords, say } from "../words.js";
import { door } from "./door.js";
import { projector } from "./projector.js";
import { student } from "./student.js";
import { teacher } from "./teacher.js";

const SEATS = { projector, teacher };

async function start() {
  await readWords();
  const [, , code, seat] = location.pathname.split("/");
  const place = document.getElementById("place");
  document.title = say("room.tab", { code: code ? decodeURIComponent(code) : "" });
  if (!code) door(place);
  else (SEATS[seat] || student)(place, decodeURIComponent(code));
}

start();
