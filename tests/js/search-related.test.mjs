import assert from "node:assert/strict";
import test from "node:test";

import { distance, related, slips, stem } from "../../overrides/assets/js/search-related.mjs";

const FORMS = [
  ["gradient", "gradients"], ["matrix", "matrix"], ["entropy", "entropies"], ["class", "classes"],
  ["vanish", "vanishing"], ["map", "mapping"], ["prune", "pruning"], ["apply", "applied"],
  ["regularisation", "regularization"], ["optimise", "optimized"], ["behaviour", "behavior"],
  ["optimizer", "optimization"], ["backpropagate", "backpropagation"], ["linear", "linearly"],
];
const STRANGERS = [
  ["convex", "concave"], ["mean", "median"], ["rank", "ranger"], ["general", "generative"],
  ["norm", "north"], ["log", "logistic"], ["the", "them"], ["kernel", "kerneling2"],
];

for (const [one, other] of FORMS) {
  test(`${one} and ${other} are forms of one word, either way round`, () => {
    assert.ok(related(one, other) > 0.5);
    assert.equal(related(one, other), related(other, one));
  });
}

for (const [one, other] of STRANGERS) {
  test(`${one} and ${other} are strangers`, () => assert.equal(related(one, other), 0));
}

test("a word is worth more than its plural, that more than a form, that more than a derivation", () => {
  const worth = ["optimize", "optimizes", "optimizing", "optimizer"].map((each) => related("optimize", each));
  assert.deepEqual(worth, [...worth].sort().reverse());
  assert.equal(new Set(worth).size, 4);
});

test("a stem is where all forms of a word begin", () => {
  for (const [one, other] of FORMS) {
    if (related(one, other) < 0.6 && one[0] === other[0]) {
      assert.ok(other.startsWith(stem(one).slice(0, 4)), `${stem(one)} for ${other}`);
    }
  }
  assert.equal(stem("vanishing"), "vanish");
  assert.equal(stem("sgd"), "sgd");
});

test("a slip is a letter too many, too few, changed, or two swapped", () => {
  for (const word of ["gradiient", "gradent", "gradiant", "graident"]) {
    assert.equal(distance("gradient", word, 2), 1, word);
  }
  assert.equal(distance("eigenvalues", "eigenvaleus", 2), 1);
  assert.equal(distance("convecs", "convex", 2), 2);
  assert.equal(distance("same", "same", 1), 0);
});

test("a distance beyond the limit is not measured", () => {
  assert.equal(distance("gradient", "hessian", 2), 3);
  assert.equal(distance("a", "abcdef", 2), 3);
});

test("short words may not slip at all, long ones twice", () => {
  assert.deepEqual(["svd", "adam", "jacobi", "hessian"].map(slips), [0, 1, 1, 2]);
});
