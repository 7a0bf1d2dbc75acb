import assert from "node:assert/strict";
import { test } from "node:test";

import {
  merged,
  nothing,
  readProgress,
  reviewsOf,
  setting,
} from "../../overrides/assets/js/progress.mjs";
import { FORMAT, fileText, preview, readFile } from "../../overrides/assets/js/progress-file.mjs";
import { currentNames, history } from "../../overrides/assets/js/review-log.mjs";
import { cards } from "../../overrides/assets/js/schedule.mjs";
import { randomLog, review, START } from "./practice-log.mjs";

const HEAD = { at: START, site: "https://example.org/x/" };
const LINK = { id: "l", from: "gone", to: "q1", at: START };
const SETTING = { key: "exam", value: { at: START, minutes: 30 }, at: START };

const progress = (reviews, more = {}) => readProgress({ reviews, ...more });
const known = new Set(["q0", "q1", "q2"]);

test("what is written is read back, and gives the same cards", () => {
  for (let seed = 0; seed < 20; seed += 1) {
    const log = randomLog(seed).map((row, at) => (at % 5 ? row : { ...row, undone: row.at + 1 }));
    const mine = progress(log, { relinks: [LINK], settings: [SETTING] });
    const read = readFile(fileText(mine, HEAD));
    assert.deepEqual(read.progress, mine);
    assert.deepEqual(merged(nothing(), read.progress), mine);
    assert.deepEqual(cards(history(read.progress.reviews)), cards(history(log)));
    assert.deepEqual([read.site, read.exported], [HEAD.site, new Date(START).toISOString()]);
  }
});

test("a session in progress stays in its browser", () => {
  const session = { key: "session:1", value: {}, at: START };
  const mine = progress([], { settings: [session, SETTING] });
  const { settings } = readFile(fileText(mine, HEAD)).progress;
  assert.deepEqual(settings, [SETTING]);
});

test("what is no progress of ours is refused with the reason", () => {
  const text = fileText(nothing(), HEAD);
  assert.deepEqual(readFile(""), { fault: "not JSON" });
  assert.deepEqual(readFile(text.slice(0, 40)), { fault: "not JSON" });
  for (const odd of ["null", "7", "[]", "{}", '{"format":"x","version":1}']) {
    assert.deepEqual(readFile(odd), { fault: "not ours" });
  }
  for (const version of [0, 1.5, "1", null]) {
    assert.deepEqual(readFile(JSON.stringify({ format: FORMAT, version })), { fault: "not ours" });
  }
  const newer = text.replace('"version":1', '"version":2');
  assert.deepEqual(readFile(newer), { fault: "newer", version: 2 });
});

test("a file of an older version is brought up to date, step by step", () => {
  const old = { format: FORMAT, version: 1, answers: [{ ...review("q0", 2), grade: "2" }] };
  const migrations = [
    ({ answers, ...file }) => ({ ...file, rows: answers }),
    ({ rows, ...file }) => ({ ...file, reviews: rows.map((r) => ({ ...r, grade: Number(r.grade) })) }),
  ];
  const { progress: read } = readFile(JSON.stringify(old), migrations);
  assert.deepEqual(read.reviews.map(({ grade }) => grade), [2]);
  assert.equal(readFile(JSON.stringify({ ...old, version: 4 }), migrations).fault, "newer");
});

test("rows that are wrong are kept as they are, said, and written again", () => {
  const rows = [review("q0", 3), { id: "x", grade: 9 }, null, "<script>alert(1)</script>", 7];
  const mine = progress(rows, { relinks: { not: "a list" }, settings: [{ key: "k" }] });
  assert.equal(mine.reviews.length, 1);
  assert.equal(mine.unreadable.length, 6);
  assert.ok(mine.unreadable.every(({ fault }) => fault !== ""));
  const again = readFile(fileText(mine, HEAD)).progress;
  assert.deepEqual(again, mine);
  assert.deepEqual(merged(again, mine), mine, "each once");
});

test("a row that could not be read once is taken up when it can be", () => {
  const row = review("q0", 3);
  const mine = readProgress({ unreadable: [{ list: "reviews", row, fault: "not understood" }, 4] });
  assert.deepEqual(mine.reviews, [row]);
  assert.deepEqual(mine.unreadable.map(({ row: odd }) => odd), [4]);
  assert.deepEqual(readProgress(mine), mine, "and reading it twice changes nothing");
});

test("names that mean something to JavaScript are only names", () => {
  const log = ["__proto__", "constructor"].map((question) => review(question, 1));
  const text = fileText(progress(log, { settings: [{ ...SETTING, key: "__proto__" }] }), HEAD);
  const hostile = text.replace('"reviews"', '"__proto__":{"polluted":true},"reviews"');
  const { progress: read } = readFile(hostile);
  assert.equal({}.polluted, undefined);
  assert.equal(read.polluted, undefined);
  assert.equal(cards(history(read.reviews)).size, 2);
  assert.deepEqual(setting(read, "__proto__"), SETTING.value);
});

test("two progresses are put together alike in either order, and once is enough", () => {
  for (let seed = 0; seed < 20; seed += 1) {
    const [one, other] = [randomLog(seed), randomLog(seed + 100)].map((log) => progress(log));
    const shared = progress([...one.reviews.slice(0, 20), { id: seed }]);
    const both = merged(merged(one, shared), other);
    assert.deepEqual(both, merged(merged(other, shared), one));
    assert.deepEqual(merged(both, one), both);
  }
});

test("a preview says what would happen, and nothing more happens", () => {
  const [a, b, c, d] = [
    review("q0", 3, START),
    review("q1", 3, START),
    review("gone", 3, START),
    review("q2", 2, START + 5),
  ];
  const newer = review("q1", 1, START + 9);
  const mine = progress([a, b, d], { settings: [SETTING] });
  const theirs = progress([{ ...a, undone: START + 7 }, newer, c, review("q2", 4, START), { bad: 1 }], {
    settings: [{ ...SETTING, value: 1, at: START - 1 }],
  });
  const { progress: result, ...counts } = preview(mine, theirs, known);
  assert.deepEqual(counts, {
    added: 3,
    there: 1,
    undone: 1,
    theirs: ["gone", "q1"],
    mine: ["q2"],
    unknown: ["gone"],
    relinks: 0,
    settings: 0,
    unreadable: 1,
  });
  assert.deepEqual(result, merged(mine, theirs));
  const again = preview(result, theirs, known);
  assert.deepEqual([again.added, again.undone, again.theirs], [0, 0, []]);
});

test("a preview follows relinks: what was found again is not unknown", () => {
  const theirs = progress([review("gone", 3)], { relinks: [LINK] });
  const { unknown, relinks, theirs: questions } = preview(nothing(), theirs, known);
  assert.deepEqual([unknown, relinks, questions], [[], 1, ["q1"]]);
});

test("the reviews of some questions are found under their old names too", () => {
  const [a, b, c] = [review("q1", 3), review("gone", 3), review("q2", 3)];
  const mine = progress([a, b, c], { relinks: [LINK] });
  const names = currentNames(mine.relinks);
  assert.deepEqual(reviewsOf(mine, names, ["q1"]).sort(), [a.id, b.id].sort());
});

test("a setting that was taken away is no more", () => {
  const gone = merged(progress([], { settings: [SETTING] }), progress([], {
    settings: [{ ...SETTING, value: null, at: START + 1 }],
  }));
  assert.equal(setting(gone, "exam"), undefined);
});
