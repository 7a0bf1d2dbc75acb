// A session that outlives its page: with every step in the tab's own storage, which a reload keeps,
// and now and then among the reader's settings, for when the tab is closed.

import { databaseName, SITE } from "./progress-place.mjs";
import { setting } from "./progress.mjs";

export const HERE = "levelset.session"; // known to practice.html, which looks before any module runs

const NAME = databaseName(SITE.pathname);
const LEFT = "session:practice";

let release = null; // of the lock that tells other tabs that a session goes on here

// The session of this tab, as it was stored, or null.
export function sessionHere() {
  try {
    const { site, session } = JSON.parse(sessionStorage.getItem(HERE)) ?? {};
    return site === NAME && session ? session : null;
  } catch {
    return null; // Storage is off, or holds something else.
  }
}

// Keeps a stored session for this tab; null ends it.
export function keepHere(session) {
  try {
    if (session) sessionStorage.setItem(HERE, JSON.stringify({ site: NAME, session }));
    else sessionStorage.removeItem(HERE);
  } catch {
    // Off or full: the reviews are in the store all the same.
  }
}

// The session that a tab left when it was closed, or null. `reader` is that of reader.mjs.
export async function sessionLeft(reader) {
  const session = setting(reader.progress, LEFT);
  if (typeof session?.id !== "string") return null;
  return (await goesOn(session.id)) ? null : session;
}

// Keeps a stored session for when this tab is closed.
export function keepLeft(reader, session) {
  return reader.set(LEFT, session);
}

// Takes a session that is over away, here and, unless another came after it, for other tabs.
export function forget(reader, id) {
  keepHere(null);
  release?.();
  if (setting(reader.progress, LEFT)?.id === id) keepLeft(reader, null);
}

// Tells other tabs that this session goes on here, until the tab is closed or the session over.
export function claim(id) {
  release?.();
  navigator.locks?.request(lockOf(id), { ifAvailable: true }, () => {
    return new Promise((over) => { release = over; });
  }).catch(() => {}); // Not allowed here: then it may be offered in two tabs, which does no harm.
}

async function goesOn(id) {
  try {
    const { held } = await navigator.locks.query();
    return held.some(({ name }) => name === lockOf(id));
  } catch {
    return false;
  }
}

function lockOf(id) {
  return `${NAME}:${id}`;
}
