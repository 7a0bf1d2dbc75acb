import assert from "node:assert/strict";
import { test } from "node:test";

import { doneToday, pace, today, USUAL } from "../../overrides/assets/js/pace.mjs";
import { history } from "../../overrides/assets/js/review-log.mjs";
import { cards, startOfDay } from "../../overrides/assets/js/schedule.mjs";
import { DAY, review, START } from "./practice-log.mjs";

const took = (...seconds) => seconds.map((s, at) => review("q", 3, START + at, { seconds: s }));

test("the pace is the median of the reader's own times, once there are five", () => {
  assert.equal(pace([]), USUAL);
  assert.equal(pace(took(10, 20, 30, 40)), USUAL);
  assert.equal(pace(took(10, 20, 30, 40, 500)), 30);
  assert.equal(pace(took(10, 20, 30, 40, 50, 500)), 35);
});

test("slips, breaks and what was undone do not count, and old times give way", () => {
  assert.equal(pace(took(0, 1, 2, 40, 40, 40, 40, 40, 5000)), 40);
  const undone = took(9, 9, 9, 9, 9).map((row) => ({ ...row, undone: START + DAY }));
  assert.equal(pace(undone), USUAL);
  assert.equal(pace(took(...Array(60).fill(300), ...Array(50).fill(60))), 60);
});

test("today is what is due until midnight, and how long that takes", () => {
  const log = ["a", "b", "c", "d", "e"].map((question) => review(question, 1, START));
  const known = cards(history(log));
  const questions = ["a", "b", "c", "d", "e", "new"];
  const tomorrow = startOfDay(START, 1) + 60_000;
  const now = today({ questions, cards: known, reviews: log, now: tomorrow });
  assert.equal(now.due.length, 5);
  assert.equal(now.seconds, 300);
  assert.deepEqual(today({ questions, cards: known, reviews: log, now: START + 1 }).due, []);
});

test("what was done today is counted since midnight", () => {
  const midnight = startOfDay(START);
  const log = [midnight - 1, midnight, START].map((at) => review("q", 3, at));
  assert.equal(doneToday(log, START), 2);
  assert.equal(doneToday([...log, review("q", 3, START, { undone: START })], START), 2);
});
