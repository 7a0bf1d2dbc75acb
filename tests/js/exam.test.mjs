import assert from "node:assert/strict";
import { test } from "node:test";

import { chance } from "../../overrides/assets/js/chance.mjs";
import { examPlan, gain, placesPerDay, studyDays } from "../../overrides/assets/js/exam.mjs";
import { history } from "../../overrides/assets/js/review-log.mjs";
import { cards, daysBetween, graded, retention, startOfDay } from "../../overrides/assets/js/schedule.mjs";
import { DAY, randomLog, review, START } from "./practice-log.mjs";

const ids = (count) => Array.from({ length: count }, (_, place) => `q${place}`);
const inDays = (days) => startOfDay(START, days) + 10 * 3_600_000;

function planned(questions, known, days, places, more = {}) {
  const exam = inDays(days);
  return examPlan({ questions, cards: known, exam, from: START, now: START, places, ...more });
}

// A situation drawn by a seed: some questions known, some new, an exam in 1 to 40 days.
function drawn(seed) {
  const next = chance(seed);
  const size = Math.floor(next() * 120);
  const known = cards(history(randomLog(seed, { questions: 40, size })));
  const questions = ids(1 + Math.floor(next() * 60));
  const days = 1 + Math.floor(next() * 40);
  return { known, questions, days, places: 1 + Math.floor(next() * 12), next };
}

test("every chosen question is due before the exam, or is counted as left over", () => {
  const leftOver = [];
  for (let seed = 0; seed < 300; seed += 1) {
    const { known, questions, days, places } = drawn(seed);
    const plan = planned(questions, known, days, places);
    const overflow = Math.max(0, questions.length - days * places);
    assert.deepEqual(plan.settled, [], "nothing was seen since the exam was set");
    assert.equal(plan.left.length, overflow, `seed ${seed}`);
    assert.deepEqual([...plan.order, ...plan.left].sort(), [...questions].sort());
    for (const question of plan.order) {
      const due = plan.due.get(question);
      assert.ok(due >= START && due < inDays(days), `seed ${seed}: ${question}`);
    }
    leftOver.push(overflow);
  }
  assert.ok(leftOver.some((count) => count > 0) && leftOver.some((count) => count === 0));
});

test("no day holds more than its places, today less what was done", () => {
  for (let seed = 0; seed < 100; seed += 1) {
    const { known, questions, days, places } = drawn(seed);
    const plan = planned(questions, known, days, places, { done: 2 });
    const counts = new Map();
    for (const due of plan.due.values()) {
      counts.set(startOfDay(due), (counts.get(startOfDay(due)) ?? 0) + 1);
    }
    assert.ok([...counts.values()].every((count) => count <= places));
    assert.equal(counts.get(startOfDay(START)) ?? 0, plan.today.length);
    assert.ok(plan.today.length <= Math.max(0, places - 2));
    assert.equal(plan.room, Math.max(0, places - 2) + (days - 1) * places);
  }
});

test("with room enough no question comes later than the schedule has it", () => {
  for (let seed = 0; seed < 100; seed += 1) {
    const { known, questions, days } = drawn(seed);
    const plan = planned(questions, known, days, 1000);
    for (const question of questions.filter((one) => known.has(one))) {
      const natural = Math.max(known.get(question).due, START);
      assert.ok(plan.due.get(question) <= natural, `seed ${seed}: ${question}`);
    }
  }
});

// A reader who does each day what the plan says, and answers by chance.
function practised(seed) {
  const { known, questions, days, places, next } = drawn(seed);
  const [exam, from] = [inDays(days), startOfDay(START)];
  let first;
  for (let day = 0; day < days; day += 1) {
    const now = startOfDay(START, day) + 9 * 3_600_000;
    const plan = examPlan({ questions, cards: known, exam, from, now, places });
    first ??= plan;
    for (const question of plan.today) {
      const grade = next() < 0.25 ? 1 : 3;
      known.set(question, graded(known.get(question), grade, now, question));
    }
  }
  const seen = questions.filter((question) => known.get(question)?.reviewed >= from);
  return { questions, places, days, seen, first };
}

test("who follows the plan has seen all that fitted when the exam comes", () => {
  for (let seed = 0; seed < 150; seed += 1) {
    const { questions, days, places, seen, first } = practised(seed);
    const fits = Math.min(questions.length, days * places);
    assert.ok(seen.length >= fits, `seed ${seed}: ${seen.length} of ${fits}`);
    if (first.left.length === 0) assert.deepEqual(seen, questions);
  }
});

