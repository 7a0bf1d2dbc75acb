import assert from "node:assert/strict";
import { test } from "node:test";

import {
  countWords,
  dropped,
  filters,
  filterWords,
  statusWords,
} from "../../overrides/assets/js/sheet-words.mjs";

const FACETS = [
  {
    name: "category",
    label: "Topic",
    labels: new Map([["math", "Mathematics"], ["llm", "Language models"]]),
  },
  { name: "skill", label: "Skill", labels: new Map([["cplusplus", "C++"]]) },
];
const NOTHING = { category: [], skill: [], text: "" };

test("a count says what is left out, and how much of the rest is answered", () => {
  assert.equal(countWords(42, 42, 30), "42: 30 answered, 12 open");
  assert.equal(countWords(12, 42, 12), "12 of 42, all answered");
  assert.equal(countWords(3, 3, 0), "3, all open");
  assert.equal(countWords(0, 42, 0), "0 of 42");
});

test("values of one facet are alternatives, facets add up", () => {
  const selection = { category: ["math", "llm"], skill: ["cplusplus"], text: "chain rule" };
  assert.equal(
    filterWords(filters(selection, FACETS)),
    "Topic: Mathematics or Language models; Skill: C++; Words: “chain rule”",
  );
  assert.equal(filterWords(filters(NOTHING, FACETS)), "");
});

test("one filter is dropped and the others stay", () => {
  const selection = { category: ["math", "llm"], skill: ["cplusplus"], text: "rule" };
  const [math, , skill, text] = filters(selection, FACETS);
  assert.deepEqual(dropped(selection, math).category, ["llm"]);
  assert.deepEqual(dropped(selection, skill), { ...selection, skill: [] });
  assert.deepEqual(dropped(selection, text), { ...selection, text: "" });
  assert.deepEqual(selection.category, ["math", "llm"]);
});

test("an empty result names the filter whose loss would bring most back", () => {
  const labelOf = (name) => ({ category: "Topic: Mathematics", text: "Words: “x”" })[name];
  assert.equal(
    statusWords(0, 42, { category: 2, text: 9 }, labelOf),
    "No question fits all the filters. To see 9, drop Words: “x”.",
  );
  assert.equal(statusWords(0, 42, { category: 0 }, labelOf), "No question fits all the filters.");
});

test("a result is said in a sentence of its own number", () => {
  assert.equal(statusWords(1, 1, {}, String), "One question");
  assert.equal(statusWords(42, 42, {}, String), "All 42 questions");
  assert.equal(statusWords(7, 42, {}, String), "7 of 42 questions");
});
