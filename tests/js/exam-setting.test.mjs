import assert from "node:assert/strict";
import { test } from "node:test";

import {
  dateOf,
  EXAM,
  examOf,
  inPlansOrder,
  momentOf,
  planOf,
} from "../../overrides/assets/js/exam-setting.mjs";
import { nothing } from "../../overrides/assets/js/progress.mjs";
import { history } from "../../overrides/assets/js/review-log.mjs";
import { cards } from "../../overrides/assets/js/schedule.mjs";
import { DAY, review, START } from "./practice-log.mjs";

const DATE = "2026-03-12";
const VALUE = { at: momentOf(DATE), minutes: 10, from: START, choice: { levels: ["mid"] } };
const set = (value) => ({ ...nothing(), settings: [{ key: EXAM, value, at: START }] });
const QUESTIONS = [
  { id: "a", level: "mid", category: "math", skills: [] },
  { id: "b", level: "senior", category: "math", skills: [] },
  { id: "c", level: "mid", category: "llm", skills: [] },
];

test("an exam is read with its day in the reader's own time", () => {
  const exam = examOf(set(VALUE));
  assert.equal(dateOf(exam.at), DATE);
  assert.deepEqual(exam.choice, { levels: ["mid"], categories: [], skills: [] });
});

test("whatever is stored as an exam, nothing breaks", () => {
  assert.equal(examOf(nothing()), null);
  const odd = [null, 7, DATE, [], { ...VALUE, at: DATE }, { ...VALUE, at: -1 }];
  odd.push({ ...VALUE, minutes: 11 }, { ...VALUE, from: "x" });
  for (const value of odd) assert.equal(examOf(set(value)), null, JSON.stringify(value));
  const bent = examOf(set({ ...VALUE, choice: { levels: "mid", skills: [3, "c"] } }));
  assert.deepEqual(bent.choice, { levels: [], categories: [], skills: ["c"] });
  for (const day of [undefined, 5, "", "2026-02-30", "12/03/2026"]) {
    assert.equal(momentOf(day), null, String(day));
  }
});

test("the plan is for the questions that the exam is about", () => {
  const log = [review("a", 3, START + DAY, { seconds: 60 })];
  const about = { questions: QUESTIONS, cards: cards(history(log)), reviews: log };
  const plan = planOf(examOf(set(VALUE)), { ...about, now: START + DAY });
  assert.deepEqual(plan.questions, ["a", "c"]);
  assert.equal(plan.days, 9);
  assert.equal(plan.room, 9 * 5 - 1, "ten minutes hold five questions; one was done today");
  const order = inPlansOrder(QUESTIONS, plan).map(({ id }) => id);
  assert.deepEqual(order, [...plan.order, "b"]);
});
