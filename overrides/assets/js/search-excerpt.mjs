// The piece of a text that shows best why it was found, with the words to mark.

import { folded } from "./search-terms.mjs";

const WORD = /[\p{L}\p{N}_'’\u0300-\u036f]+/gu;
const WORDS_SHOWN = 30;
const WORDS_BEFORE = 5;
const WORTH_A_MARK = 0.4;

// Which word of the query a word of a text counts as: its place from 0, else -1.
export function marker(units) {
  const places = new Map();
  units.forEach(({ as }, place) => {
    for (const [term, worth] of as) {
      if (worth > WORTH_A_MARK && !places.has(term)) places.set(term, place);
    }
  });
  return (word) => places.get(folded(word)) ?? -1;
}

// The text in pieces, `{ text, mark }` each, in order.
export function marked(text, mark) {
  const pieces = [];
  let at = 0;
  for (const word of text.matchAll(WORD)) {
    if (mark(word[0]) < 0) continue;
    if (word.index > at) pieces.push({ text: text.slice(at, word.index), mark: false });
    pieces.push({ text: word[0], mark: true });
    at = word.index + word[0].length;
  }
  if (at < text.length) pieces.push({ text: text.slice(at), mark: false });
  return pieces;
}

// True when all words of the query that are known at all stand in the text.
export function covers(text, mark, units) {
  const found = new Set([...text.matchAll(WORD)].map(([word]) => mark(word)));
  return units.every(({ as }, place) => as.size === 0 || found.has(place));
}

// As `marked`, of at most 30 words: those with most of the query's words among them, or the first,
// `fromStart`, where the title has told already why it was found.
export function excerpt(text, mark, fromStart = false) {
  const words = [...text.matchAll(/\S+/g)];
  const near = fromStart ? 0 : densest(words, mark) - WORDS_BEFORE;
  const start = Math.max(0, Math.min(near, words.length - WORDS_SHOWN));
  const end = Math.min(words.length, start + WORDS_SHOWN);
  if (end === 0) return [];
  const last = words[end - 1];
  const shown = text.slice(words[start].index, last.index + last[0].length);
  const pieces = marked(shown, mark);
  if (start > 0) pieces.unshift({ text: "… ", mark: false });
  if (end < words.length) pieces.push({ text: " …", mark: false });
  return pieces;
}

// The place of the match that most different ones follow closely.
function densest(words, mark) {
  const found = words.flatMap(([word], place) => {
    const units = [...word.matchAll(WORD)].map(([part]) => mark(part)).filter((unit) => unit >= 0);
    return units.map((unit) => ({ place, unit }));
  });
  let best = { place: 0, value: 0 };
  found.forEach(({ place }, from) => {
    const near = found.slice(from, from + WORDS_SHOWN);
    const within = near.filter((each) => each.place < place + WORDS_SHOWN - WORDS_BEFORE);
    const value = new Set(within.map(({ unit }) => unit)).size + Math.min(within.length, 9) / 10;
    if (value > best.value) best = { place, value };
  });
  return best.place;
}
