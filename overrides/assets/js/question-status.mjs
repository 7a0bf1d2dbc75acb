// What the reader has made of each question, for all that shows it: a map from a question's id to
// "learning", "known" or "missed". Questions that are not in it are new.
//
// The store and the schedule are loaded only where the browser has progress of this site.

import { databaseName, mayHaveProgress, SITE } from "./progress-place.mjs";

const NAME = databaseName(SITE.pathname);
const HINT = `${NAME}:marks`;

const watchers = new Set();
let channel = null;
let statuses = null;
let reading = null;
let stale = false;

// Calls `heard` with the map once it is known, and after every change, in whichever tab it is made.
export function watchStatuses(heard, signal) {
  watchers.add(heard);
  signal.addEventListener("abort", () => watchers.delete(heard));
  if (statuses) heard(statuses);
  listen();
  refresh();
}

// The map, or null while it is not known.
export function statusesNow() {
  return statuses;
}

// Resolves when the map is known.
export async function statusesKnown() {
  if (!statuses) await refresh();
}

// Whether there was progress when a page last looked, known at once: room can be kept for it.
export function hadProgress() {
  if (statuses) return statuses.size > 0;
  try {
    return localStorage.getItem(HINT) !== null;
  } catch {
    return false;
  }
}

function listen() {
  if (channel || !globalThis.BroadcastChannel) return;
  channel = new BroadcastChannel(NAME); // The stores' own: each tells there of what it wrote.
  channel.onmessage = refresh;
}

function refresh() {
  stale = true;
  reading ??= readWhileStale().finally(() => { reading = null; });
  return reading;
}

async function readWhileStale() {
  while (stale) {
    stale = false;
    const found = await read();
    if (!stale && !same(found, statuses)) tell(found);
  }
}

async function read() {
  if (!(await mayHaveProgress())) return new Map();
  try {
    const { readStatuses } = await import("./status-reader.mjs");
    return await readStatuses();
  } catch (error) {
    console.warn(`No progress is shown: ${error.message}`);
    return statuses ?? new Map();
  }
}

function same(one, other) {
  if (one.size !== other?.size) return false;
  return [...one].every(([question, status]) => other.get(question) === status);
}

function tell(found) {
  statuses = found;
  try {
    if (found.size > 0) localStorage.setItem(HINT, "yes");
    else localStorage.removeItem(HINT);
  } catch {
    // Storage is off or full: the marks come all the same.
  }
  for (const heard of [...watchers]) heard(found);
}
