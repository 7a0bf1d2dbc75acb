// Rows that could not be put into the store yet, kept where they outlive the page: one entry of the
// browser's local storage each, so that two tabs do not overwrite each other's.

import { asidePrefix } from "./progress-place.mjs";
import { LISTS, merged, nothing, readProgress, unreadableKey } from "./progress.mjs";

export class KeptAside {
  #storage;
  #prefix;
  #faulty = new Map(); // of rows that could not be read, the keys they were found under

  // `storage` is `localStorage`, or null where there is none.
  constructor(name, storage) {
    this.#storage = storage;
    this.#prefix = asidePrefix(name);
  }

  // What was kept and never taken away, as progress.
  read() {
    return this.#keys().reduce((all, key) => {
      const list = key.slice(this.#prefix.length).split(" ", 1)[0];
      const name = Object.hasOwn(LISTS, list) ? list : "unreadable";
      const found = readProgress({ [name]: [parsed(this.#storage.getItem(key))] });
      for (const row of found.unreadable) this.#faulty.set(unreadableKey(row), key);
      return merged(all, found);
    }, nothing());
  }

  // Returns whether all rows are kept.
  keep(progress) {
    try {
      for (const [key, row] of this.#entries(progress)) {
        this.#storage.setItem(key, JSON.stringify(row));
      }
      return this.#storage !== null;
    } catch {
      return false;
    }
  }

  // Takes away what has been put into the store.
  drop(progress) {
    for (const [key] of this.#entries(progress)) this.#storage?.removeItem(key);
  }

  // Takes away all that there is.
  clear() {
    for (const key of this.#keys()) this.#storage.removeItem(key);
  }

  *#entries(progress) {
    for (const [list, key] of Object.entries(LISTS)) {
      for (const row of progress[list]) yield [`${this.#prefix}${list} ${row[key]}`, row];
    }
    for (const row of progress.unreadable) {
      const name = unreadableKey(row);
      yield [this.#faulty.get(name) ?? `${this.#prefix}unreadable ${name}`, row];
    }
  }

  #keys() {
    const count = this.#storage?.length ?? 0;
    const keys = Array.from({ length: count }, (_, place) => this.#storage.key(place));
    return keys.filter((key) => key?.startsWith(this.#prefix));
  }
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
