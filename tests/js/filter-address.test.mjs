import assert from "node:assert/strict";
import test from "node:test";

import { readSelection, writeSelection } from "../../overrides/assets/js/filter-address.mjs";
import { nothing } from "../../overrides/assets/js/facets.mjs";

const FACETS = [
  { name: "level", values: ["mid", "senior", "principal"] },
  { name: "skill", values: ["cplusplus", "ci-cd"] },
];

function selection(part) {
  return { ...nothing(FACETS), ...part };
}

test("a selection is written with commas and in the facets' order, not the clicks'", () => {
  const chosen = selection({ skill: ["ci-cd"], level: ["senior", "mid"], text: "chain rule" });
  assert.equal(
    writeSelection("", chosen, FACETS),
    "?level=mid,senior&skill=ci-cd&text=chain+rule",
  );
});

test("nothing chosen leaves no question mark", () => {
  assert.equal(writeSelection("?level=mid&text=x", nothing(FACETS), FACETS), "");
});

test("what is written is read back", () => {
  for (const part of [
    {},
    { level: ["mid", "principal"] },
    { text: "C++ & a=b, 100% #1 “ü” +" },
    { skill: ["cplusplus"], text: "ℝⁿ ∂f/∂x" },
    { text: "text=x&level=senior" },
  ]) {
    const chosen = selection(part);
    assert.deepEqual(readSelection(writeSelection("", chosen, FACETS), FACETS), chosen);
  }
});

test("a parameter may come twice, and its commas escaped", () => {
  const expected = ["mid", "senior"];
  assert.deepEqual(readSelection("?level=senior&level=mid", FACETS).level, expected);
  assert.deepEqual(readSelection("?level=mid%2Csenior", FACETS).level, expected);
});

test("bad parameters are left out without an error", () => {
  for (const search of [
    "?level=wizard", "?level", "?level=", "?=mid", "?&&&", "?%", "?level=%E0%A4%A", "?text=%20",
    "?__proto__=mid", "?constructor=1", "?level[]=mid", "level", "?",
  ]) {
    assert.deepEqual(readSelection(search, FACETS), nothing(FACETS), search);
  }
  assert.deepEqual(readSelection("?level=wizard,mid,,mid", FACETS).level, ["mid"]);
});

test("text keeps single spaces and is cut where nobody types on", () => {
  assert.equal(readSelection("?text=++chain%20%20rule+", FACETS).text, "chain rule");
  assert.equal(readSelection(`?text=${"x".repeat(5000)}`, FACETS).text.length, 200);
  assert.equal(writeSelection("", selection({ text: "  a   b " }), FACETS), "?text=a+b");
});

test("broken surrogates are written, not thrown", () => {
  assert.match(writeSelection("", selection({ text: "\ud800x" }), FACETS), /^\?text=.*x$/);
});

test("other parameters stay as they were written", () => {
  const search = "?q=gradient%20x&layout=room&level=mid&h=a+b&text=old&%6cevel=senior";
  assert.equal(
    writeSelection(search, selection({ level: ["principal"] }), FACETS),
    "?q=gradient%20x&layout=room&h=a+b&level=principal",
  );
});

test("a facet's parameter that this page has no facet for stays", () => {
  const [, skill] = FACETS;
  assert.equal(writeSelection("?level=mid&skill=ci-cd", { skill: [], text: "" }, [skill]), "?level=mid");
});
