import assert from "node:assert/strict";
import { test } from "node:test";

import { chance, shuffled } from "../../overrides/assets/js/chance.mjs";
import { history } from "../../overrides/assets/js/review-log.mjs";
import {
  cards,
  daysBetween,
  dueBefore,
  graded,
  intervals,
  retention,
  startOfDay,
  status,
  tally,
} from "../../overrides/assets/js/schedule.mjs";
import { DAY, randomLog, review, START } from "./practice-log.mjs";

const near = (actual, expected, digits = 4) => {
  assert.ok(Math.abs(actual - expected) < 10 ** -digits / 2, `${actual} is not ${expected}`);
};
const cardOf = (log) => cards(history(log)).get("q");

// The figures are the library's own, for FSRS-6 and its default parameters: ts-fsrs,
// packages/fsrs/__tests__/FSRS-6.test.ts; the memory state there is that of fsrs-rs,
// src/inference.rs.

test("the memory after six reviews is that of the reference implementation", () => {
  let at = START;
  const log = [0, 0, 1, 3, 8, 21].map((days, place) => {
    at += days * DAY;
    return review("q", place === 0 ? 1 : 3, at);
  });
  const card = cardOf(log);
  near(card.stability, 53.62691);
  near(card.difficulty, 6.3574867);
});

test("a first review gives each grade the reference's stability and difficulty", () => {
  const first = [1, 2, 3, 4].map((grade) => cardOf([review("q", grade)]));
  assert.deepEqual(first.map((card) => card.stability), [0.212, 1.2931, 2.3065, 8.2956]);
  assert.deepEqual(first.map((card) => card.difficulty), [6.4133, 5.11217071, 2.11810397, 1]);
  assert.deepEqual(first.map((card) => card.interval), [1, 1, 2, 8]);
});

// The reference reviews each card when it is due, its steps of minutes (interval 0) on the same day;
// on such days we count in days already, where good is to differ from hard.
test("intervals are the reference's, wherever it counts in days", () => {
  const grades = [3, 3, 3, 3, 3, 3, 1, 1, 3, 3, 3, 3, 3];
  const reference = [0, 2, 11, 46, 163, 498, 0, 0, 2, 4, 7, 12, 21];
  const log = [];
  let at = START;
  for (const [place, grade] of grades.entries()) {
    log.push(review("q", grade, at));
    const { stability, interval } = cardOf(log);
    if (reference[place] > 0) assert.equal(Math.round(stability), reference[place], `at ${place}`);
    if (reference[place - 1] > 0 && grade > 1) assert.equal(interval, reference[place]);
    at += reference[place] * DAY || 600_000;
  }
});

test("nine of ten are recalled when the interval is as long as the stability", () => {
  const card = cardOf([review("q", 4)]);
  near(retention(card, START + card.stability * DAY), 0.9);
  near(retention(card, START + 8 * DAY), 0.9024733, 6); // As in the reference's retrievability.
  assert.equal(retention(card, START), 1);
  assert.equal(retention(card, START - DAY), 1);
  assert.equal(retention(undefined, START), 0);
});

test("a shuffled log gives the same cards as a sorted one", () => {
  for (let seed = 0; seed < 30; seed += 1) {
    const log = randomLog(seed);
    const sorted = cards(history([...log].sort((a, b) => a.at - b.at)));
    const other = cards(history(shuffled(log, chance(seed))));
    assert.ok(sorted.size > 4);
    for (const [question, card] of sorted) assert.deepEqual(other.get(question), card);
  }
});

test("a review that was undone is as if it had never been made", () => {
  for (let seed = 0; seed < 30; seed += 1) {
    const log = randomLog(seed);
    const next = chance(seed);
    const undone = new Set(log.filter(() => next() < 0.3).map(({ id }) => id));
    const taken = log.map((row) => (undone.has(row.id) ? { ...row, undone: START } : row));
    const never = log.filter(({ id }) => !undone.has(id));
    assert.deepEqual(cards(history(taken)), cards(history(never)));
    assert.notDeepEqual(cards(history(taken)), cards(history(log)));
  }
});

test("the intervals offered are those that a grade then gives", () => {
  const card = cardOf([review("q", 3), review("q", 3, START + 2 * DAY)]);
  const at = START + 13 * DAY;
  assert.deepEqual(intervals(card, at), [1, 2, 3, 4].map((g) => graded(card, g, at).interval));
  assert.deepEqual(intervals(undefined, at), [1, 1, 2, 8]);
  const offered = intervals(card, at);
  assert.deepEqual([...offered].sort((a, b) => a - b), offered);
});

test("the status is new, learning, known or missed", () => {
  const after = (...grades) => {
    return cardOf(grades.map((grade, place) => review("q", grade, START + place * 3 * DAY)));
  };
  assert.equal(status(undefined), "new");
  assert.equal(status(after(3)), "learning");
  assert.equal(status(after(4)), "known");
  assert.equal(status(after(3, 3)), "known");
  assert.equal(status(after(3, 3, 1)), "missed");
  assert.equal(status(after(1, 2)), "learning");
  const known = new Map([["a", after(4)], ["b", after(1)], ["gone", after(4)]]);
  assert.deepEqual(tally(["a", "b", "c"], known), { new: 1, learning: 0, known: 1, missed: 1 });
});

test("what is due comes with the most forgotten first, and nothing else does", () => {
  const log = [review("a", 3), review("b", 1), review("c", 4), review("gone", 1)];
  const known = cards(history(log));
  assert.deepEqual(dueBefore(["a", "b", "c", "new"], known, START + 3 * DAY), ["b", "a"]);
  assert.deepEqual(dueBefore(["a", "b", "c"], known, START + 2 * DAY), ["b"], "not at that time");
});

test("days go from midnight to midnight, on days of 23 and 25 hours too", () => {
  const zone = process.env.TZ;
  try {
    process.env.TZ = "Europe/Berlin";
    for (const [year, month, day] of [[2026, 2, 29], [2026, 9, 25], [2026, 0, 31]]) {
      const late = new Date(year, month, day, 23, 30).getTime();
      assert.equal(startOfDay(late), new Date(year, month, day).getTime());
      assert.equal(startOfDay(late, 1), new Date(year, month, day + 1).getTime());
      assert.equal(daysBetween(late, late + DAY / 24), 1);
      assert.equal(daysBetween(new Date(year, month, day - 3, 1).getTime(), late), 3);
    }
  } finally {
    if (zone === undefined) delete process.env.TZ;
    else process.env.TZ = zone;
  }
});

test("ten thousand reviews are replayed in a breath", () => {
  const log = randomLog(1, { questions: 1000, size: 10_000 });
  const start = performance.now();
  assert.equal(cards(history(log)).size, 1000);
  assert.ok(performance.now() - start < 2000);
});
