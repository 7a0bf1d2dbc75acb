import assert from "node:assert/strict";
import { test } from "node:test";

import { choices, withChoice } from "../../overrides/assets/js/sheet-choices.mjs";

test("without any wish answers stand under their questions, on A4", () => {
  assert.deepEqual(choices("", null), { layout: "under", paper: "a4" });
});

test("the address goes before what was remembered", () => {
  const remembered = { layout: "room", paper: "letter" };
  assert.deepEqual(choices("?layout=back", remembered), { layout: "back", paper: "letter" });
});

test("what nobody offers is passed over, in the address and in memory", () => {
  assert.deepEqual(choices("?layout=sideways&paper=a3", { paper: "letter" }), {
    layout: "under",
    paper: "letter",
  });
  for (const odd of ["x", 7, [], { layout: 3, paper: null }, { layout: "constructor" }]) {
    assert.deepEqual(choices("", odd), { layout: "under", paper: "a4" });
  }
});

test("a choice replaces the one before it and leaves the filters as they are written", () => {
  const before = "?category=math,llm&layout=back&text=chain+rule";
  assert.equal(
    withChoice(before, "layout", "room"),
    "?category=math,llm&text=chain+rule&layout=room",
  );
  assert.equal(withChoice("", "paper", "letter"), "?paper=letter");
});
