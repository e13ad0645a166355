// The charts of an ensemble, in their order on the page.

import { chart as bargaining } from "./bargaining.js";
import { chart as holding } from "./holding.js";
import { chart as moods } from "./moods.js";
import { chart as why } from "./why.js";
import { chart as year } from "./year.js";

export const CHARTS = [year, holding, bargaining, why, moods];
