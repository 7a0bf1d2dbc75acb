// What a study sheet says of itself: how many questions, and which filters chose them.

// The same words as in sheet.html, which has them for a whole level.
export function countWords(shown, total, answered) {
  const number = shown === total ? `${total}` : `${shown} of ${total}`;
  if (shown === 0) return number;
  if (answered === shown) return `${number}, all answered`;
  if (answered === 0) return `${number}, all open`;
  return `${number}: ${answered} answered, ${shown - answered} open`;
}

// The selection's values one by one, each with the words for it. `facets` have a `label`, and
// `labels` from ids to words.
export function filters(selection, facets) {
  const chosen = facets.flatMap(({ name, label, labels }) =>
    selection[name].map((value) => ({ name, value, facet: label, words: labels.get(value) })),
  );
  const { text } = selection;
  if (text) chosen.push({ name: "text", value: text, facet: "Words", words: `“${text}”` });
  return chosen;
}

// The filters in a line, the values of one facet together.
export function filterWords(chosen) {
  const byFacet = new Map();
  for (const { facet, words } of chosen) byFacet.set(facet, [...(byFacet.get(facet) ?? []), words]);
  return [...byFacet].map(([facet, words]) => `${facet}: ${words.join(" or ")}`).join("; ");
}

// The selection without one of its values.
export function dropped(selection, { name, value }) {
  const rest = name === "text" ? "" : selection[name].filter((other) => other !== value);
  return { ...selection, [name]: rest };
}

// What a reader hears of the result. `without` is that of `Facets.ask`.
export function statusWords(shown, total, without, labelOf) {
  if (shown === total) return total === 1 ? "One question" : `All ${total} questions`;
  if (shown > 0) return `${shown} of ${total} questions`;
  const best = Object.entries(without).sort((a, b) => b[1] - a[1])[0];
  const hint = best && best[1] > 0 ? ` To see ${best[1]}, drop ${labelOf(best[0])}.` : "";
  return `No question fits all the filters.${hint}`;
}
