import assert from "node:assert/strict";
import test from "node:test";

import { SearchIndex } from "../../overrides/assets/js/search-index.mjs";
import { ranked } from "../../overrides/assets/js/search-rank.mjs";
import { queryWords, understood } from "../../overrides/assets/js/search-words.mjs";
import { site } from "./search-site.mjs";

const RECORDS = [
  { title: "Calculus", text: "Derivatives and limits for learning.", kind: "note" },
  { title: "Derivatives", text: "A derivative is a slope of a function.", kind: "section" },
  { title: "What is a derivative?", text: "The slope of the best line." },
  { title: "Explain the chain rule.", text: "A derivative of a derivative, times a derivative." },
  { title: "How does gradient descent choose a step?", text: "It takes the gradient." },
  { title: "What are eigenvalues?", text: "Stretch of an eigenvector." },
  { title: "Sources", text: "Derivative pricing, a book on the derivative.", kind: "sources" },
  { title: "Calculus", kind: "skill" },
  { title: "Optimizers", text: "Optimization of functions.", kind: "section" },
  { title: "What does k-means minimise?", text: "kmeans distances." },
  { title: "What is the SVD?", text: "A = UΣV of any matrix", kind: "section" },
  { title: "Filler one", text: "words that stand alone" },
  { title: "Filler two", text: "other words" },
];
const STOP = ["a", "an", "are", "does", "how", "is", "it", "of", "the", "what", "that"];

async function search(text, options) {
  const made = site(RECORDS, { stop: STOP, ...options });
  const index = await new SearchIndex(made.read).open();
  const units = await understood(index, queryWords(text, index.stop));
  const hits = ranked(index, units);
  return { units, asked: made.asked, titles: hits.map(({ record }) => RECORDS[record].title), hits };
}

async function first(text, options) {
  return (await search(text, options)).titles[0];
}

test("a title of the query's words comes before a text of them", async () => {
  assert.deepEqual((await search("derivative ")).titles.slice(0, 2), ["What is a derivative?", "Derivatives"]);
});

test("a question asked in full finds itself, whatever the small words", async () => {
  assert.equal(await first("what is a derivative"), "What is a derivative?");
  assert.equal(await first("explain chain rule"), "Explain the chain rule.");
});

test("sources come after what explains", async () => {
  const { titles } = await search("derivative");
  assert.ok(titles.indexOf("Sources") > titles.indexOf("Explain the chain rule."));
});

test("a note and a skill are found first by their own name", async () => {
  const { hits } = await search("calculus");
  assert.deepEqual(hits.slice(0, 2).map(({ record }) => record), [0, 7]);
});

test("only small words ask for nothing", async () => {
  const { units, hits } = await search("what is the");
  assert.deepEqual([units, hits], [[], []]);
});

test("a word still being typed is any word that begins so", async () => {
  assert.equal(await first("deriv"), "Derivatives");
  assert.equal(await first("eig"), "What are eigenvalues?");
});

test("a finished word is not the beginning of others that it has nothing to do with", async () => {
  const { units } = await search("stand slope");
  assert.deepEqual([...units[0].as.keys()], ["stand"]);
  const { units: open } = await search("st");
  assert.ok(open[0].as.has("stretch"));
});

test("other forms of a word count, less than itself", async () => {
  const { units } = await search("optimizer rule");
  assert.ok(units[0].as.get("optimizers") > units[0].as.get("optimization"));
  assert.equal(await first("optimizer functions"), "Optimizers");
});

test("a misspelt word is taken for the nearest and says so", async () => {
  const { titles, units } = await search("gradeint desent");
  assert.equal(titles[0], "How does gradient descent choose a step?");
  assert.deepEqual(units.map(({ corrected }) => corrected), ["gradient", "descent"]);
});

test("with the first letter wrong the words of titles help", async () => {
  const { titles, asked } = await search("wigenvalues x", { splits: ["f", "o"] });
  assert.equal(titles[0], "What are eigenvalues?");
  assert.ok(asked.includes("search/f/titles.txt"));
});

test("a right word is not corrected and titles are not read for it", async () => {
  const { units, asked } = await search("gradient descent");
  assert.deepEqual(units.map(({ corrected }) => corrected), ["", ""]);
  assert.ok(!asked.includes("search/f/titles.txt"));
});

test("an unknown word is left out of account", async () => {
  const { titles, units } = await search("xqzzyw derivative");
  assert.equal(titles[0], "What is a derivative?");
  assert.equal(units[0].as.size, 0);
});

test("nothing known finds nothing", async () => {
  assert.deepEqual((await search("xqzzyw")).hits, []);
});

test("what was written apart is found together, and the other way round", async () => {
  assert.equal(await first("eigen values"), "What are eigenvalues?");
  assert.equal(await first("k-means"), "What does k-means minimise?");
  assert.equal(await first("A = U Σ V"), "What is the SVD?");
});

test("records with more of the query come first, and those with little of it not at all", async () => {
  const { titles } = await search("gradient descent step");
  assert.equal(titles[0], "How does gradient descent choose a step?");
  assert.ok(!titles.includes("Filler one"));
});

test("the same query gives the same order", async () => {
  const [one, other] = [await search("derivative slope"), await search("derivative slope")];
  assert.deepEqual(one.hits, other.hits);
});

test("a very long query is cut, not refused", async () => {
  assert.equal(await first(`derivative ${"rule ".repeat(500)}`), "Explain the chain rule.");
});
