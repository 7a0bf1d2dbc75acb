import assert from "node:assert/strict";
import test from "node:test";

import { SearchIndex } from "../../overrides/assets/js/search-index.mjs";
import { site } from "./search-site.mjs";

const RECORDS = [
  { title: "Calculus", kind: "note", category: 0, skills: ["limits"] },
  { title: "The chain rule", text: "calculus of chains chains chains", kind: "section", category: 0 },
  { title: "Why mean?", text: "means", level: 1, category: 1, skills: ["limits", "means"] },
  { title: "limits", kind: "skill" },
];

async function opened(options) {
  const made = site(RECORDS, options);
  return { ...made, index: await new SearchIndex(made.read).open() };
}

test("opening reads one file", async () => {
  const { asked, index } = await opened();
  assert.deepEqual(asked, ["search/index.json"]);
  assert.equal(index.size, 4);
  assert.deepEqual(index.levels[1], { id: "senior", label: "Senior", rings: 2 });
});

test("an index of another version is an error", async () => {
  await assert.rejects(opened({ version: 2 }), /search index 2/);
});

test("kinds, levels and categories are told without another file", async () => {
  const { index } = await opened();
  assert.deepEqual([0, 1, 2, 3].map((n) => index.kind(n)), ["note", "section", "question", "skill"]);
  assert.deepEqual([0, 1, 2, 3].map((n) => index.level(n)), [-1, -1, 1, -1]);
  assert.deepEqual([0, 1, 2, 3].map((n) => index.category(n)), [0, 0, 1, -1]);
});

test("only the files that hold a beginning are read, and once", async () => {
  const { asked, index } = await opened({ splits: ["ch", "m"] });
  assert.deepEqual(await index.termsNear("cal"), ["calculus"]);
  await index.termsNear("calculus");
  assert.deepEqual(asked.slice(1), ["search/f/w0.txt"]);
  assert.deepEqual((await index.termsNear("c")).slice(0, 3), ["calculus", "chain", "chains"]);
  assert.deepEqual(asked.slice(2), ["search/f/w1.txt"]);
});

test("a beginning before all words and one after them find the nearest file", async () => {
  const { index } = await opened({ splits: ["m"] });
  assert.ok((await index.termsNear("aa")).includes("calculus"));
  assert.ok((await index.termsNear("zz")).includes("why"));
});

test("no more files are read for a beginning than is said", async () => {
  const { asked, index } = await opened({ splits: ["ch", "l", "m", "r", "w"] });
  await index.termsNear("", 2);
  assert.equal(asked.length, 3);
});

test("postings hold record, share of the title and weight", async () => {
  const { index } = await opened();
  await index.termsNear("c");
  const read = (term) => [...index.postings(term)].map((each) => [each >>> 7, (each >> 4) & 7, each & 15]);
  assert.deepEqual(read("calculus"), [[0, 7, 0], [1, 0, 3]]);
  assert.deepEqual(read("chains"), [[1, 0, 9]]);
  assert.deepEqual(read("chains"), [[1, 0, 9]]);
  assert.deepEqual(read("unheard"), []);
});

test("records, skills and the words of titles are read when asked for", async () => {
  const { index } = await opened();
  assert.deepEqual(await index.record(2), { url: "at/2/", title: "Why mean?", within: "", text: "means" });
  const skills = await index.skills();
  assert.deepEqual(skills.names.map(({ label }) => label), ["LIMITS", "MEANS"]);
  assert.deepEqual([0, 1, 2].map(skills.of), [[0], [], [0, 1]]);
  assert.ok((await index.titleWords()).includes("calculus"));
});

test("a file that failed is asked for again", async () => {
  const { files, index } = await opened();
  const kept = files["r1.json"];
  delete files["r1.json"];
  await assert.rejects(index.record(1), /404/);
  files["r1.json"] = kept;
  assert.equal((await index.record(1)).title, "The chain rule");
});

test("opened again, nothing old is left", async () => {
  const { asked, index } = await opened();
  await index.termsNear("c");
  await index.open();
  assert.equal(index.postings("calculus").length, 0);
  await index.termsNear("c");
  assert.deepEqual(asked, ["search/index.json", "search/f/w0.txt", "search/index.json", "search/f/w0.txt"]);
});
