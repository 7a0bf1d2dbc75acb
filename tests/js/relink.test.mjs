import assert from "node:assert/strict";
import { test } from "node:test";

import { likeness, orphans, suggestions } from "../../overrides/assets/js/relink.mjs";
import { history } from "../../overrides/assets/js/review-log.mjs";
import { review, START } from "./practice-log.mjs";

const KNOWN = new Set([
  "math-calculus--what-is-a-derivative",
  "math-calculus--explain-the-chain-rule-and-its-use-in-backpropagation",
  "math-calculus--what-is-a-hessian",
  "deep-learning--explain-the-chain-rule",
  "llm-attention--why-is-attention-scaled",
]);

test("histories without a question are found, the newest first", () => {
  const log = [
    review("old", 3, START),
    review("math-calculus--what-is-a-hessian", 3),
    review("older", 3, START - 9),
    review("old", 1, START + 9),
  ];
  assert.deepEqual(orphans(history(log), KNOWN), [
    { question: "old", reviews: 2, last: START + 9 },
    { question: "older", reviews: 1, last: START - 9 },
  ]);
});

test("a reworded question is found again, and so is one that moved to another note", () => {
  const best = (gone) => suggestions(gone, KNOWN)[0]?.question;
  assert.equal(
    best("math-calculus--explain-the-chain-rule-in-backpropagation"),
    "math-calculus--explain-the-chain-rule-and-its-use-in-backpropagation",
  );
  assert.equal(best("math-derivatives--what-is-a-derivative"), "math-calculus--what-is-a-derivative");
  const moved = "llm-attention--why-is-attention-scaled";
  assert.equal(best("llm--why-is-attention-scaled-by-the-root"), moved);
});

test("what is like nothing gets no suggestion, nor more than are wanted", () => {
  assert.deepEqual(suggestions("python-gil--how-do-threads-share-memory", KNOWN), []);
  assert.equal(suggestions("math-calculus--what-is-a-gradient", KNOWN, new Set(), 1).length, 1);
});

test("a question with a history of its own comes after one without", () => {
  const taken = new Set(["math-calculus--what-is-a-derivative"]);
  const [first, ...rest] = suggestions("math-calculus--what-is-a-derivate", KNOWN, taken);
  assert.equal(first.question, "math-calculus--what-is-a-hessian");
  assert.equal(rest.at(-1).question, "math-calculus--what-is-a-derivative");
});

test("likeness is 1 for the same, the same both ways, and never more", () => {
  const all = [...KNOWN];
  for (const one of all) {
    assert.equal(likeness(one, one), 1);
    for (const other of all.filter((id) => id !== one)) {
      assert.equal(likeness(one, other), likeness(other, one));
      assert.ok(likeness(one, other) < 1);
    }
  }
  assert.equal(likeness("a--", "b--"), 0);
});
