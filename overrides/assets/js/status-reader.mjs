// The reader's reviews, replayed into a status for each question (see question-status.mjs).

import { readerStore } from "./reader-store.mjs";
import { history } from "./review-log.mjs";
import { cards, status } from "./schedule.mjs";

export async function readStatuses() {
  const store = await readerStore();
  const { reviews, relinks } = await store.progress();
  const all = cards(history(reviews, relinks));
  return new Map([...all].map(([question, card]) => [question, status(card)]));
}
