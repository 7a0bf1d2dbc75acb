import assert from "node:assert/strict";
import test from "node:test";

import { ExplorerIndex } from "../../overrides/assets/js/explorer-index.mjs";
import { nothing } from "../../overrides/assets/js/facets.mjs";

const ADDRESS = "https://notes.example/study/explorer.json";
const INDEX = {
  version: 3,
  levels: [["mid", "Mid", 1], ["senior", "Senior", 2]],
  categories: [["math", "Mathematics"], ["systems", "ML systems"]],
  skills: "ci/cd\nC++\nCafé",
  skill_ids: { 2: "cafe" },
  notes: {
    titles: "Serving\nSets",
    addresses: "systems/serving/\nmath/sets/",
    categories: [1, 0],
    skills: [[1, 0], []],
  },
  questions: {
    prompts: "Why C++?\nWhat is x?\nHow many?",
    notes: [0, 1, 0],
    levels: [1, 0, 0],
    states: [3, 0, 1],
    ids: { 0: "serving--why", 1: "sets--what", 2: "sets--how" },
    html: { 1: "What is <i>x</i>?" },
  },
};
const FACETS = [
  { name: "level", values: ["mid", "senior"] },
  { name: "category", values: ["math", "systems"] },
  { name: "skill", values: ["cplusplus", "ci-cd"] },
  { name: "state", values: ["answered", "open"] },
  { name: "checked", values: ["yes", "no"] },
];

test("a large level's answers are on pages by category", () => {
  const levels = [["mid", "Mid", 1, 0], ["senior", "Senior", 2, 1]];
  const index = new ExplorerIndex({ ...INDEX, levels }, ADDRESS);
  const at = (place) => index.result(place).levelHref;
  assert.equal(at(0), "https://notes.example/study/levels/senior/systems/");
  assert.equal(at(1), "https://notes.example/study/levels/mid/");
});

test("a result is spelled out, with an address below the site's root", () => {
  assert.deepEqual(new ExplorerIndex(INDEX, ADDRESS).result(0), {
    id: "serving--why",
    prompt: "Why C++?",
    html: null,
    href: "https://notes.example/study/systems/serving/#serving--why",
    level: "senior",
    levelHref: "https://notes.example/study/levels/senior/",
    note: "Serving",
    skills: ["C++", "ci/cd"],
    answered: true,
    checked: true,
  });
  const open = new ExplorerIndex(INDEX, ADDRESS).result(1);
  assert.equal(open.html, "What is <i>x</i>?");
  assert.equal(open.answered, false);
  assert.equal(open.checked, false);
});

test("an id that is not sent is made of the note's address and the prompt", () => {
  const notes = { ...INDEX.notes, addresses: "systems/a_b/serving/\nmath/sets/" };
  const prompts = "Why C++, and not C# (or ci/cd)?\nWhat is x?\nHow many?";
  const questions = { ...INDEX.questions, prompts, ids: {} };
  const { id, href } = new ExplorerIndex({ ...INDEX, notes, questions }, ADDRESS).result(0);
  assert.equal(id, "systems-a-b-serving--why-cplusplus-and-not-csharp-or-ci-cd");
  assert.ok(href.endsWith(`/study/systems/a_b/serving/#${id}`));
});

test("every facet is asked by the ids that the page has for its choices", () => {
  const facets = new ExplorerIndex(INDEX, ADDRESS).facets(FACETS);
  const rows = (part) => facets.ask({ ...nothing(FACETS), ...part }).rows;
  assert.deepEqual(rows({ level: ["senior"] }), [0]);
  assert.deepEqual(rows({ category: ["math"] }), [1, 2]);
  assert.deepEqual(rows({ skill: ["ci-cd"] }), [0]);
  assert.deepEqual(rows({ state: ["open"] }), [1]);
  assert.deepEqual(rows({ state: ["answered"] }), [0, 2]);
  assert.deepEqual(rows({ checked: ["no"] }), [1, 2]);
  assert.deepEqual(rows({ text: "c++" }), [0]);
});

test("questions are given with the ids of their level, category and skills", () => {
  const serving = { level: "senior", category: "systems", skills: ["cplusplus", "ci-cd"] };
  const sets = { level: "mid", category: "math", skills: [] };
  assert.deepEqual(new ExplorerIndex(INDEX, ADDRESS).questions, [
    { id: "serving--why", ...serving, answered: true },
    { id: "sets--what", ...sets, answered: false },
    { id: "sets--how", ...sets, answered: true },
  ]);
});

test("an empty index has no questions", () => {
  const notes = { titles: "", addresses: "", categories: [], skills: [] };
  const questions = { prompts: "", notes: [], levels: [], states: [], ids: {}, html: {} };
  const index = new ExplorerIndex({ ...INDEX, skills: "", notes, questions }, ADDRESS);
  assert.deepEqual(index.questions, []);
  assert.deepEqual(index.facets(FACETS).ask(nothing(FACETS)).rows, []);
});

test("an index of another version is refused", () => {
  assert.throws(() => new ExplorerIndex({ ...INDEX, version: 2 }, ADDRESS), /version 2/);
});
