// What a page knows of its reader: the log, replayed into cards, and kept up to date with answers
// given here and in other tabs.
//
// Tells of "change" when another tab or the store's state has changed something.

import { readerStore, keepRows } from "./reader-store.mjs";
import { merged, nothing, readProgress } from "./progress.mjs";
import { currentNames, history } from "./review-log.mjs";
import { cards } from "./schedule.mjs";

export class Reader extends EventTarget {
  #store;
  #cards = new Map();

  progress = nothing();

  static async open(signal) {
    const reader = new Reader();
    reader.#store = await readerStore();
    await reader.refresh();
    reader.#store.addEventListener("change", () => reader.#heard(), { signal });
    reader.#store.addEventListener("state", () => reader.#changed(), { signal });
    return reader;
  }

  // How the store stands, as in review-store.mjs.
  get state() {
    return this.#store.state;
  }

  // By question, as schedule.mjs makes them.
  get cards() {
    return this.#cards;
  }

  get reviews() {
    return this.progress.reviews;
  }

  async refresh() {
    this.progress = await this.#store.progress();
    this.#cards = cards(history(this.reviews, this.progress.relinks));
  }

  // Adds a review, or one that was undone, at once; the promise is that of storing it.
  add(review) {
    this.#merge({ reviews: [review] });
    const all = history(this.reviews, this.progress.relinks);
    const question = currentNames(this.progress.relinks).get(review.question) ?? review.question;
    const mine = all.get(question);
    if (mine) this.#cards.set(question, cards(new Map([[question, mine]])).get(question));
    else this.#cards.delete(question);
    return keepRows({ reviews: [review] });
  }

  // The newest holds, so this is newer than what there is, even if the clock was put back.
  set(key, value) {
    const before = this.progress.settings.find((one) => one.key === key)?.at ?? 0;
    const at = Math.max(Date.now(), before + 1);
    this.#merge({ settings: [{ key, value, at }] });
    return this.#store.set(key, value, at);
  }

  retry() {
    return this.#store.retry();
  }

  #merge(rows) {
    this.progress = merged(this.progress, readProgress(rows));
  }

  async #heard() {
    await this.refresh();
    this.#changed();
  }

  #changed() {
    this.dispatchEvent(new Event("change"));
  }
}
