// Where this site keeps a reader's progress in the browser: light, so that a page can look whether
// there is any before it loads what reads it.

export const SITE = new URL("../../", import.meta.url);

// Sites may share a host: `base` is the site's path on it.
export function databaseName(base) {
  return `levelset:${base}`;
}

// What rows that are kept aside are called in local storage begin with (kept-aside.mjs).
export function asidePrefix(name) {
  return `${name}#`;
}

// Whether the browser may hold progress of this site; true where it does not say.
export async function mayHaveProgress(name = databaseName(SITE.pathname)) {
  if (keptAside(asidePrefix(name))) return true;
  try {
    const all = await indexedDB.databases();
    return all.some((database) => database.name === name);
  } catch {
    return "indexedDB" in globalThis && !("databases" in IDBFactory.prototype);
  }
}

function keptAside(prefix) {
  try {
    return Object.keys(localStorage).some((key) => key.startsWith(prefix));
  } catch {
    return false; // Storage is switched off.
  }
}