test("who has seen all of them is not asked again and again on the last day", () => {
  const questions = ids(6);
  const known = new Map();
  for (const question of questions) known.set(question, graded(undefined, 3, START - DAY, question));
  const eve = startOfDay(START) + 9 * 3_600_000;
  const from = START - 9 * DAY;
  const before = { questions, cards: known, exam: inDays(1), from, now: eve, places: 10 };
  assert.equal(examPlan(before).today.length, 6);
  for (const question of questions) known.set(question, graded(known.get(question), 3, eve));
  const after = examPlan({ ...before, now: eve + 3_600_000 });
  assert.deepEqual([after.today, after.left], [[], []]);
  assert.deepEqual(after.settled, questions);
});

test("what was seen early comes once more in the last days", () => {
  const known = new Map([["q0", graded(undefined, 4, START, "q0")]]);
  const plan = planned(["q0"], known, 6, 5, { from: START - DAY });
  assert.deepEqual(plan.settled, []);
  assert.equal(plan.due.get("q0"), startOfDay(START, 5), "on the eve, not after 8 days");
});

test("what was missed today comes again on another day, unless there is none", () => {
  const known = new Map([["q0", graded(undefined, 1, START, "q0")]]);
  known.set("q1", graded(undefined, 3, START - DAY, "q1"));
  const from = START - 3600_000;
  const dayOf = (days) => {
    const plan = planned(["q0", "q1"], known, days, 1, { from });
    return daysBetween(START, plan.due.get("q0"));
  };
  assert.equal(dayOf(3), 2, "the day it is due is full");
  assert.equal(dayOf(2), 0, "so are all others");
});

test("those that gain least are left out, and those left out come best first", () => {
  const sure = cards(history([0, 2, 13].map((d) => review("sure", 4, START - (14 - d) * DAY))));
  const known = new Map([...sure, ["shaky", graded(undefined, 1, START - 5 * DAY, "shaky")]]);
  const plan = planned(["sure", "new", "shaky"], known, 1, 1);
  assert.equal(plan.order.length, 1);
  assert.equal(plan.left.at(-1), "sure");
  const worth = (question) => gain(known.get(question), START, inDays(1));
  assert.ok(worth(plan.order[0]) >= worth(plan.left[0]));
  assert.ok(worth(plan.left[0]) >= worth("sure"));
});

test("the gain weighs what may be known against what may not", () => {
  const exam = inDays(9);
  const after = (card, grade) => retention(graded(card, grade, START), exam);
  assert.equal(gain(undefined, START, exam), (after(undefined, 3) + after(undefined, 1)) / 2);
  const card = graded(undefined, 3, START - 4 * DAY);
  const knows = retention(card, START);
  const expected = knows * after(card, 3) + (1 - knows) * after(card, 1) - retention(card, exam);
  assert.equal(gain(card, START, exam), expected);
});

test("what has not been seen since the exam was set goes first", () => {
  const known = new Map([["q0", graded(undefined, 1, START - 3600_000, "q0")]]);
  known.set("q1", graded(graded(undefined, 4, START - 20 * DAY, "q1"), 4, START - 9 * DAY));
  const plan = planned(["q0", "q1"], known, 1, 1, { from: START - DAY });
  assert.deepEqual([plan.order, plan.left], [["q1"], ["q0"]]);
});

test("new questions are spread over the first two thirds of the time", () => {
  const plan = planned(ids(18), new Map(), 9, 10);
  const days = [...plan.due.values()].map((due) => daysBetween(START, due));
  assert.deepEqual(days, [0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4, 5, 5, 5]);
});

test("the days of study end on the eve; an exam that is over has none", () => {
  assert.equal(studyDays(START, inDays(3)), 3);
  assert.equal(studyDays(START, inDays(1)), 1);
  assert.equal(studyDays(START, START + 60_000), 1);
  assert.equal(studyDays(START, START), 0);
  const plan = planned(ids(3), new Map(), -1, 5);
  assert.deepEqual([plan.days, plan.room, plan.order, plan.left.length], [0, 0, [], 3]);
});

test("places follow from the minutes a day and the reader's pace, one at least", () => {
  assert.equal(placesPerDay(30, 120), 15);
  assert.equal(placesPerDay(1, 120), 1);
});

test("a question chosen twice is planned once", () => {
  assert.deepEqual(planned(["q0", "q0"], new Map(), 2, 5).order, ["q0"]);
});
