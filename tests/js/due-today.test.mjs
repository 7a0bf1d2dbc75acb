import assert from "node:assert/strict";
import { test } from "node:test";

import { dueToday } from "../../overrides/assets/js/due-today.mjs";
import { graded } from "../../overrides/assets/js/schedule.mjs";
import { DAY, START } from "./practice-log.mjs";

const question = (id, level) => ({ id, level, category: "math", skills: [] });
const QUESTIONS = [question("a", "mid"), question("b", "mid"), question("c", "senior")];
const CARDS = new Map([
  ["a", graded(undefined, 1, START - 5 * DAY, "a")],
  ["b", graded(undefined, 4, START - DAY, "b")],
  ["c", graded(undefined, 1, START - 9 * DAY, "c")],
]);
const today = (exam) => {
  return dueToday({ questions: QUESTIONS, cards: CARDS, reviews: [], exam, now: START });
};

test("without an exam it is what is due", () => {
  const { due, plan } = today(null);
  assert.deepEqual(due, ["c", "a"]);
  assert.equal(plan, null);
});

test("the plan says for the exam's questions, the schedule for all others", () => {
  const exam = { at: START + DAY, minutes: 60, from: START - DAY, choice: { levels: ["mid"] } };
  const { due, plan } = today(exam);
  assert.deepEqual(new Set(plan.questions), new Set(["a", "b"]));
  assert.deepEqual(due, [...plan.today, "c"]);
  assert.ok(plan.today.includes("b"), "brought forward from a week ahead");
});

test("an exam that is over plans nothing", () => {
  const over = { at: START - DAY, minutes: 60, from: START - 9 * DAY, choice: {} };
  const { due, plan } = today(over);
  assert.deepEqual([due, plan.days], [["c", "a"], 0]);
});
