// Histories whose question is gone or was reworded, and which question each may be now.
//
// An id is the note's path and the prompt, as words with hyphens, with `--` between them.

const ALIKE = 0.35; // what a suggestion has in common with the id at least
const SAME_NOTE = 0.2;

// `history` as in review-log.mjs, `known`: a set of the site's ids. The newest review comes first.
export function orphans(history, known) {
  return [...history]
    .filter(([question]) => !known.has(question))
    .map(([question, reviews]) => ({ question, reviews: reviews.length, last: reviews.at(-1).at }))
    .sort((a, b) => b.last - a.last);
}

// The questions most like an id that is gone, as `{ question, likeness }`, the best first;
// `taken` are those that have a history of their own, which come after all others.
export function suggestions(gone, known, taken = new Set(), most = 3) {
  return [...known]
    .map((question) => ({ question, likeness: likeness(gone, question) }))
    .filter((one) => one.likeness >= ALIKE)
    .sort((a, b) => taken.has(a.question) - taken.has(b.question) || b.likeness - a.likeness)
    .slice(0, most);
}

// From 0 to 1: how many pairs of letters two prompts share, and whether their note is the same.
export function likeness(one, other) {
  const [note, prompt] = parted(one);
  const [otherNote, otherPrompt] = parted(other);
  const same = note === otherNote ? SAME_NOTE : 0;
  return same + (1 - SAME_NOTE) * shared(pairs(prompt), pairs(otherPrompt));
}

function parted(id) {
  const at = id.indexOf("--");
  return at < 0 ? ["", id] : [id.slice(0, at), id.slice(at + 2)];
}

function pairs(prompt) {
  const found = new Map();
  for (const word of prompt.split("-").filter(Boolean)) {
    const padded = ` ${word} `;
    for (let at = 0; at + 1 < padded.length; at += 1) {
      const pair = padded.slice(at, at + 2);
      found.set(pair, (found.get(pair) ?? 0) + 1);
    }
  }
  return found;
}

function shared(one, other) {
  const size = (bag) => [...bag.values()].reduce((sum, count) => sum + count, 0);
  let common = 0;
  for (const [pair, count] of one) common += Math.min(count, other.get(pair) ?? 0);
  const all = size(one) + size(other);
  return all === 0 ? 0 : (2 * common) / all;
}
