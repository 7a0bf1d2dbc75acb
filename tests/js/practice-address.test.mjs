import assert from "node:assert/strict";
import { test } from "node:test";

import { readChoice, writeChoice } from "../../overrides/assets/js/practice-address.mjs";

const USUAL = { count: 10, order: "help", note: "" };

test("an address that says nothing, or nonsense, gives what is usual", () => {
  assert.deepEqual(readChoice(""), USUAL);
  assert.deepEqual(readChoice("?count=7&order=sideways&level=mid"), USUAL);
  assert.deepEqual(readChoice("?count=x&count=5&order="), USUAL);
});

test("count, order and note are read and written beside the filters", () => {
  const search = writeChoice("?level=mid,senior&text=a+b", {
    count: 0,
    order: "random",
    note: "math/a & b/",
  });
  assert.equal(search, "?level=mid,senior&text=a+b&count=0&order=random&note=math/a%20%26%20b/");
  assert.deepEqual(readChoice(search), { count: 0, order: "random", note: "math/a & b/" });
});

test("what is usual is not written", () => {
  assert.equal(writeChoice("?count=20&level=mid", { count: 10 }), "?level=mid");
  assert.equal(writeChoice("?note=a/", { note: "" }), "");
});
