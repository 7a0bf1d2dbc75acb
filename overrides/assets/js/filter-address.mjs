// A selection in a page's address: `?level=mid,senior&skill=cplusplus&text=chain+rule`.
//
// The text's parameter is not `q`: an address that has one opens the site's search when its page
// loads, and loses it when the search is closed.

import { nothing } from "./facets.mjs";

const LONGEST_TEXT = 200;

// The selection that an address's query asks for. What no facet knows is left out.
export function readSelection(search, facets) {
  const query = new URLSearchParams(search);
  const selection = nothing(facets);
  for (const { name, values } of facets) {
    const asked = new Set(query.getAll(name).flatMap((value) => value.split(",")));
    selection[name] = values.filter((value) => asked.has(value));
  }
  selection.text = tidy((query.get("text") ?? "").slice(0, LONGEST_TEXT));
  return selection;
}

// The query with the selection in the place of what it had; other parameters stay as written.
export function writeSelection(search, selection, facets) {
  const names = [...facets.map(({ name }) => name), "text"];
  const kept = search.replace(/^\?/, "").split("&").filter((pair) => {
    return pair !== "" && !names.includes(nameOf(pair));
  });
  const ours = facets
    .filter(({ name }) => selection[name]?.length > 0)
    .map(({ name, values }) => pair(name, values.filter((v) => selection[name].includes(v)).join()));
  const text = tidy(selection.text ?? "");
  const all = [...kept, ...ours, ...(text ? [pair("text", text)] : [])];
  return all.length > 0 ? `?${all.join("&")}` : "";
}

// Text with single spaces, as it is compared and written.
export function tidy(text) {
  return text.trim().replace(/\s+/g, " ");
}

function nameOf(written) {
  return [...new URLSearchParams(written).keys()][0];
}

// URLSearchParams writes any string, a broken surrogate too, where encodeURIComponent throws.
function pair(name, value) {
  return String(new URLSearchParams([[name, value]])).replaceAll("%2C", ",");
}
