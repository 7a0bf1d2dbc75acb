import assert from "node:assert/strict";
import { test } from "node:test";

import { relinksFor, renamed } from "../../overrides/assets/js/former-names.mjs";

const FORMER = new Map([["old", "new"], ["older", "new"], ["gone", "lost"]]);

function links(reviewed, names = {}) {
  const rows = relinksFor({
    former: FORMER,
    names: new Map(Object.entries(names)),
    reviewed,
    known: new Set(["new", "other"]),
    at: 5,
    newId: () => "id",
  });
  return rows.map(({ from, to }) => [from, to]);
}

test("reviews under a former name get a link, others none", () => {
  assert.deepEqual(links(["old", "new", "unheard"]), [["old", "new"]]);
});

test("what the reader has linked to a question stays; a link to a former name is carried on", () => {
  assert.deepEqual(links(["old"], { old: "other" }), []);
  assert.deepEqual(links(["ancient"], { ancient: "older" }), [["ancient", "new"]]);
  assert.deepEqual(links(["old"], { old: "new" }), []);
});

test("a stored session asks for its questions by their new names", () => {
  const session = { id: "s", queue: [{ question: "old", points: 2 }, { question: "other" }, null] };
  assert.deepEqual(renamed(session, FORMER).queue, [
    { question: "new", points: 2 },
    { question: "other" },
    null,
  ]);
  assert.deepEqual(renamed({ id: "s" }, FORMER), { id: "s" });
});
