import assert from "node:assert/strict";
import { test } from "node:test";

import { reportAddress } from "../../overrides/assets/js/report-address.mjs";

const SITE = "https://notes.example/study/";
const FORM = "https://github.com/me/notes/issues/new?title=Wrong:+{id}&question={id}&note={note}";

test("the form is filled in with the question's id and its note", () => {
  const address = new URL(reportAddress(FORM, `${SITE}math/a%20b/#math-a-b--why`, SITE));
  assert.equal(address.searchParams.get("title"), "Wrong: math-a-b--why");
  assert.equal(address.searchParams.get("question"), "math-a-b--why");
  assert.equal(address.searchParams.get("note"), "math/a b");
});

test("the front page's note has a name too", () => {
  const address = new URL(reportAddress(FORM, `${SITE}#why`, SITE));
  assert.equal(address.searchParams.get("note"), "index");
});
