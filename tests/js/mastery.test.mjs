import assert from "node:assert/strict";
import { test } from "node:test";

import { forecast } from "../../overrides/assets/js/forecast.mjs";
import { countsInWords, mastery, shares, total } from "../../overrides/assets/js/mastery.mjs";
import { startOfDay } from "../../overrides/assets/js/schedule.mjs";
import { DAY, START } from "./practice-log.mjs";

const question = (id, level, category, answered = true) => ({ id, level, category, answered });
const card = (grade, stability, due = START) => ({ grade, stability, due });

const QUESTIONS = [
  question("a", "mid", "math"),
  question("b", "mid", "math"),
  question("c", "mid", "systems"),
  question("d", "senior", "math"),
  question("open", "mid", "math", false),
  question("reopened", "senior", "math", false),
];
const CARDS = new Map([
  ["a", card(3, 20)],
  ["c", card(3, 2)],
  ["d", card(1, 20)],
  ["reopened", card(4, 9)],
  ["elsewhere", card(4, 9)],
]);

test("answered questions are counted by level and topic, others once they were practised", () => {
  const { all, at } = mastery(QUESTIONS, CARDS);
  assert.deepEqual(all, { new: 1, learning: 1, known: 2, missed: 1 });
  assert.deepEqual(at("mid", null), { new: 1, learning: 1, known: 1, missed: 0 });
  assert.deepEqual(at("mid", "math"), { new: 1, learning: 0, known: 1, missed: 0 });
  assert.deepEqual(at("senior", "math"), { new: 0, learning: 0, known: 1, missed: 1 });
  assert.equal(total(at("senior", "systems")), 0);
});

test("counts in words leave out what is none", () => {
  assert.equal(countsInWords({ new: 9, learning: 0, known: 3, missed: 2 }), "3 known, 2 missed, 9 new");
  assert.equal(countsInWords({ new: 0, learning: 0, known: 0, missed: 0 }), "none");
});

test("shares follow each other, and what is new is left over", () => {
  const parts = shares({ new: 5, learning: 0, known: 3, missed: 2 });
  assert.deepEqual(parts, [
    { status: "known", begin: 0, end: 0.3 },
    { status: "missed", begin: 0.3, end: 0.5 },
  ]);
  assert.deepEqual(shares({ new: 0, learning: 0, known: 0, missed: 0 }), []);
});

test("each day has what comes due on it, and today also what is overdue", () => {
  const midnight = startOfDay(START);
  const dues = { a: START - 9 * DAY, b: midnight - 1, c: midnight, d: START + DAY, e: midnight + 3 * DAY };
  const cards = new Map(Object.entries(dues).map(([id, due]) => [id, card(3, 9, due)]));
  cards.set("gone", card(3, 9, START));
  const { days, overdue, later } = forecast(["a", "b", "c", "d", "e", "new"], cards, START, 3);
  assert.deepEqual(days.map(({ count }) => count), [3, 1, 0]);
  assert.deepEqual(days.map(({ at }) => at), [0, 1, 2].map((day) => startOfDay(START, day)));
  assert.deepEqual([overdue, later], [2, 1]);
});
