import assert from "node:assert/strict";
import { test } from "node:test";

import { chosen, standing } from "../../overrides/assets/js/practice-choice.mjs";
import { history } from "../../overrides/assets/js/review-log.mjs";
import { cards, startOfDay } from "../../overrides/assets/js/schedule.mjs";
import { DAY, review, START } from "./practice-log.mjs";

const QUESTIONS = [
  { id: "a", level: "mid", category: "math", skills: ["calculus"] },
  { id: "b", level: "senior", category: "math", skills: ["calculus", "c++"] },
  { id: "c", level: "mid", category: "llm", skills: ["attention"] },
  { id: "d", level: "principal", category: "llm", skills: [] },
  { id: "e", level: "mid", category: "math", skills: ["c++"] },
];
// a is due since a day, b was missed just now, c is not due, d and e are new.
const LOG = [review("a", 3, START - 3 * DAY), review("b", 1, START - 60_000), review("c", 4, START)];
const CARDS = cards(history(LOG));
const ask = (choice) => chosen(QUESTIONS, CARDS, choice, START).map(({ id }) => id).join("");

test("nothing chosen asks everything, in the order that helps", () => {
  assert.equal(ask({}), "abdec");
  assert.equal(ask({ levels: [], categories: [], skills: [], want: [], count: 0 }), "abdec");
  assert.equal(ask({ order: "help", count: 2 }), "ab");
});

test("due is what comes due before midnight", () => {
  const [early, late] = [startOfDay(START) + 60_000, startOfDay(START, 1) - 60_000];
  const known = cards(history([review("a", 1, late - DAY), review("c", 1, late - DAY + 120_000)]));
  const due = chosen(QUESTIONS, known, { want: ["due"] }, early);
  assert.deepEqual(due.map(({ id }) => id), ["a"]);
});

test("values of one kind widen the choice, kinds narrow it", () => {
  assert.equal(ask({ levels: ["mid", "senior"], order: "site" }), "abce");
  assert.equal(ask({ levels: ["mid"], categories: ["math"], order: "site" }), "ae");
  assert.equal(ask({ skills: ["c++"], order: "site" }), "be");
  assert.equal(ask({ levels: ["none"] }), "");
});

test("new, due and missed can be had alone and together", () => {
  assert.equal(ask({ want: ["new"] }), "de");
  assert.equal(ask({ want: ["due"] }), "a");
  assert.equal(ask({ want: ["missed"] }), "b");
  assert.equal(ask({ want: ["missed", "new"], order: "site" }), "bde");
});

test("a question is new, or due, missed, both or neither", () => {
  const stands = (id, now = START) => standing(CARDS.get(id), now).join();
  assert.deepEqual(["a", "b", "c", "d"].map((id) => stands(id)), ["due", "missed", "", "new"]);
  assert.equal(stands("b", START + 3 * DAY), "due,missed");
});

test("chance is repeated by its seed", () => {
  const drawn = ask({ order: "random", seed: 7 });
  assert.equal(drawn, ask({ order: "random", seed: 7 }));
  assert.deepEqual([...drawn].sort(), ["a", "b", "c", "d", "e"]);
  const all = new Set(Array.from({ length: 30 }, (_, seed) => ask({ order: "random", seed })));
  assert.ok(all.size > 20);
});
