// A session that outlives its page: with every step in the tab's own storage, which a reload keeps,
// and now and then among the reader's settings, for when the tab is closed.

import { databaseName, SITE } from "./progress-place.mjs";
import { setting } from "./progress.mjs";

const NAME = databaseName(SITE.pathname);

export class SessionKeeper {
  #here;
  #left;
  #release = null; // of the lock that tells other tabs that a session goes on here

  // `name` is that of the page. Its template knows what the tab's storage calls the session: it
  // looks there before any module runs.
  constructor(name) {
    this.#here = `levelset.${name}`;
    this.#left = `session:${name}`;
  }

  // The session of this tab, as it was stored, or null.
  here() {
    try {
      const { site, session } = JSON.parse(sessionStorage.getItem(this.#here)) ?? {};
      return site === NAME && session ? session : null;
    } catch {
      return null; // Storage is off, or holds something else.
    }
  }

  // Keeps a stored session for this tab; null ends it.
  keepHere(session) {
    try {
      if (session) sessionStorage.setItem(this.#here, JSON.stringify({ site: NAME, session }));
      else sessionStorage.removeItem(this.#here);
    } catch {
      // Off or full: the reviews are in the store all the same.
    }
  }

  // The session that a tab left when it was closed, or null. `reader` is that of reader.mjs.
  async left(reader) {
    const session = setting(reader.progress, this.#left);
    if (typeof session?.id !== "string") return null;
    return (await goesOn(session.id)) ? null : session;
  }

  // Keeps a stored session for when this tab is closed.
  keepLeft(reader, session) {
    return reader.set(this.#left, session);
  }

  // Takes a session that is over away, here and, unless another came after it, for other tabs.
  async forget(reader, id) {
    this.keepHere(null);
    this.#release?.();
    if (setting(reader.progress, this.#left)?.id === id) await this.keepLeft(reader, null);
  }

  // Tells other tabs that this session goes on here, until the tab is closed or the session over.
  claim(id) {
    this.#release?.();
    navigator.locks?.request(lockOf(id), { ifAvailable: true }, () => {
      return new Promise((over) => { this.#release = over; });
    }).catch(() => {}); // Not allowed here: then two tabs may be offered it, which does no harm.
  }
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
