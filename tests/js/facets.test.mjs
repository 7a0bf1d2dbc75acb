import assert from "node:assert/strict";
import test from "node:test";

import { Facets, fold, inUse, nothing, words } from "../../overrides/assets/js/facets.mjs";

const FACETS = [
  { name: "level", values: ["mid", "senior"] },
  { name: "skill", values: ["cplusplus", "ci-cd", "graphs"] },
  { name: "state", values: ["answered", "open"] },
];

function row(text, level, skill, state) {
  return { text, has: { level: [level], skill, state: [state] } };
}

const ROWS = [
  row("Explain the Chain Rule.", "mid", ["graphs"], "answered"),
  row("Why use C++ for kernels?", "mid", ["cplusplus", "ci-cd"], "open"),
  row("What does a Poincaré map show?", "senior", ["graphs", "cplusplus"], "answered"),
  row("When is a chain of services one too many?", "senior", ["ci-cd"], "open"),
];

const facets = new Facets(FACETS, ROWS);

function asked(part) {
  return facets.ask({ ...nothing(FACETS), ...part });
}

function counts(result) {
  return Object.fromEntries(Object.entries(result.counts).map(([k, v]) => [k, [...v]]));
}

test("without a choice every row fits and every count is over all rows", () => {
  const result = asked({});
  assert.deepEqual(result.rows, [0, 1, 2, 3]);
  assert.deepEqual(counts(result), { level: [2, 2], skill: [2, 2, 2], state: [2, 2] });
  assert.deepEqual(result.without, {});
});

test("choices of one facet widen, choices of two facets narrow", () => {
  assert.deepEqual(asked({ skill: ["graphs"] }).rows, [0, 2]);
  assert.deepEqual(asked({ skill: ["graphs", "ci-cd"] }).rows, [0, 1, 2, 3]);
  assert.deepEqual(asked({ skill: ["graphs", "ci-cd"], level: ["mid"] }).rows, [0, 1]);
  assert.deepEqual(asked({ skill: ["graphs"], level: ["mid"], state: ["open"] }).rows, []);
});

test("a choice's count is what it gives with the other facets, whatever its own has chosen", () => {
  assert.deepEqual(counts(asked({ level: ["mid"] })), {
    level: [2, 2], skill: [1, 1, 1], state: [1, 1],
  });
  assert.deepEqual(counts(asked({ level: ["mid"], state: ["open"] })), {
    level: [1, 1], skill: [1, 1, 0], state: [1, 1],
  });
});

test("a count promises what choosing it then shows", () => {
  const names = FACETS.map(({ name }) => name);
  for (const level of [[], ["mid"], ["senior"]]) {
    for (const state of [[], ["open"]]) {
      for (const text of ["", "chain"]) {
        const chosen = { ...nothing(FACETS), level, state, text };
        const result = facets.ask(chosen);
        for (const { name, values } of FACETS.filter(({ name }) => names.includes(name))) {
          values.forEach((value, place) => {
            const alone = facets.ask({ ...chosen, [name]: [value] });
            assert.equal(result.counts[name][place], alone.rows.length, `${name}=${value}`);
          });
        }
      }
    }
  }
});

test("words may stand anywhere in the prompt and all of them must", () => {
  assert.deepEqual(asked({ text: "chain" }).rows, [0, 3]);
  assert.deepEqual(asked({ text: "rule CHAIN" }).rows, [0]);
  assert.deepEqual(asked({ text: "hain" }).rows, [0, 3]);
  assert.deepEqual(asked({ text: "c++" }).rows, [1]);
  assert.deepEqual(asked({ text: "   " }).rows, [0, 1, 2, 3]);
});

test("a text asked again after another one is looked for again", () => {
  assert.deepEqual(asked({ text: "chain" }).rows, [0, 3]);
  assert.deepEqual(asked({ text: "map" }).rows, [2]);
  assert.deepEqual(asked({ text: "chain" }).rows, [0, 3]);
});

test("rows alone are those of a whole answer, in whatever order letters come and go", () => {
  const typed = ["c", "ch", "cha", "chain", "chain r", "chain", "ain", "", "x", "c", "rule ch", "po"];
  for (const fresh of [true, false]) {
    const kept = new Facets(FACETS, ROWS);
    for (const text of typed) {
      for (const level of [[], ["senior"]]) {
        const chosen = { ...nothing(FACETS), level, text };
        const whole = fresh ? new Facets(FACETS, ROWS).ask(chosen) : facets.ask(chosen);
        assert.deepEqual(kept.rows(chosen), whole.rows, `${text} ${level}`);
      }
    }
  }
});

test("accents, case, quotes, dashes and compatibility letters do not matter", () => {
  assert.deepEqual(asked({ text: "poincare" }).rows, [2]);
  assert.deepEqual(asked({ text: "POINCARÉ" }).rows, [2]);
  assert.equal(fold("Newton’s Łukasz—Gauß ŒUVRE ﬁt ℝⁿ xᵀy"), "newton's lukasz-gauss oeuvre fit rn xty");
  assert.equal(fold("e\u0301"), fold("\u00e9"));
  assert.deepEqual(words("  Chain  rule chain "), ["chain", "rule"]);
});

test("an empty result says what each single drop would give", () => {
  const result = asked({ level: ["mid"], state: ["open"], text: "chain" });
  assert.deepEqual(result.rows, []);
  assert.deepEqual(result.without, { level: 1, state: 1, text: 1 });
  assert.deepEqual(asked({ level: ["mid"], text: "poincare", state: ["open"] }).without, {
    level: 0, state: 0, text: 1,
  });
});

test("what a drop would give is counted for results that are not empty, too", () => {
  assert.deepEqual(asked({ level: ["mid"], state: ["open"] }).without, { level: 2, state: 2 });
});

test("values that no facet knows choose nothing", () => {
  assert.deepEqual(asked({ level: ["wizard"] }).rows, [0, 1, 2, 3]);
  assert.deepEqual(asked({ level: ["wizard", "mid"] }).rows, [0, 1]);
  assert.deepEqual(facets.ask({}).rows, [0, 1, 2, 3]);
});

test("rows may have values that no facet offers, and none at all", () => {
  const bare = new Facets(FACETS, [{ text: "x", has: { level: ["lead"] } }, { text: "y", has: {} }]);
  assert.deepEqual(bare.ask(nothing(FACETS)).rows, [0, 1]);
  assert.deepEqual(bare.ask({ ...nothing(FACETS), level: ["mid"] }).rows, []);
});

test("no rows are no fault", () => {
  const result = new Facets(FACETS, []).ask({ ...nothing(FACETS), level: ["mid"], text: "x" });
  assert.deepEqual(result.rows, []);
  assert.deepEqual(result.without, { level: 0, text: 0 });
});

test("what is in use is named in the order of the selection", () => {
  assert.deepEqual(inUse(nothing(FACETS)), []);
  assert.deepEqual(inUse({ ...nothing(FACETS), state: ["open"], text: "x" }), ["state", "text"]);
});
