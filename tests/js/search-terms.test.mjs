import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";

import { folded, terms } from "../../overrides/assets/js/search-terms.mjs";

const SPOKEN = JSON.parse(readFileSync(new URL("../search/terms.json", import.meta.url), "utf8"));

for (const [text, expected] of SPOKEN) {
  test(`terms of ${JSON.stringify(text)} are those of the shared list`, () => {
    const said = terms(text).filter((term) => term !== "a" && term !== "and" && term !== "on");
    assert.deepEqual(said.filter((term) => !["in", "with"].includes(term)).sort(), [...expected].sort());
  });
}

test("without compounds their parts stand alone", () => {
  assert.deepEqual(terms("non-convex", false), ["non", "convex"]);
});

test("what nobody types is no term", () => {
  assert.deepEqual(terms(`${"x".repeat(41)} y`), ["y"]);
});

test("a word of a page is folded as its term was", () => {
  assert.equal(folded("Poincaré’s"), "poincare");
});
