// What a query's words stand for: for each, the index's terms that count as it, and how much.

import { distance, related, slips, stem } from "./search-related.mjs";
import { terms } from "./search-terms.mjs";

const BEGINNING = 0.7; // of a word not yet finished
const JOINED = 0.95; // eigen value, eigenvalue
const SLIP = 0.75;
const CORRECTIONS = 3;
const MOST_WORDS = 16;

// The query's words that say something, in order. The last is `open` while it may go on.
export function queryWords(text, stop) {
  const all = terms(text, false).slice(0, MOST_WORDS);
  const open = /[\p{L}\p{N}+#]$/u.test(text);
  const words = all.map((word, place) => ({ word, open: open && place === all.length - 1 }));
  const telling = new Map();
  for (const each of words) {
    if (!stop.has(each.word)) telling.set(each.word, each);
  }
  return { words: [...telling.values()], pairs: joins(all) };
}

// Neighbours written as one: `eigen value` also asks for `eigenvalue`, `U Σ V` for `uσv`.
function joins(words) {
  const found = [];
  for (let at = 0; at + 1 < words.length; at += 1) {
    found.push({ joined: words[at] + words[at + 1], of: [words[at], words[at + 1]] });
    let end = at;
    while (end < words.length && words[end].length === 1) end += 1;
    if (end - at > 2 && words[at - 1]?.length !== 1) {
      found.push({ joined: words.slice(at, end).join(""), of: words.slice(at, end) });
    }
  }
  return found;
}

// For each word `{ word, as: Map(term → worth), corrected }`; `as` is empty for an unknown one.
export async function understood(index, query) {
  const found = await Promise.all(query.words.map((each) => meant(index, each)));
  const whole = await Promise.all(query.pairs.map(({ joined }) => meantJoined(index, joined)));
  query.pairs.forEach(({ of }, place) => {
    for (const unit of found.filter(({ word }) => of.includes(word))) {
      for (const [term, worth] of whole[place]) add(unit.as, term, worth);
    }
  });
  for (const unit of found) {
    if (unit.as.size === 0) await correct(index, unit);
  }
  return found;
}

async function meant(index, { word, open }) {
  const near = await nearby(index, word);
  const as = new Map();
  for (const term of near) add(as, term, related(word, term));
  const known = [...as.values()].some((worth) => worth > 0.6);
  if (open || !known) {
    for (const term of near) {
      if (term.startsWith(word) && (word.length > 1 || !known)) {
        const finished = (word.length / term.length) ** 0.25;
        add(as, term, BEGINNING * finished * (known ? 0.6 : 1));
      }
    }
  }
  return { word, as, near, corrected: "" };
}

async function meantJoined(index, joined) {
  const near = await nearby(index, joined);
  return near
    .map((term) => [term, related(joined, term) * JOINED])
    .filter(([, worth]) => worth > 0.6);
}

async function nearby(index, word) {
  const [own, family] = await Promise.all([index.termsNear(word, 1), index.termsNear(stem(word), 3)]);
  return [...new Set([...own, ...family])];
}

// Terms that differ by a slip or two: among those nearby, else among the words of titles.
async function correct(index, unit) {
  const limit = slips(unit.word);
  if (limit === 0) return;
  let near = closest(unit.word, unit.near, limit);
  if (near.length === 0) {
    near = closest(unit.word, await index.titleWords(), limit);
    await Promise.all(near.map(({ term }) => index.termsNear(term, 1)));
  }
  near.sort((a, b) => a.slips - b.slips || index.postings(b.term).length - index.postings(a.term).length);
  for (const { term, slips: count } of near.slice(0, CORRECTIONS)) add(unit.as, term, SLIP ** count);
  unit.corrected = near[0]?.term ?? "";
}

function closest(word, among, limit) {
  const measured = among.map((term) => ({ term, slips: distance(word, term, limit) }));
  const least = Math.min(limit, ...measured.map((each) => each.slips));
  return measured.filter((each) => each.slips <= least);
}

function add(as, term, worth) {
  if (worth > (as.get(term) ?? 0)) as.set(term, worth);
}
