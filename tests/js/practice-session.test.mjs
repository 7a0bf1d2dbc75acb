import assert from "node:assert/strict";
import { test } from "node:test";

import { chance } from "../../overrides/assets/js/chance.mjs";
import {
  asked,
  begin,
  restored,
  reviews,
  step,
  stored,
  suggestedGrade,
  summary,
} from "../../overrides/assets/js/practice-session.mjs";
import { history, readReview } from "../../overrides/assets/js/review-log.mjs";
import { START } from "./practice-log.mjs";

const ITEMS = ["a", "b", "c", "d", "e"].map((question) => ({ question, points: 4 }));
const POINTS = new Map([...ITEMS.map(({ question, points }) => [question, points]), ["f", 0]]);

const fresh = (items = ITEMS) => begin(items, { id: "s", at: START });
const after = (session, ...actions) => actions.reduce(step, session);
const grade = (id, value, at = START + 60_000) => ({ type: "grade", grade: value, id, at });
const answered = (session, id, value) => after(session, { type: "reveal" }, grade(id, value));
const order = ({ queue }) => queue.map(({ question }) => question).join("");

test("the suggested grade follows from the share of points", () => {
  const grades = (points) => Array.from({ length: points + 1 }, (_, n) => suggestedGrade(n, points));
  assert.deepEqual(grades(3), [1, 1, 2, 3]);
  assert.deepEqual(grades(4), [1, 1, 2, 2, 3]);
  assert.deepEqual(grades(6), [1, 1, 1, 2, 2, 3, 3]);
  assert.equal(suggestedGrade(0, 0), null);
});

test("an answer is tried, revealed, ticked and graded as suggested", () => {
  const tick = (point, on = true) => ({ type: "tick", point, on });
  const looked = after(fresh(), { type: "attempt", text: "dy/dx" }, { type: "reveal" });
  const ticked = after(looked, tick(2), tick(0), tick(1), tick(0, false));
  assert.deepEqual(asked(ticked), {
    question: "a",
    points: 4,
    attempt: "dy/dx",
    revealed: true,
    ticked: [1, 2],
    suggested: 2,
    comesBack: false,
  });
  const { written, queue } = after(ticked, grade("r", undefined));
  const expected = { id: "r", question: "a", at: START + 60_000, grade: 2, ticked: [1, 2] };
  assert.deepEqual(written, { ...expected, points: 4, seconds: 60 });
  assert.deepEqual(readReview(written).row, written);
  assert.equal(queue[0].question, "b");
});

test("what cannot be done changes nothing", () => {
  const closed = fresh();
  assert.equal(after(closed, grade("r", 3)), closed, "not revealed");
  assert.equal(after(closed, { type: "tick", point: 0, on: true }), closed);
  assert.equal(after(closed, { type: "undo", at: START }), closed);
  assert.equal(after(closed, { type: "dance" }), closed);
  const open = after(closed, { type: "reveal" });
  for (const point of [4, -1, 0.5, "0"]) {
    assert.equal(after(open, { type: "tick", point, on: true }), open);
  }
  assert.equal(after(open, grade("r", 5)), open);
  const plain = after(fresh([{ question: "f" }]), { type: "reveal" });
  assert.equal(after(plain, grade("r", undefined)), plain, "without a rubric the reader grades");
  assert.equal(after(plain, grade("r", 4)).written.grade, 4);
  const over = after(plain, grade("r", 4));
  assert.equal(asked(over), null);
  assert.equal(answered(over, "r2", 3).made.length, 1);
});

test("a missed question comes back after three others, until it is known", () => {
  const missed = answered(fresh(), "r1", 1);
  assert.equal(order(missed), "bcdae");
  const back = ["r2", "r3", "r4"].reduce((session, id) => answered(session, id, 3), missed);
  assert.equal(asked(back).question, "a");
  assert.equal(asked(back).comesBack, true);
  assert.equal(order(answered(back, "r5", 1)), "ea", "at the end when there are fewer");
  assert.equal(order(answered(back, "r5", 2)), "e");
});

test("undo asks the question again as it was, and leaves a tombstone", () => {
  const open = after(fresh(), { type: "attempt", text: "no" }, { type: "reveal" });
  const ticked = after(open, { type: "tick", point: 3, on: true });
  const back = after(ticked, grade("r", undefined), { type: "undo", at: START + 70_000 });
  assert.deepEqual(back.queue, ticked.queue);
  assert.deepEqual(asked(back), asked(ticked));
  assert.equal(back.written.undone, START + 70_000);
  assert.equal(history(reviews(back)).size, 0);
  assert.equal(history([...reviews(after(ticked, grade("r", 1))), ...reviews(back)]).size, 0);
  assert.equal(after(back, grade("again", 3, START + 80_000)).written.seconds, 70);
});

test("undo of a missed question also takes it out of where it comes back", () => {
  const only = fresh([ITEMS[0]]);
  const missed = answered(only, "r", 1);
  assert.equal(order(missed), "a");
  assert.deepEqual(after(missed, { type: "undo", at: START }).queue, only.queue);
});

