// The common setting of all views: scenario, values that differ, runs, seed, days. It is kept in the address, so that a link opens it again.

const WHOLE = { runs: 1000, seed: 1, days: null };
const OF_A_GAME = ["scenario", "yaml", "set", "seed", "days"]; // another of these is another game
const PLACE = { run: 1, day: null }; // where one run is being read
const KEPT_FILE = "parley.file";

/** A value as it stands in the address. */
const written = (value) => (typeof value === "number" ? String(value) : Array.isArray(value) ? value.join(",") : String(value ?? ""));

/** A value of the address: a number where it reads as one. */
const read = (text) => (/^-?\d+(\.\d+)?(e-?\d+)?$/i.test(text) ? Number(text) : text);

function toPairs(pairs, prefix, setting) {
  pairs.push([`${prefix}scenario`, setting.yaml ? "" : setting.scenario]);
  for (const name of Object.keys(setting.set).sort()) pairs.push([`${prefix}set`, `${name}=${written(setting.set[name])}`]);
}

function fromPairs(query, prefix) {
  const set = {};
  for (const pair of query.getAll(`${prefix}set`)) {
    const cut = pair.indexOf("=");
    if (cut > 0) set[pair.slice(0, cut)] = read(pair.slice(cut + 1));
  }
  return { scenario: query.get(`${prefix}scenario`) ?? "baseline", set };
}

/** The game in a seat, if there is one: its parties, the number of its run, and what has been chosen; or the code of a game that is shared. */
function seatToPairs(pairs, seat) {
  if (seat.code) pairs.push(["game", seat.code]);
  else pairs.push(["seat", seat.parties.join(",")], ["seat.run", String(seat.run)], ["choices", seat.choices.join(",")]);
}

function seatFromPairs(query) {
  if (query.has("game")) return { code: query.get("game") };
  if (!query.has("seat")) return null;
  const listed = (name) => (query.get(name) || "").split(",").filter((one) => one);
  return { parties: listed("seat"), run: Number(query.get("seat.run") ?? 1), choices: listed("choices") };
}

/** The setting as an address. */
export function address(setting) {
  const pairs = [];
  toPairs(pairs, "", setting);
  for (const [name, usual] of Object.entries({ ...WHOLE, ...PLACE })) if (setting[name] !== usual && setting[name] !== null) pairs.push([name, String(setting[name])]);
  if (setting.view) pairs.push(["view", setting.view]);
  if (setting.pin && !setting.pin.yaml) toPairs(pairs, "pin.", setting.pin);
  if (setting.seat) seatToPairs(pairs, setting.seat);
  return `${location.pathname}?${new URLSearchParams(pairs)}`;
}

/** The setting that an address stands for. A file that was opened is not in it; the tab remembers it. */
export function fromAddress(search) {
  const query = new URLSearchParams(search);
  const setting = { ...fromPairs(query, ""), yaml: "", view: query.get("view") || "", pin: null };
  for (const [name, usual] of Object.entries({ ...WHOLE, ...PLACE })) setting[name] = query.has(name) && /^-?\d+$/.test(query.get(name)) ? Number(query.get(name)) : usual;
  if (!setting.scenario) setting.yaml = sessionStorage.getItem(KEPT_FILE) || "";
  if (!setting.scenario && !setting.yaml) setting.scenario = "baseline";
  setting.seat = seatFromPairs(query);
  if (query.has("pin.scenario")) setting.pin = { ...fromPairs(query, "pin."), yaml: "" };
  return setting;
}

/** What a question about the setting holds. */
export function asQuestion(setting) {
  const which = setting.yaml ? { yaml: setting.yaml } : { scenario: setting.scenario };
  return { ...which, set: setting.set, runs: setting.runs, seed: setting.seed, ...(setting.days === null ? {} : { days: setting.days }) };
}

export class Setting {
  constructor() {
    this.current = fromAddress(location.search);
    this.listeners = [];
    addEventListener("popstate", () => {
      const before = this.current;
      this.current = fromAddress(location.search);
      this.tell(before);
    });
  }

  /** listener(current, before), called after every change. */
  listen(listener) {
    this.listeners.push(listener);
  }

  tell(before) {
    for (const listener of this.listeners) listener(this.current, before);
  }

  /** Change some parts. While a slider moves, step is false: the back button goes from one settled setting to another. */
  change(parts, step = true) {
    const before = this.current;
    const seat = "seat" in parts || !OF_A_GAME.some((name) => name in parts) ? {} : { seat: null };
    this.current = { ...before, ...seat, ...parts };
    if (parts.yaml !== undefined) sessionStorage.setItem(KEPT_FILE, parts.yaml);
    const next = address(this.current);
    if (!step) this.moving ??= address(before);
    const settled = this.moving ?? address(before);
    if (step && next !== settled) {
      if (this.moving) history.replaceState(null, "", this.moving);
      history.pushState(null, "", next);
    } else {
      history.replaceState(null, "", next);
    }
    if (step) this.moving = null;
    this.tell(before);
  }

  /** Where somebody is reading: in the address, but no step of the back button, and nobody is told. */
  keepPlace(parts) {
    this.current = { ...this.current, ...parts };
    history.replaceState(null, "", address(this.current));
  }

  /** Another value of a parameter; undefined takes back what was changed. */
  setValue(name, value, step = true) {
    const set = { ...this.current.set };
    if (value === undefined) delete set[name];
    else set[name] = value;
    this.change({ set }, step);
  }
}
