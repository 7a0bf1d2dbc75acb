import assert from "node:assert/strict";
import { test } from "node:test";

import { storeNotice } from "../../overrides/assets/js/store-notice.mjs";

const WELL = { kind: "ready", unsaved: 0, safe: true, unreadable: 0, detail: "" };
const KINDS = ["blocked", "newer", "full", "unavailable", "damaged", "failed"];

test("nothing is said while all is well, nor while a row is on its way", () => {
  assert.equal(storeNotice(WELL), null);
  assert.equal(storeNotice({ ...WELL, unsaved: 1 }), null);
});

test("every trouble is named, with something to do, an export always among it", () => {
  const notices = KINDS.map((kind) => storeNotice({ ...WELL, kind }));
  assert.equal(new Set(notices.map(({ title }) => title)).size, KINDS.length);
  for (const { words, actions } of notices) {
    assert.ok(words.length > 20);
    assert.ok(actions.includes("export"));
  }
});

test("what only a reset mends offers one, and a newer store none", () => {
  const offers = KINDS.filter((kind) => storeNotice({ ...WELL, kind }).actions.includes("reset"));
  assert.deepEqual(offers, ["damaged", "failed"]);
});

test("rows that wait are counted, and whether they outlive the page is said", () => {
  const kept = storeNotice({ ...WELL, kind: "full", unsaved: 2 });
  assert.match(kept.words, /2 changes kept aside/);
  const lost = storeNotice({ ...WELL, kind: "unavailable", unsaved: 1, safe: false });
  assert.match(lost.words, /1 change will be lost when this page is closed/);
});

test("rows that cannot be read are told of in a store that works", () => {
  const notice = storeNotice({ ...WELL, unreadable: 3 });
  assert.match(notice.title, /cannot be read/);
  assert.deepEqual(notice.actions, ["export"]);
});
