// A text's words as the search compares them: what `hooks/levelset/search_terms.py` does there.

const LONGEST = 40;
const WORD = /[\p{L}\p{N}_'’\u0300-\u036f-]+/gu;
const PART = /[\p{L}\p{N}]+/gu;

// The text's terms in order, stop words among them. Of `non-convex` come `non`, `convex` and, with
// `compounds`, `nonconvex`.
export function terms(text, compounds = true) {
  const spelled = text
    .replaceAll("++", "plusplus")
    .replace(/(?<=[0-9]),(?=[0-9]{3}(?![0-9]))/g, "")
    .replace(/(?<=[A-Za-z])#/g, "sharp");
  const found = [];
  for (const [raw] of spelled.matchAll(WORD)) {
    const parts = folded(raw).match(PART) ?? [];
    found.push(...parts);
    if (compounds && parts.length > 1 && raw.includes("-")) found.push(parts.join(""));
  }
  return found.filter((term) => term.length <= LONGEST);
}

// A word in lower case, without accents, apostrophes and a final 's.
export function folded(word) {
  return word
    .normalize("NFKD")
    .replace(/[\u0300-\u036f]+/g, "")
    .toLowerCase()
    .replace(/['’](?:s(?![\p{L}\p{N}]))?/gu, "");
}
