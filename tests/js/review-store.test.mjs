import "fake-indexeddb/auto";

import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";

import { IDBFactory, IDBObjectStore } from "fake-indexeddb";

import { merged, nothing, setting } from "../../overrides/assets/js/progress.mjs";
import { fileText, preview, readFile } from "../../overrides/assets/js/progress-file.mjs";
import { databaseName, ReviewStore, UPGRADES } from "../../overrides/assets/js/review-store.mjs";
import { randomLog, review, START } from "./practice-log.mjs";

const BASE = "/notes/";
const PUT = IDBObjectStore.prototype.put;
const open = [];
let storage;

// As much of the browser's local storage as is used; `room` is how many entries it takes.
function localStorage(room = Infinity) {
  const entries = new Map();
  return {
    get length() { return entries.size; },
    key: (place) => [...entries.keys()][place] ?? null,
    getItem: (key) => entries.get(key) ?? null,
    removeItem: (key) => entries.delete(key),
    setItem(key, text) {
      if (entries.size >= room) throw new DOMException("full", "QuotaExceededError");
      entries.set(key, text);
    },
  };
}

async function store(options = {}) {
  const opened = await ReviewStore.open(BASE, { storage, patience: 3000, ...options });
  open.push(opened);
  return opened;
}

function close(opened) {
  opened.close();
  open.splice(open.indexOf(opened), 1);
}

// The database as another program sees it.
function raw(version, upgrade = () => {}) {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(databaseName(BASE), version);
    request.onupgradeneeded = () => upgrade(request.result);
    request.onsuccess = () => {
      open.push(request.result);
      resolve(request.result);
    };
    request.onerror = () => reject(request.error);
  });
}

async function putRaw(list, row, key) {
  const database = await raw();
  const transaction = database.transaction(list, "readwrite");
  transaction.objectStore(list).put(row, key);
  await new Promise((resolve) => { transaction.oncomplete = resolve; });
  database.close();
}

const settle = () => new Promise((resolve) => { setTimeout(resolve, 30); });
const reviewIds = async (opened) => (await opened.progress()).reviews.map(({ id }) => id).sort();

function putsFail(name) {
  IDBObjectStore.prototype.put = () => { throw new DOMException("no room", name); };
}

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
  storage = localStorage();
});

afterEach(() => {
  IDBObjectStore.prototype.put = PUT;
  for (const opened of open.splice(0)) opened.close();
});

test("what was written is there after a reload", async () => {
  const first = await store();
  const relinks = [{ id: "l", from: "a", to: "b", at: START }];
  const rows = { reviews: randomLog(1, { size: 20 }), relinks };
  assert.equal((await first.write(rows)).kind, "ready");
  await first.set("exam", { at: START }, START);
  const before = await first.progress();
  close(first);
  const again = await (await store()).progress();
  assert.deepEqual(again, before);
  assert.equal(again.reviews.length, 20);
  assert.deepEqual(setting(again, "exam"), { at: START });
  assert.equal(storage.length, 0);
});

test("sites on one host have databases of their own", async () => {
  const here = await store();
  await here.write({ reviews: [review("q", 3)] });
  const there = await ReviewStore.open("/other/", { storage });
  open.push(there);
  assert.deepEqual(await reviewIds(there), []);
});

test("two tabs keep each other's reviews, settings and undoing", async () => {
  const [one, other] = [await store(), await store()];
  const [a, b] = [review("q", 3), review("q", 1, START + 1)];
  await Promise.all([one.write({ reviews: [a] }), other.write({ reviews: [b] })]);
  await Promise.all([
    one.write({ reviews: [{ ...a, undone: START + 5 }] }),
    other.write({ reviews: [a, b] }),
  ]);
  await Promise.all([one.set("exam", "new", START + 2), other.set("exam", "old", START + 1)]);
  const seen = await one.progress();
  assert.deepEqual(seen, await other.progress());
  assert.deepEqual(seen.reviews, [{ ...a, undone: START + 5 }, b]);
  assert.equal(setting(seen, "exam"), "new");
});

test("two tabs with many writes at once end up with all of them", async () => {
  const [one, other] = [await store(), await store()];
  const log = randomLog(3, { size: 60 });
  await Promise.all(log.map((row, at) => (at % 2 ? one : other).write({ reviews: [row] })));
  assert.deepEqual(await reviewIds(one), log.map(({ id }) => id).sort());
  assert.deepEqual(await reviewIds(other), await reviewIds(one));
});

test("a tab hears of what another writes", async () => {
  const [one, other] = [await store(), await store()];
  const heard = new Promise((resolve) => { other.addEventListener("change", resolve); });
  await one.write({ reviews: [review("q", 3)] });
  await heard;
});

