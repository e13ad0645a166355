// The charts of an ensemble, in their order on the page.

import { chart as year } from "./year.js";

export const CHARTS = [year];