test("grading any number of times and undoing all of it leads back to the start", () => {
  for (let seed = 0; seed < 50; seed += 1) {
    const next = chance(seed);
    let session = fresh();
    const grades = 1 + Math.floor(next() * 12);
    for (let n = 0; n < grades; n += 1) {
      session = answered(session, `r${n}`, 1 + Math.floor(next() * 4));
    }
    while (session.made.length > 0) session = after(session, { type: "undo", at: START + 90_000 });
    assert.deepEqual(session.queue, fresh().queue, `seed ${seed}`);
    assert.equal(history(reviews(session)).size, 0);
  }
});

test("time stands still while the reader is away, and is never absurd", () => {
  const pause = { type: "pause", at: START + 10_000 };
  const resume = { type: "resume", at: START + 500_000 };
  const open = after(fresh(), { type: "reveal" }, pause, resume);
  assert.equal(after(open, grade("r", 3, START + 505_000)).written.seconds, 15);
  assert.equal(after(open, grade("r", 3, START + 5e9)).written.seconds, 1800);
  assert.equal(after(open, grade("r", 3, START)).written.seconds, 10, "a clock put back");
});

test("a question can be put off to the end", () => {
  const put = after(fresh(), { type: "skip", at: START });
  assert.equal(order(put), "bcdea");
  const last = fresh([ITEMS[0]]);
  assert.equal(after(last, { type: "skip", at: START }), last);
});

test("how many points a rubric has may be known late", () => {
  const open = after(fresh([{ question: "a" }, { question: "b" }]), { type: "reveal" });
  const known = after(open, { type: "points", points: 4 }, { type: "tick", point: 3, on: true });
  assert.deepEqual([asked(known).points, asked(known).ticked], [4, [3]]);
  assert.equal(after(known, { type: "points", points: 4 }), known);
  assert.deepEqual(asked(after(known, { type: "points", points: 3 })).ticked, []);
  assert.equal(after(known, grade("r", undefined)).written.points, 4);
});

test("a question that is gone is dropped", () => {
  const open = after(fresh(), { type: "attempt", text: "x" }, { type: "reveal" });
  const left = after(open, { type: "drop", at: START });
  assert.equal(order(left), "bcde");
  assert.deepEqual([asked(left).attempt, asked(left).revealed, left.written], ["", false, null]);
  assert.equal(asked(after(fresh([ITEMS[0]]), { type: "drop", at: START })), null);
});

test("a session survives a reload in the middle of an answer", () => {
  const open = after(answered(fresh(), "r1", 1), { type: "attempt", text: "x" }, { type: "reveal" });
  const session = after(open, { type: "tick", point: 1, on: true });
  const text = JSON.stringify(stored(session, START + 90_000));
  const { session: back, dropped } = restored(JSON.parse(text), POINTS, START + 900_000);
  assert.deepEqual(dropped, []);
  assert.deepEqual(asked(back), asked(session));
  assert.deepEqual([back.queue, back.made], [session.queue, session.made]);
  assert.equal(after(back, grade("r2", 3, START + 905_000)).written.seconds, 35);
  assert.equal(order(after(back, { type: "undo", at: START + 1e6 })), "abcde");
});

test("a session drops questions that the site no longer has, and ticks that no longer fit", () => {
  const session = after(fresh(), { type: "reveal" }, { type: "tick", point: 3, on: true });
  const value = JSON.parse(JSON.stringify(stored(session, START)));
  const gone = new Map([...POINTS].filter(([question]) => question !== "a"));
  const { session: left, dropped } = restored(value, gone, START);
  assert.deepEqual([order(left), dropped], ["bcde", ["a"]]);
  assert.equal(asked(left).revealed, false, "what was open belonged to a question that is gone");
  const shorter = restored(value, new Map([...POINTS, ["a", 2]]), START).session;
  assert.deepEqual(asked(shorter).ticked, []);
});

test("whatever is stored as a session, nothing breaks", () => {
  const value = JSON.parse(JSON.stringify(stored(answered(fresh(), "r1", 1), START)));
  for (const odd of [undefined, null, 7, "x", [], {}, { version: 2 }, { ...value, version: "1" }]) {
    assert.ok(restored(odd, POINTS, START).fault);
  }
  for (const [field, odd] of [["queue", {}], ["made", null], ["undone", 3], ["started", "x"]]) {
    assert.ok(restored({ ...value, [field]: odd }, POINTS, START).fault, field);
  }
  assert.ok(restored({ ...value, made: [{ review: { id: 3 } }] }, POINTS, START).fault);
  const bent = { ...value, queue: [null, "a", { question: "b" }], open: { ticked: "x", spent: "y" } };
  const { session, dropped } = restored(bent, POINTS, START);
  assert.deepEqual([order(session), dropped.length], ["b", 2]);
  assert.equal(answered(session, "r9", 3).written.question, "b");
});

test("a summary counts answers, grades and time, and names what is still missed", () => {
  const session = ["r1", "r2", "r3", "r4"].reduce(
    (at, id, place) => answered(at, id, [1, 3, 1, 4][place]),
    fresh(),
  );
  const again = answered(session, "r5", 2);
  assert.deepEqual(summary(again), {
    asked: 4,
    left: 2,
    grades: [2, 1, 1, 1],
    seconds: summary(session).seconds,
    missed: ["c"],
  });
});