test("export, reset and import give back what there was", async () => {
  const opened = await store();
  const log = randomLog(5).map((row, at) => (at % 4 ? row : { ...row, undone: row.at + 1 }));
  await opened.write({ reviews: log });
  await opened.set("exam", { at: START }, START);
  const before = await opened.progress();
  const text = fileText(before, { at: START, site: "" });
  assert.equal(await opened.reset(), true);
  assert.deepEqual(await opened.progress(), nothing());
  const taken = preview(await opened.progress(), readFile(text).progress, new Set());
  assert.equal(taken.added, log.length);
  await opened.write(taken.progress);
  assert.deepEqual(await opened.progress(), before);
  await opened.write(taken.progress);
  assert.deepEqual(await opened.progress(), before);
});

test("a reset of some reviews leaves the others", async () => {
  const opened = await store();
  const [a, b] = [review("a", 3), review("b", 3)];
  await opened.write({ reviews: [a, b] });
  await opened.reset([a.id]);
  assert.deepEqual(await reviewIds(opened), [b.id]);
  close(opened);
  assert.deepEqual(await reviewIds(await store()), [b.id]);
});

test("reviews made while storage is full are said to be unsaved, and saved later", async () => {
  const opened = await store();
  const told = [];
  opened.addEventListener("state", () => told.push(opened.state.kind));
  const [a, b] = [review("q", 3), review("q", 4, START + 9)];
  putsFail("QuotaExceededError");
  const state = await opened.write({ reviews: [a] });
  assert.deepEqual([state.kind, state.unsaved, state.safe], ["full", 1, true]);
  await opened.write({ reviews: [b] });
  assert.equal(opened.state.unsaved, 2);
  const whole = await opened.progress();
  assert.deepEqual(whole.reviews, [a, b]);
  assert.match(fileText(whole, { at: START, site: "" }), new RegExp(a.id));
  IDBObjectStore.prototype.put = PUT;
  const { kind, unsaved } = await opened.retry();
  assert.deepEqual([kind, unsaved, storage.length], ["ready", 0, 0]);
  assert.deepEqual((await opened.progress()).reviews, [a, b]);
  assert.equal(told[0], "full");
  assert.equal(told.at(-1), "ready");
});

test("what could not be saved before the page was closed is saved by the next one", async () => {
  const first = await store();
  const row = review("q", 3);
  putsFail("QuotaExceededError");
  await first.write({ reviews: [row] });
  close(first);
  IDBObjectStore.prototype.put = PUT;
  const second = await store();
  assert.deepEqual(await reviewIds(second), [row.id]);
  assert.deepEqual([second.state.kind, second.state.unsaved, storage.length], ["ready", 0, 0]);
});

test("when nothing can be kept anywhere the state says so, and memory still holds it", async () => {
  storage = localStorage(0);
  const opened = await store();
  putsFail("QuotaExceededError");
  const state = await opened.write({ reviews: [review("q", 3)] });
  assert.deepEqual([state.kind, state.unsaved, state.safe], ["full", 1, false]);
  assert.equal((await opened.progress()).reviews.length, 1);
});

test("a write is whole or not at all", async () => {
  const opened = await store();
  let puts = 0;
  IDBObjectStore.prototype.put = function put(...row) {
    puts += 1;
    if (puts === 3) throw new DOMException("no room", "QuotaExceededError");
    return PUT.apply(this, row);
  };
  await opened.write({ reviews: randomLog(1, { size: 5 }) });
  assert.equal(opened.state.unsaved, 5);
  const database = await raw();
  const count = database.transaction("reviews").objectStore("reviews").count();
  await new Promise((resolve) => { count.onsuccess = resolve; });
  assert.equal(count.result, 0);
  database.close();
});

test("a dead connection is opened anew without losing the review", async () => {
  const opened = await store();
  let failures = 0;
  IDBObjectStore.prototype.put = function put(...row) {
    failures += 1;
    if (failures === 1) throw new DOMException("connection lost", "UnknownError");
    return PUT.apply(this, row);
  };
  const state = await opened.write({ reviews: [review("q", 3)] });
  assert.deepEqual([state.kind, state.unsaved, failures > 1], ["ready", 0, true]);
});

test("what a database held stays in sight when it is lost for good", async () => {
  const opened = await store();
  const [a, b] = [review("q", 3), review("q", 3, START + 1)];
  await opened.write({ reviews: [a] });
  putsFail("UnknownError");
  globalThis.indexedDB = { open() { throw new DOMException("gone", "UnknownError"); } };
  const state = await opened.write({ reviews: [b] });
  assert.deepEqual([state.kind, state.unsaved], ["failed", 1]);
  assert.deepEqual((await opened.progress()).reviews, [a, b]);
});

