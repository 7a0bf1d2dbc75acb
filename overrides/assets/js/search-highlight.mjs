// Marks what a search found, in the place it led to: `?h=words` in the address.
//
// The marks are the browser's own (CSS Custom Highlight API): nothing in the page is changed, so
// formulas, ids and copied text stay as they are.

import { idIn } from "./place-address.mjs";
import { related } from "./search-related.mjs";
import { folded, terms } from "./search-terms.mjs";

const NAME = "ls-found";
const WORD = /[\p{L}\p{N}_'’\u0300-\u036f]+/gu;
const LEFT_OUT = "mjx-container, .ls-tex, svg, script, style, button, pre, .headerlink";
const MOST = 300;
const ENOUGH_ALIKE = 0.7;
const BEGINNING = 4; // letters that are enough to stand for a longer word

export function highlight() {
  const marks = globalThis.CSS?.highlights;
  if (!marks) return;
  marks.delete(NAME);
  const wanted = terms(new URLSearchParams(location.search).get("h") ?? "", false);
  if (wanted.length === 0) return;
  const ranges = [];
  for (const root of landedOn()) {
    for (const range of found(root, wanted)) {
      if (ranges.push(range) === MOST) break;
    }
  }
  if (ranges.length > 0) marks.set(NAME, new Highlight(...ranges));
}

// The question or the section that the address leads to, else the page's whole text.
function landedOn() {
  const id = idIn(location.hash);
  const target = id ? document.getElementById(id) : null;
  const card = target?.closest("[data-question]");
  if (card) return [card];
  const heading = target?.closest("h1, h2, h3, h4, h5, h6");
  if (!heading) return document.querySelectorAll("article.md-content__inner");
  const section = [heading];
  for (let next = heading.nextElementSibling; next; next = next.nextElementSibling) {
    if (/^H[1-6]$/.test(next.tagName)) break;
    section.push(next);
  }
  return section;
}

function* found(root, wanted) {
  const known = new Map();
  const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT, (node) => {
    const out = node.parentElement.closest(LEFT_OUT);
    return out ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT;
  });
  for (let node = texts.nextNode(); node; node = texts.nextNode()) {
    for (const match of node.data.matchAll(WORD)) {
      const word = folded(match[0]);
      if (!known.has(word)) known.set(word, wanted.some((each) => stands(each, word)));
      if (!known.get(word)) continue;
      const range = new Range();
      range.setStart(node, match.index);
      range.setEnd(node, match.index + match[0].length);
      yield range;
    }
  }
}

function stands(wanted, word) {
  if (wanted.length >= BEGINNING && word.startsWith(wanted)) return true;
  return related(wanted, word) > ENOUGH_ALIKE;
}
