import assert from "node:assert/strict";
import test from "node:test";

import { choices, narrowed } from "../../overrides/assets/js/search-facets.mjs";

const PLACES = [
  { level: [0], skill: [0, 1] },
  { level: [1], skill: [1] },
  { level: [1], skill: [2] },
  { level: [], skill: [0] },
];
const HITS = PLACES.map((_, record) => ({ record }));

function narrow(level, skill) {
  const chosen = { level: new Set(level), skill: new Set(skill) };
  const { hits, counts } = narrowed(HITS, chosen, (record) => PLACES[record]);
  return {
    records: hits.map(({ record }) => record),
    level: Object.fromEntries(counts.level),
    skill: Object.fromEntries(counts.skill),
  };
}

test("without a choice all hits stay and are counted", () => {
  assert.deepEqual(narrow([], []), {
    records: [0, 1, 2, 3], level: { 0: 1, 1: 2 }, skill: { 0: 2, 1: 2, 2: 1 },
  });
});

test("choices in one facet widen it, choices in two narrow", () => {
  assert.deepEqual(narrow([0, 1], []).records, [0, 1, 2]);
  assert.deepEqual(narrow([1], [1]).records, [1]);
});

test("a count says how many a choice would leave, given the other facets", () => {
  assert.deepEqual(narrow([1], [1]), { records: [1], level: { 0: 1, 1: 1 }, skill: { 1: 1, 2: 1 } });
});

test("choices are those chosen, then the commonest, no more than there is room for", () => {
  const counts = new Map([[0, 2], [1, 5], [2, 5], [3, 1]]);
  assert.deepEqual(choices(counts, new Set([7]), 3), [
    { place: 7, count: 0, on: true }, { place: 1, count: 5, on: false }, { place: 2, count: 5, on: false },
  ]);
  assert.equal(choices(counts, new Set([0, 1, 2]), 2).length, 3);
});
