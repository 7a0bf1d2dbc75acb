import assert from "node:assert/strict";
import { test } from "node:test";

import { numbers } from "../../overrides/assets/js/sheet-links.mjs";

test("an address keeps the number it got where it was met first", () => {
  assert.deepEqual([...numbers(["b", "a", "b", "c", "a"])], [["b", 1], ["a", 2], ["c", 3]]);
  assert.equal(numbers([]).size, 0);
});
