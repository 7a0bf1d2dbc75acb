import assert from "node:assert/strict";
import test from "node:test";

import { pageAddress, siteText } from "../../overrides/assets/js/site-file.mjs";

test("a page's address is a folder's where there is a server", () => {
  const site = "https://notes.example/study/explorer.json";
  assert.equal(pageAddress("levels/mid/#a", site), "https://notes.example/study/levels/mid/#a");
});

test("a file that the server does not have is an error", async (t) => {
  t.mock.method(globalThis, "fetch", async () => new Response("gone", { status: 404 }));
  await assert.rejects(siteText("https://notes.example/a.json"), /answered 404 .*a\.json/);
});
