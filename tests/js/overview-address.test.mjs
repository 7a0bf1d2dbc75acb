import assert from "node:assert/strict";
import test from "node:test";

import { filtered, questionPlace } from "../../overrides/assets/js/overview-address.mjs";

const PARTS = new Map([["math", "/mid/math/"], ["llm", "/mid/llm/"]]);
const ABOUT = { parts: PARTS, explorer: "/questions/", chosen: "level=mid" };

test("filters for one topic lead to its page, with the others", () => {
  assert.equal(filtered("?category=math", "", ABOUT), "/mid/math/");
  assert.equal(filtered("?category=math&text=a+b", "#x", ABOUT), "/mid/math/?text=a+b#x");
});

test("filters for several topics, or for none of these, lead to the explorer", () => {
  assert.equal(filtered("?category=math,llm", "", ABOUT), "/questions/?category=math,llm&level=mid");
  assert.equal(filtered("?state=open", "#x", ABOUT), "/questions/?state=open&level=mid");
  assert.equal(filtered("?category=craft", "", ABOUT), "/questions/?category=craft&level=mid");
});

test("an address without filters stays", () => {
  for (const search of ["", "?utm=1", "?text="]) assert.equal(filtered(search, "", ABOUT), null);
});

test("a question's address leads to its topic's page, under a former id too", () => {
  const questions = [
    { id: "a--é", level: "mid", category: "llm", skills: [] },
    { id: "b", level: "senior", category: "llm", skills: [] },
    { id: "c", level: "mid", category: "craft", skills: [] },
  ];
  const former = new Map([["a--e", "a--é"], ["b-was", "b"]]);
  const place = (id) => questionPlace(id, { questions, former }, "mid", PARTS);
  assert.equal(place("a--é"), "/mid/llm/#a--%C3%A9");
  assert.equal(place("a--e"), "/mid/llm/#a--%C3%A9");
  for (const id of ["b", "b-was", "c", "none", "constructor"]) assert.equal(place(id), null);
});
