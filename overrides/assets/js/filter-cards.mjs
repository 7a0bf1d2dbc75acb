// Question cards of a page, as the rows that `Facets` takes.

import { statusOf } from "./status-mark.mjs";

// Text as it is read out: a formula's plain reading in the place of its glyphs.
export function reading(element) {
  if (!element.querySelector("mjx-container")) return element.textContent;
  const copy = element.cloneNode(true);
  for (const formula of copy.querySelectorAll("mjx-container")) {
    const named = formula.querySelector("math[aria-label]");
    formula.replaceWith(named?.getAttribute("aria-label") ?? formula.textContent);
  }
  return copy.textContent;
}

// `words` selects the prompt inside of a card; `statuses` as in question-status.mjs.
export function rowOf(card, words, statuses = new Map()) {
  const { question, skills, state = "answered", checked = "no" } = card.dataset;
  return {
    text: reading(card.querySelector(words)),
    has: {
      category: [card.closest("[data-category]").dataset.category],
      skill: skills.split(" "),
      state: [state],
      checked: [checked],
      progress: [statusOf(question, state === "answered", statuses)].filter(Boolean),
    },
  };
}
