import assert from "node:assert/strict";
import { test } from "node:test";

import {
  examWords,
  gradedWords,
  inDays,
  minutes,
  paceWords,
  placeWords,
  shortDays,
  todayWords,
  verdictWords,
} from "../../overrides/assets/js/practice-words.mjs";
import { DAY, START } from "./practice-log.mjs";

test("times are said as a reader plans with them", () => {
  assert.deepEqual([20, 60, 90, 119 * 60, 120 * 60].map(minutes), [
    "under a minute",
    "1 minute",
    "2 minutes",
    "1 hour 59 min",
    "2 hours",
  ]);
  assert.deepEqual([1, 75.4, 120].map(paceWords), ["1 second", "75 seconds", "2 minutes"]);
});

test("intervals are said in days, then months, then years", () => {
  assert.deepEqual([0, 1, 59, 60, 729, 730].map(shortDays), [
    "today",
    "1 d",
    "59 d",
    "2 mo",
    "24 mo",
    "2 y",
  ]);
  assert.deepEqual([0, 1, 2, 61].map(inDays), ["today", "tomorrow", "in 2 days", "in 2 months"]);
});

test("a session says where it is and what became of the last question", () => {
  assert.equal(placeWords({ made: 2, left: 8, again: false }), "Question 3 of 10");
  assert.equal(placeWords({ made: 3, left: 1, again: true }), "Question 4 of 4, missed before");
  assert.equal(verdictWords(2, 4, 2), "2 of 4 points: hard");
  assert.equal(gradedWords(1, 1), "Again: comes back in this session");
  assert.equal(gradedWords(3, 3), "Good: comes back in 3 days");
  assert.equal(gradedWords(4, 30, { beforeExam: true }), "Easy: comes back before the exam");
  assert.equal(gradedWords(1, 1, { comesBack: false }), "Again: comes back tomorrow");
});

test("today says what is due and how long that takes", () => {
  const today = { due: 12, seconds: 900, fresh: 3, pace: 75 };
  const said = "12 questions due today: about 15 minutes at 75 seconds each.";
  assert.equal(todayWords(today), said);
  const none = "Nothing is due today. 3 questions you have not met yet.";
  assert.equal(todayWords({ ...today, due: 0 }), none);
  assert.equal(todayWords({ ...today, due: 0, fresh: 0 }), "Nothing is due today.");
});

test("an exam says how many questions will not fit, and what would help", () => {
  const plan = { days: 10, order: Array(60).fill("q"), left: Array(12).fill("q"), today: ["q"] };
  const about = { plan, questions: 72, exam: START + 10 * DAY, now: START, pace: 120 };
  assert.deepEqual(examWords(about), [
    "The exam is in 10 days, on 12 March 2026.",
    "12 of 72 questions will not fit: those that would help least are left out.",
    "With 15 minutes a day all would.",
  ]);
  const fits = examWords({ ...about, plan: { ...plan, left: [] } });
  assert.equal(fits[1], "Each of the 72 questions is asked before it; 1 of them today.");
  for (const none of [null, { ...plan, days: 0 }]) {
    const over = examWords({ ...about, plan: none, exam: START - DAY });
    assert.deepEqual(over, ["The exam was on 1 March 2026."]);
  }
});
