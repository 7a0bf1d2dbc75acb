import assert from "node:assert/strict";
import { test } from "node:test";

import { clockWords, spent } from "../../overrides/assets/js/mock-clock.mjs";
import { begin, step } from "../../overrides/assets/js/practice-session.mjs";
import { START } from "./practice-log.mjs";

test("a clock counts what is answered and what is open, and stands still meanwhile", () => {
  const fresh = begin([{ question: "a" }, { question: "b" }], { id: "s", at: START });
  assert.equal(spent(fresh, START + 20_000), 20);
  const open = step(fresh, { type: "reveal" });
  const graded = step(open, { type: "grade", grade: 3, id: "r", at: START + 30_000 });
  assert.equal(spent(graded, START + 40_000), 40);
  const away = step(graded, { type: "pause", at: START + 40_000 });
  assert.equal(spent(away, START + 900_000), 40);
});

test("a clock says what is left, and what is over", () => {
  assert.deepEqual([1800, 61.2, 60, 0.4, 0, -0.5, -1, -75].map(clockWords), [
    "30:00 left",
    "1:02 left",
    "1:00 left",
    "0:01 left",
    "0:00 left",
    "0:00 left",
    "0:01 over",
    "1:15 over",
  ]);
});
