import assert from "node:assert/strict";
import { test } from "node:test";

import { idIn } from "../../overrides/assets/js/place-address.mjs";

test("a hash names an id, whatever somebody wrote", () => {
  assert.equal(idIn(""), "");
  assert.equal(idIn("#a--%C3%A9"), "a--é");
  for (const odd of ["100%", "%E0%A4%A", "%", "a%ZZ"]) assert.equal(idIn(`#${odd}`), odd);
});
