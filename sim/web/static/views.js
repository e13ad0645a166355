// The views of the page, in the order of their tabs. How to add one: sim/web/__init__.py.

import { view as ensemble } from "./views/ensemble.js";

export const VIEWS = [ensemble];
