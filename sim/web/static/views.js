// The views of the page, in the order of their tabs. How to add one: sim/web/__init__.py.

import { view as ensemble } from "./views/ensemble.js";
import { view as lessons } from "./views/lessons.js";
import { view as run } from "./views/run.js";
import { view as seat } from "./views/seat.js";

export const VIEWS = [ensemble, run, seat, lessons];