test("a review made while another is being written is written as well", async () => {
  const opened = await store();
  const [a, b] = [review("q", 3), review("q", 3, START + 1)];
  let second;
  IDBObjectStore.prototype.put = function put(...row) {
    second ??= opened.write({ reviews: [b] });
    return PUT.apply(this, row);
  };
  await opened.write({ reviews: [a] });
  await second;
  close(opened);
  assert.deepEqual((await (await store()).progress()).reviews, [a, b]);
});

test("a reset also takes away what could not be saved", async () => {
  const opened = await store();
  putsFail("QuotaExceededError");
  await opened.write({ reviews: [review("q", 3)] });
  assert.equal(storage.length, 1);
  await opened.reset();
  assert.deepEqual([storage.length, opened.state.unsaved], [0, 0]);
  assert.deepEqual(await opened.progress(), nothing());
});

test("without a database at all practice goes on, and is kept aside", async () => {
  const there = globalThis.indexedDB;
  delete globalThis.indexedDB;
  try {
    const opened = await store();
    assert.equal(opened.state.kind, "unavailable");
    const row = review("q", 3);
    await opened.write({ reviews: [row] });
    assert.deepEqual([opened.state.kind, opened.state.safe], ["unavailable", true]);
    assert.deepEqual(await reviewIds(opened), [row.id]);
    close(opened);
    assert.deepEqual(await reviewIds(await store()), [row.id], "also after a reload");
  } finally {
    globalThis.indexedDB = there;
  }
  const well = await store();
  assert.equal((await reviewIds(well)).length, 1);
  assert.equal(storage.length, 0);
});

test("a database that another tab holds blocks nothing but itself", async () => {
  const old = await store();
  const before = review("q", 1);
  await old.write({ reviews: [before] });
  close(old);
  const holder = await raw();
  const upgrades = [...UPGRADES, (database) => database.createObjectStore("more")];
  const start = performance.now();
  const opened = await store({ upgrades, patience: 3000 });
  assert.ok(performance.now() - start < 2000, "it does not wait to see");
  assert.equal(opened.state.kind, "blocked");
  const row = review("q", 3, START + 1);
  const state = await opened.write({ reviews: [row] });
  assert.deepEqual([state.kind, state.unsaved, state.safe], ["blocked", 1, true]);
  holder.close();
  await settle();
  assert.equal(opened.state.kind, "ready");
  assert.deepEqual((await opened.progress()).reviews, [before, row]);
  assert.equal(opened.state.unsaved, 0);
});

test("an upgrade keeps what the older version wrote", async () => {
  const old = await store();
  await old.write({ reviews: [review("q", 3, START, { id: "kept" })] });
  close(old);
  const upgrades = [...UPGRADES, (database, transaction) => {
    transaction.objectStore("reviews").createIndex("question", "question");
  }];
  const opened = await store({ upgrades });
  assert.equal(opened.state.kind, "ready");
  assert.deepEqual(await reviewIds(opened), ["kept"]);
  const database = await raw();
  assert.equal(database.version, 2);
  database.close();
});

test("a tab makes way for a newer version of the site, and keeps its reviews aside", async () => {
  const old = await store();
  const [a, b] = [review("q", 3), review("q", 3, START + 1)];
  await old.write({ reviews: [a] });
  const opened = await store({ upgrades: [...UPGRADES, () => {}] });
  assert.equal(opened.state.kind, "ready");
  assert.equal(old.state.kind, "newer");
  const state = await old.write({ reviews: [b] });
  assert.deepEqual([state.kind, state.unsaved, state.safe], ["newer", 1, true]);
  assert.deepEqual(await reviewIds(old), [a.id, b.id].sort());
  close(opened);
  const next = await store({ upgrades: [...UPGRADES, () => {}] });
  assert.deepEqual(await reviewIds(next), [a.id, b.id].sort());
});

test("a database of a newer version is read but not touched", async () => {
  const row = review("q", 3);
  const first = await store({ upgrades: [...UPGRADES, () => {}] });
  await first.write({ reviews: [row] });
  close(first);
  await putRaw("reviews", { id: "odd", shape: "of the future" });
  const opened = await store();
  assert.equal(opened.state.kind, "newer");
  const mine = review("q", 4, START + 1);
  await opened.write({ reviews: [mine] });
  const all = await opened.progress();
  assert.deepEqual(all.reviews, [row, mine]);
  assert.deepEqual(all.unreadable.map((one) => one.row.shape), ["of the future"]);
  assert.equal(opened.state.unreadable, 1);
  close(opened);
  const database = await raw();
  assert.equal(database.version, 2);
  database.close();
});

