// The reader's progress on this site: one store for all that a page shows, as long as it lives.

import { askToKeep } from "./keeping.mjs";
import { SITE } from "./progress-place.mjs";
import { ReviewStore } from "./review-store.mjs";

let opening = null;

export function readerStore() {
  opening ??= ReviewStore.open(SITE.pathname);
  return opening;
}

// Puts rows into the store, and asks the browser to keep them. Resolves to the store's state.
export async function keepRows(rows) {
  const store = await readerStore();
  askToKeep();
  return store.write(rows);
}
