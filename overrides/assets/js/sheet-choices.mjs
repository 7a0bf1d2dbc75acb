// How a study sheet is laid out and on which paper: read from the address, else as last time.

export const LAYOUTS = ["under", "room", "back"];
export const PAPERS = ["a4", "letter"];

const ALLOWED = { layout: LAYOUTS, paper: PAPERS };

// `search` is the address's query; `remembered` whatever was stored, of any shape.
export function choices(search, remembered) {
  const query = new URLSearchParams(search);
  const chosen = Object.entries(ALLOWED).map(([name, allowed]) => {
    const candidates = [query.get(name), remembered?.[name], allowed[0]];
    return [name, candidates.find((value) => allowed.includes(value))];
  });
  return Object.fromEntries(chosen);
}

// The query with one choice put in, everything else in it left as it was written.
export function withChoice(search, name, value) {
  const pairs = search.replace(/^\?/, "").split("&");
  const kept = pairs.filter((pair) => pair !== "" && pair.split("=")[0] !== name);
  return `?${[...kept, `${name}=${value}`].join("&")}`;
}
