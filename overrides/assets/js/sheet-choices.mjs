// How a study sheet is laid out and on which paper: read from the address, else as last time.

export const LAYOUTS = ["under", "room", "back"];
export const PAPERS = ["a4", "letter"];

const ALLOWED = { layout: LAYOUTS, paper: PAPERS };

// `search` is the address's query; `remembered` whatever was stored, of any shape.
export function choices(search, remembered = {}) {
  const query = new URLSearchParams(search);
  const chosen = {};
  for (const [name, allowed] of Object.entries(ALLOWED)) {
    const candidates = [query.get(name), remembered?.[name], allowed[0]];
    chosen[name] = candidates.find((value) => allowed.includes(value));
  }
  return chosen;
}

// The query with one choice put in, everything else in it left as it was written.
export function withChoice(search, name, value) {
  const kept = pairs(search).filter((pair) => nameOf(pair) !== name);
  return `?${[...kept, `${name}=${encodeURIComponent(value)}`].join("&")}`;
}

// The query without the choices: what is left says which questions are on the sheet.
export function withoutChoices(search) {
  const kept = pairs(search).filter((pair) => !(nameOf(pair) in ALLOWED));
  return kept.length > 0 ? `?${kept.join("&")}` : "";
}

// The query's choices only, for use with other filters.
export function onlyChoices(search) {
  const kept = pairs(search).filter((pair) => nameOf(pair) in ALLOWED);
  return kept.length > 0 ? `?${kept.join("&")}` : "";
}

function pairs(search) {
  return search.replace(/^\?/, "").split("&").filter(Boolean);
}

function nameOf(pair) {
  return pair.split("=")[0];
}
