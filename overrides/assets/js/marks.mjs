// Marks on the question cards of notes and lists, once the reader has practised anything.

import { adoptNames } from "./former-names.mjs";
import { watchStatuses } from "./question-status.mjs";
import { statusMark, statusOf } from "./status-mark.mjs";

const CARDS = ".ls-card[data-question]";
const ASKING = "ls-practice, ls-mock"; // They say themselves how a question stands.
const PLACE = ":scope > .ls-answer > summary, :scope > .ls-open";

let watching = null;

function arrived() {
  watching?.abort();
  watching = new AbortController();
  const cards = [...document.querySelectorAll(CARDS)].filter((card) => !card.closest(ASKING));
  const former = new Map(cards.flatMap(({ dataset: { former = "", question } }) => {
    return former.split(" ").filter(Boolean).map((old) => [old, question]);
  }));
  adoptNames(former, new Set(former.values()));
  if (cards.length > 0) watchStatuses((statuses) => mark(cards, statuses), watching.signal);
}

function mark(cards, statuses) {
  for (const card of cards) {
    const { question, state } = card.dataset;
    const status = statuses.size > 0 ? statusOf(question, state !== "open", statuses) : null;
    put(card, status);
  }
}

function put(card, status) {
  const place = card.querySelector(PLACE);
  const old = place?.querySelector(":scope > .ls-status");
  if (!status || !place) old?.remove();
  else if (old) old.replaceWith(statusMark(status));
  else (place.querySelector(":scope > span") ?? place.lastChild).after(" ", statusMark(status));
}

// Material announces every page here, the first one and those it swaps in (`navigation.instant`).
if (globalThis.document$) globalThis.document$.subscribe(arrived);
else arrived();
