// What the practice page's address says beside the filters: how many questions, in which order,
// and of which note.

import { ORDERS } from "./practice-choice.mjs";

export const COUNTS = [5, 10, 20, 50, 0]; // 0 for all

const USUAL = { count: 10, order: "help", note: "" };

// `{ count, order, note }` of an address's query; `note` is a note's address below the site's.
export function readChoice(search) {
  const query = new URLSearchParams(search);
  const count = Number(query.get("count") ?? USUAL.count);
  const order = query.get("order");
  return {
    count: COUNTS.includes(count) ? count : USUAL.count,
    order: ORDERS.includes(order) ? order : USUAL.order,
    note: query.get("note") ?? USUAL.note,
  };
}

// The query with some of these changed; all else stays as written.
export function writeChoice(search, changes) {
  const names = Object.keys(changes);
  const written = search.replace(/^\?/, "").split("&");
  const kept = written.filter((pair) => pair !== "" && !names.includes(pair.split("=")[0]));
  const ours = names
    .filter((name) => changes[name] !== USUAL[name])
    .map((name) => `${name}=${encodeURIComponent(changes[name]).replaceAll("%2F", "/")}`);
  const all = [...kept, ...ours];
  return all.length > 0 ? `?${all.join("&")}` : "";
}
