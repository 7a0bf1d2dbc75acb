import assert from "node:assert/strict";
import test from "node:test";

import { covers, excerpt, marked, marker } from "../../overrides/assets/js/search-excerpt.mjs";

function units(...words) {
  return words.map((word) => ({ word, as: new Map([[word, 1], [`${word}s`, 0.9]]) }));
}

function shown(pieces) {
  return pieces.map(({ text, mark }) => (mark ? `[${text}]` : text)).join("");
}

test("words are marked as whole words, in any case and form", () => {
  const mark = marker(units("gradient"));
  assert.equal(shown(marked("Gradients, the gradient's <b> gradiently.", mark)),
    "[Gradients], the [gradient's] <b> gradiently.");
});

test("both parts of a compound are marked", () => {
  assert.equal(shown(marked("vanishing-gradient", marker(units("gradient")))), "vanishing-[gradient]");
});

test("the pieces together are the text", () => {
  const text = "  a  gradient,\n of x ";
  assert.equal(marked(text, marker(units("gradient", "x"))).map((piece) => piece.text).join(""), text);
});

test("what is hardly meant is not marked", () => {
  const mark = marker([{ word: "opt", as: new Map([["optimizer", 0.3]]) }]);
  assert.equal(mark("optimizer"), -1);
});

test("an excerpt is where most of the query is, a little before it, cut on both sides", () => {
  const filler = (n) => Array.from({ length: n }, (_, i) => `w${i}`).join(" ");
  const text = `${filler(50)} gradient ${filler(60)} vanishing gradient ${filler(60)}`;
  const found = shown(excerpt(text, marker(units("vanishing", "gradient"))));
  assert.match(found, /^… w55 w56 w57 w58 w59 \[vanishing\] \[gradient\] w0/);
  assert.match(found, / …$/);
  assert.equal(found.split(" ").length, 32);
});

test("a short text is shown whole, an empty one not at all", () => {
  assert.equal(shown(excerpt("a gradient", marker(units("gradient")))), "a [gradient]");
  assert.deepEqual(excerpt("", marker(units("gradient"))), []);
});

test("a match near the end shows as many words as one elsewhere", () => {
  const text = `${"w ".repeat(60)}gradient`;
  assert.equal(shown(excerpt(text, marker(units("gradient")))).split(" ").length, 31);
});

test("where the title has it all, the text is shown from its start", () => {
  const text = `Start ${"w ".repeat(60)}gradient`;
  const mark = marker(units("gradient"));
  assert.match(shown(excerpt(text, mark, true)), /^Start w/);
});

test("a text covers a query when it has all the words that are known", () => {
  const query = [...units("chain", "rule"), { word: "zz", as: new Map() }];
  assert.equal(covers("Explain the chain rules.", marker(query), query), true);
  assert.equal(covers("Explain the chain.", marker(query), query), false);
});
