// Question cards of a page, as the rows that `Facets` takes.

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

// `words` selects the prompt inside of a card.
export function rowOf(card, words) {
  const { level, category, skills, state, checked } = card.dataset;
  return {
    text: reading(card.querySelector(words)),
    has: {
      level: [level],
      category: [category],
      skill: skills.split(" "),
      state: [state],
      checked: [checked],
    },
  };
}