test("rows that cannot be read are counted, exported, and left where they are", async () => {
  const opened = await store();
  const good = review("q", 3);
  await opened.write({ reviews: [good] });
  const odd = [{ id: "x", grade: 99 }, { id: "y", at: 1n }, { id: "z", ...{ question: null } }];
  for (const row of odd) await putRaw("reviews", row);
  await putRaw("settings", { key: "exam", value: START, at: "yesterday" });
  const all = await opened.progress();
  assert.deepEqual(all.reviews, [good]);
  assert.equal(all.unreadable.length, 4);
  assert.equal(opened.state.unreadable, 4);
  assert.equal(readFile(fileText(all, { at: START, site: "" })).progress.unreadable.length, 4);
  const database = await raw();
  const count = database.transaction("reviews").objectStore("reviews").count();
  await new Promise((resolve) => { count.onsuccess = resolve; });
  assert.equal(count.result, 4);
  database.close();
});

test("a row that is written over an unreadable one does not lose that", async () => {
  const opened = await store();
  await putRaw("reviews", { id: "x", grade: 99 });
  const row = review("q", 3, START, { id: "x" });
  await opened.write({ reviews: [row] });
  const all = await opened.progress();
  assert.deepEqual(all.reviews, [row]);
  assert.deepEqual(all.unreadable.map((one) => one.row), [{ id: "x", grade: 99 }]);
});

test("a database without its parts is damaged, and practice goes on beside it", async () => {
  (await raw(1, (database) => database.createObjectStore("reviews", { keyPath: "id" }))).close();
  const row = review("q", 3);
  await putRaw("reviews", row);
  const opened = await store();
  assert.equal(opened.state.kind, "damaged");
  const mine = review("q", 1, START + 1);
  await opened.write({ reviews: [mine] });
  assert.deepEqual((await opened.progress()).reviews, [row, mine]);
  assert.deepEqual([opened.state.kind, opened.state.safe], ["damaged", true]);
});

test("a reset of everything makes a damaged database anew, one of a level does not", async () => {
  (await raw(1, (database) => database.createObjectStore("reviews", { keyPath: "id" }))).close();
  await putRaw("reviews", review("q", 3));
  const opened = await store();
  await opened.write({ reviews: [review("q", 1)] });
  assert.equal(await opened.reset(["r1"]), false);
  assert.equal(await opened.reset(), true);
  assert.equal(opened.state.kind, "ready");
  assert.deepEqual(await reviewIds(opened), []);
  assert.equal(storage.length, 0);
  await opened.write({ reviews: [review("q", 3, START, { id: "new" })] });
  assert.deepEqual(await reviewIds(await store()), ["new"]);
});

test("a reset leaves a newer database alone", async () => {
  (await raw(99)).close();
  const opened = await store();
  assert.equal(await opened.reset(), false);
  assert.equal(opened.state.kind, "newer");
});

test("wrong rows from a file are kept as unreadable, once", async () => {
  const opened = await store();
  const file = JSON.stringify({ format: "levelset-progress", version: 1, reviews: [{ id: 7 }, 3] });
  const { progress } = readFile(file);
  await opened.write(progress);
  await opened.write(progress);
  assert.deepEqual((await opened.progress()).unreadable, progress.unreadable);
  assert.equal(progress.unreadable.length, 2);
});

test("nonsense in the browser's storage is taken in as unreadable", async () => {
  storage.setItem(`${databaseName(BASE)}#reviews x`, "{half a ro");
  storage.setItem(`${databaseName(BASE)}#other y`, '{"a":1}');
  storage.setItem("somebody else's", "stays");
  const opened = await store();
  assert.equal((await opened.progress()).unreadable.length, 2);
  assert.deepEqual([opened.state.kind, opened.state.unsaved], ["ready", 0]);
  assert.equal(storage.length, 1);
});

test("a review undone while the first write is on its way ends up undone", async () => {
  const opened = await store();
  const row = review("q", 3);
  const undone = { ...row, undone: START + 1 };
  await Promise.all([opened.write({ reviews: [row] }), opened.write({ reviews: [undone] })]);
  close(opened);
  assert.deepEqual((await (await store()).progress()).reviews, [undone]);
});

test("what two stores hold is the merge of both, whatever fails between", async () => {
  const [one, other] = [await store(), await store()];
  const [first, second] = [randomLog(8, { size: 10 }), randomLog(9, { size: 10 })];
  await one.write({ reviews: first });
  putsFail("QuotaExceededError");
  await other.write({ reviews: second });
  IDBObjectStore.prototype.put = PUT;
  await other.retry();
  const lists = { ...nothing(), reviews: first };
  assert.deepEqual(await one.progress(), merged(lists, { ...nothing(), reviews: second }));
});
