// The words of the page. They all come from one file, which the server sends; a text may hold places such as {share|percent}.

let words = {};
let language = "en";
const kinds = {};

export async function readWords() {
  const answer = await fetch(new URL("../words.json", import.meta.url));
  words = await answer.json();
  language = words.language;
  document.documentElement.lang = language;
  kinds.whole = new Intl.NumberFormat(language, { maximumFractionDigits: 0 });
  kinds.tenth = new Intl.NumberFormat(language, { maximumFractionDigits: 1, minimumFractionDigits: 1 });
  kinds.number = new Intl.NumberFormat(language, { maximumSignificantDigits: 4 });
  kinds.short = new Intl.NumberFormat(language, { maximumFractionDigits: 1 });
  kinds.exact = new Intl.NumberFormat(language, { maximumSignificantDigits: 12 });
  kinds.tenths = new Intl.NumberFormat(language, { style: "percent", maximumFractionDigits: 1, minimumFractionDigits: 1 });
  kinds.cents = new Intl.NumberFormat(language, { style: "percent", maximumFractionDigits: 0 });
  kinds.signed = new Intl.NumberFormat(language, { maximumFractionDigits: 1, minimumFractionDigits: 1, signDisplay: "exceptZero" });
  kinds.finely = new Intl.NumberFormat(language, { maximumFractionDigits: 2, minimumFractionDigits: 2, signDisplay: "exceptZero" });
  kinds.date = new Intl.DateTimeFormat(language, { day: "numeric", month: "short", timeZone: "UTC" });
  kinds.full = new Intl.DateTimeFormat(language, { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
}

/** A share in whole per cent that never rounds something to nothing, nor nearly all to all. */
function percent(share) {
  if (share > 0 && share < 0.01) return words["number.under"].replace("{number}", kinds.cents.format(0.01));
  if (share < 1 && share > 0.99) return words["number.over"].replace("{number}", kinds.cents.format(0.99));
  return kinds.cents.format(share);
}

/** A value as it is read: percent, tenths (of a per cent), whole, number, points (signed per cent), finely (with hundredths), date, quoted. */
export function shown(value, kind) {
  if (value === null || value === undefined) return words["number.none"];
  switch (kind) {
    case "percent": return percent(value);
    case "points": return kinds.signed.format(100 * value);
    case "finely": return kinds.finely.format(100 * value);
    case "signed": return kinds.signed.format(value);
    case "date": return kinds.date.format(new Date(value));
    case "full": return kinds.full.format(new Date(value));
    case "quoted": return words["number.quoted"].replace("{word}", () => value);
    case undefined: return typeof value === "number" ? kinds.number.format(value) : String(value);
    default: return kinds[kind].format(value);
  }
}

/** The text of a name, with its places filled. */
export function say(name, values = {}) {
  const text = words[name];
  if (text === undefined) throw new Error(name);
  return text.replace(/\{(\w+)(?:\|(\w+))?\}/g, (whole, place, kind) => (place in values ? shown(values[place], kind) : whole));
}

/** Texts one after the other, as the language lists them; with an "and" before the last if they are a conjunction. */
export const listed = (texts, type = "unit") => new Intl.ListFormat(language, { type, style: "long" }).format(texts);

/** Whether there is such a text. */
export const has = (name) => name in words;

/** The sentence with a capital at its start. */
export const large = (sentence) => sentence.charAt(0).toLocaleUpperCase(language) + sentence.slice(1);
