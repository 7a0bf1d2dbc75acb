// How near two words are: forms of one word, the beginning of a longer one, or a slip of the pen.

export const SAME = 1;
const FORM = 0.9; // derivative, derivatives; optimize, optimise
const INFLECTED = 0.8; // vanish, vanishing
const DERIVED = 0.55; // optimizer, optimization

const NUMBER = new Set(["", "s", "es", "e", "y", "ies"]);
const INFLECTION = new Set([...NUMBER, "d", "ed", "ing", "ings", "ied"]);
const DERIVATION = new Set([
  ...INFLECTION,
  ...["er", "ers", "or", "ors", "ier", "ion", "ions", "ation", "ations", "ational", "ition"],
  ...["ive", "ives", "al", "ally", "ly", "able", "ible", "ability", "ment", "ments", "ity"],
  ...["ence", "ance", "ent", "ant", "ness", "ic", "ical", "ize", "ized", "izer", "ization", "ate"],
]);

// What a query's word is worth where another one stands: 0 for unrelated, 1 for itself.
export function related(word, other) {
  if (word === other) return SAME;
  const [a, b] = [oneSpelling(word), oneSpelling(other)];
  if (a === b) return FORM;
  let shared = 0;
  while (shared < a.length && a[shared] === b[shared]) shared += 1;
  if (shared < 3) return 0;
  const rests = [a, b].map((each) => each.slice(shared));
  const kinds = (set) => rests.every((rest) => set.has(undoubled(rest, a[shared - 1])));
  if (kinds(NUMBER)) return FORM;
  if (kinds(INFLECTION)) return INFLECTED;
  if (shared > 3 && kinds(DERIVATION)) return DERIVED;
  return 0;
}

// The letters that all forms of a word begin with, as far as the endings tell.
export function stem(word) {
  for (let length = Math.min(7, word.length - 4); length > 0; length -= 1) {
    if (DERIVATION.has(oneSpelling(word).slice(-length))) return word.slice(0, -length);
  }
  return word;
}

// British and American spelling as one.
function oneSpelling(word) {
  return word
    .replace(/is(?=(?:e[ds]?|ers?|ing|able|ations?|ational)$)/, "iz")
    .replace(/our(?=s|ed|ing|al|$)/, "or");
}

// `pruning` and `mapping` are forms of `prune` and `map`.
function undoubled(rest, before) {
  return rest.length > 2 && rest[0] === before ? rest.slice(1) : rest;
}

// How many slips a word of so many letters may have.
export function slips(word) {
  if (word.length < 4) return 0;
  return word.length < 7 ? 1 : 2;
}

// Letters to insert, drop, change or swap to get from one word to the other; `limit + 1` if more.
export function distance(word, other, limit) {
  if (Math.abs(word.length - other.length) > limit) return limit + 1;
  let [older, previous] = [[], Array.from({ length: other.length + 1 }, (_, place) => place)];
  for (let i = 1; i <= word.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= other.length; j += 1) {
      const same = word[i - 1] === other[j - 1];
      row[j] = Math.min(previous[j] + 1, row[j - 1] + 1, previous[j - 1] + (same ? 0 : 1));
      const swapped = i > 1 && j > 1 && word[i - 1] === other[j - 2] && word[i - 2] === other[j - 1];
      if (swapped) row[j] = Math.min(row[j], older[j - 2] + 1);
    }
    if (Math.min(...row) > limit) return limit + 1;
    [older, previous] = [previous, row];
  }
  return Math.min(previous[other.length], limit + 1);
}
