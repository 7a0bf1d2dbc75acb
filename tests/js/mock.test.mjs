import assert from "node:assert/strict";
import { test } from "node:test";

import { draw, score, scorecard } from "../../overrides/assets/js/mock.mjs";
import { review } from "./practice-log.mjs";

const LEVELS = ["mid", "senior", "principal"];
// 60 questions, most of them mid-level mathematics.
const QUESTIONS = Array.from({ length: 60 }, (_, place) => ({
  id: `q${place}`,
  level: LEVELS[place < 40 ? 0 : 1 + (place % 2)],
  category: place % 10 < 7 ? "math" : ["llm", "mlops", "data"][place % 3],
  skills: [`s${place % 6}`],
}));

const counts = (list, name) => {
  return Object.groupBy(list, (question) => question[name]);
};

test("a draw has as many of each level, and of each topic, as can be", () => {
  for (let seed = 0; seed < 50; seed += 1) {
    const drawn = draw(QUESTIONS, { count: 12, seed });
    assert.equal(new Set(drawn.map(({ id }) => id)).size, 12);
    const levels = counts(drawn, "level");
    assert.deepEqual(LEVELS.map((level) => levels[level].length), [4, 4, 4], `seed ${seed}`);
    const topics = Object.values(counts(drawn, "category")).map(({ length }) => length);
    assert.equal(topics.length, 4);
    assert.ok(Math.max(...topics) <= 5, `seed ${seed}: ${topics}`);
    const places = drawn.map(({ level }) => LEVELS.indexOf(level));
    assert.deepEqual(places, [...places].sort(), "levels in their order");
  }
});

test("a seed repeats its draw, another draws otherwise", () => {
  const ids = (seed) => draw(QUESTIONS, { count: 8, seed }).map(({ id }) => id).join();
  assert.equal(ids(3), ids(3));
  assert.ok(new Set(Array.from({ length: 20 }, (_, seed) => ids(seed))).size > 15);
});

test("a draw keeps to what was chosen, and to what there is", () => {
  const drawn = draw(QUESTIONS, { count: 100, seed: 1, levels: ["senior"] });
  assert.equal(drawn.length, 10);
  assert.ok(drawn.every(({ level }) => level === "senior"));
  assert.deepEqual(draw([], { count: 5, seed: 1 }), []);
  assert.equal(draw([{ id: "x", level: "mid", category: "c", skills: [] }], { count: 5 }).length, 1);
});

test("an answer scores by its rubric, else by its grade", () => {
  assert.equal(score(review("q", 1, 0, { ticked: [0, 2, 3], points: 4 })), 0.75);
  assert.deepEqual([1, 2, 3, 4].map((grade) => score(review("q", grade))), [0, 1 / 3, 2 / 3, 1]);
});

test("a scorecard says where it went wrong: by skill, topic and level, weakest first", () => {
  const questions = [
    { id: "a", level: "mid", category: "math", skills: ["calculus", "optimisation"] },
    { id: "b", level: "mid", category: "llm", skills: ["attention"] },
    { id: "c", level: "senior", category: "math", skills: ["calculus"] },
  ];
  const results = [
    review("a", 1, 0, { ticked: [0], points: 2, seconds: 30 }),
    review("b", 4, 0, { seconds: 40 }),
    review("c", 1, 0, { ticked: [], points: 3, seconds: 50 }),
    review("gone", 1),
  ];
  assert.deepEqual(scorecard(questions, results), {
    asked: 3,
    score: 0.5,
    seconds: 120,
    level: [
      { name: "senior", asked: 1, score: 0, questions: ["c"] },
      { name: "mid", asked: 2, score: 0.75, questions: ["a", "b"] },
    ],
    category: [
      { name: "math", asked: 2, score: 0.25, questions: ["a", "c"] },
      { name: "llm", asked: 1, score: 1, questions: ["b"] },
    ],
    skill: [
      { name: "calculus", asked: 2, score: 0.25, questions: ["a", "c"] },
      { name: "optimisation", asked: 1, score: 0.5, questions: ["a"] },
      { name: "attention", asked: 1, score: 1, questions: ["b"] },
    ],
  });
  assert.equal(scorecard(questions, []).score, 0);
});
