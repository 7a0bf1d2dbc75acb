import assert from "node:assert/strict";
import { test } from "node:test";

import { chance, shuffled } from "../../overrides/assets/js/chance.mjs";
import {
  currentNames,
  history,
  mergedRows,
  readRelink,
  readReview,
  readSetting,
} from "../../overrides/assets/js/review-log.mjs";
import { randomLog, review, START } from "./practice-log.mjs";

const WHOLE = review("a--b", 3, START, { ticked: [2, 0], points: 3, seconds: 41.5 });

function undoneSome(log, seed) {
  const next = chance(seed);
  return log.map((row) => (next() < 0.3 ? { ...row, undone: row.at + Math.floor(next() * 9) } : row));
}

test("a sound review is read as it is, without what is not a part of it", () => {
  assert.deepEqual(readReview({ ...WHOLE, extra: "<script>" }), { row: WHOLE });
  assert.deepEqual(readReview({ ...WHOLE, undone: START + 1 }).row.undone, START + 1);
});

test("each field of a review is checked", () => {
  const wrong = {
    id: ["", 7, null, "x".repeat(501)],
    question: ["", {}, undefined],
    at: [-1, 0, 1.5, NaN, Infinity, "2026-01-01", START * 1000],
    grade: [0, 5, 2.5, "3", null],
    ticked: [[3], [-1], [0, 0], ["0"], "0", undefined, [0.5]],
    points: [-1, 101, 1.5, "3"],
    seconds: [-1, NaN, Infinity, "5", 86_401],
    undone: [0, null, "now", true],
  };
  for (const [field, values] of Object.entries(wrong)) {
    for (const value of values) {
      const { row, fault } = readReview({ ...WHOLE, [field]: value });
      assert.equal(row, undefined, `${field} = ${String(value)}`);
      assert.match(fault, /missing or wrong/);
    }
  }
  for (const value of [null, undefined, 7, "row", [], () => {}]) assert.ok(readReview(value).fault);
});

test("relinks and settings are checked too", () => {
  assert.ok(readRelink({ id: "l", from: "a", to: "b", at: START }).row);
  assert.ok(readRelink({ id: "l", from: "a", to: 3, at: START }).fault);
  assert.ok(readSetting({ key: "exam", value: null, at: START }).row);
  assert.ok(readSetting({ key: "exam", value: 1n, at: START }).fault, "cannot be put into a file");
  assert.ok(readSetting({ key: "exam", at: START }).fault);
});

test("logs are put together the same way in any order, and as often as one likes", () => {
  for (let seed = 0; seed < 40; seed += 1) {
    const whole = randomLog(seed);
    const next = chance(seed);
    const one = undoneSome(whole.filter(() => next() < 0.7), seed + 1);
    const other = undoneSome(whole.filter(() => next() < 0.7), seed + 2);
    const third = undoneSome(whole.filter(() => next() < 0.7), seed + 3);
    const both = mergedRows(one, other);
    assert.deepEqual(both, mergedRows(other, one));
    assert.deepEqual(both, mergedRows(both, one));
    assert.deepEqual(mergedRows(both, third), mergedRows(one, mergedRows(other, third)));
    assert.deepEqual(both, mergedRows(shuffled(both, next), []));
    assert.equal(both.length, new Set([...one, ...other].map(({ id }) => id)).size);
  }
});

test("a review that was undone in one log is undone in both, at the later time", () => {
  const row = review("q", 3);
  const early = { ...row, undone: row.at + 5 };
  const late = { ...row, undone: row.at + 9 };
  assert.equal(mergedRows([row], [early])[0].undone, row.at + 5);
  assert.equal(mergedRows([late], [early])[0].undone, row.at + 9);
  assert.equal(history([late]).size, 0);
});

test("of two rows with one id the newer holds, whichever comes first", () => {
  const [old, young] = [review("q", 1, START, { id: "x" }), review("q", 4, START + 1, { id: "x" })];
  assert.deepEqual(mergedRows([old], [young]), [young]);
  assert.deepEqual(mergedRows([young], [old]), [young]);
});

test("a history follows relinks to the end, and a relink to itself takes them back", () => {
  const log = [review("old", 3), review("older", 2, START - 1)];
  const link = (from, to, at) => ({ id: `${from}${to}${at}`, from, to, at });
  const links = [link("older", "old", 1), link("old", "now", 2)];
  assert.deepEqual(history(log, links).get("now").map(({ grade }) => grade), [2, 3]);
  assert.deepEqual([...history(log, [...links, link("old", "old", 3)]).keys()], ["old"]);
  assert.equal(currentNames([...links, link("old", "other", 3)]).get("older"), "other");
});

test("relinks in a ring end somewhere: the newest hold", () => {
  const ring = [
    { id: "1", from: "a", to: "b", at: 1 },
    { id: "2", from: "b", to: "c", at: 2 },
    { id: "3", from: "c", to: "a", at: 3 },
  ];
  const names = currentNames(ring);
  assert.deepEqual(names, currentNames([...ring].reverse()));
  assert.equal(names.get("b"), "a");
  assert.equal(names.get("c"), "a");
  assert.equal(names.has("a"), false);
});
