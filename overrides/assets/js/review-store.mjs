// Where a reader's progress is kept: an IndexedDB database of this site, in this browser only.
//
// Every row is kept in memory until the database has it. While the database fails, rows are kept
// aside as well, and go into it when it is well again: with the next row, the next page, or
// `retry`. `state` says how things stand:
//
//   { kind, unsaved, safe, unreadable, detail }
//
//   kind: "ready"; "blocked" (another tab holds an older database); "newer" (the database comes
//   from a newer version of the site: reload); "full"; "unavailable" (the browser forbids it);
//   "damaged"; "failed". unsaved: rows not in the database; safe: they outlive the page all the
//   same; unreadable: rows in the database that could not be read, which are kept as they are.
//
// The store tells of "state" when that changes, and of "change" when another tab wrote something.

import { deleteDB, openDB } from "../vendor/idb.mjs";
import { KeptAside } from "./kept-aside.mjs";
import { databaseName } from "./progress-place.mjs";
import { LISTS, merged, nothing, readProgress, rowCount, unreadableKey } from "./progress.mjs";
import { mergedRow, readRelink, readReview, readSetting } from "./review-log.mjs";

// Each takes the database from the version of its place in the list to the next.
export const UPGRADES = [
  (database) => {
    for (const list of ["reviews", "relinks"]) database.createObjectStore(list, { keyPath: "id" });
    database.createObjectStore("settings", { keyPath: "key" });
    database.createObjectStore("unreadable");
  },
];

const STORES = [...Object.keys(LISTS), "unreadable"];
const READERS = { reviews: readReview, relinks: readRelink, settings: readSetting };
const UNTOUCHED = ["newer", "damaged"];
const RUINED = ["damaged", "failed"];
const PATIENCE = 4000; // milliseconds for the database to open
const KINDS = {
  VersionError: "newer",
  QuotaExceededError: "full",
  SecurityError: "unavailable",
  ReferenceError: "unavailable",
  InvalidStateError: "unavailable",
  NotFoundError: "damaged",
  DataError: "damaged",
};

export { databaseName };

export class ReviewStore extends EventTarget {
  #name;
  #upgrades;
  #patience;
  #aside;
  #channel = null;
  #database = null;
  #opening = null;
  #closed = false;
  #waiting = nothing();
  #seen = nothing(); // what the database held when it was read last
  #since = nothing(); // what was put into it since then
  #safe = true;
  #turn = Promise.resolve();

  state = Object.freeze({ kind: "failed", unsaved: 0, safe: true, unreadable: 0, detail: "" });

  // Always gives a store, whatever state it is in.
  static async open(base, options = {}) {
    const store = new ReviewStore(base, options);
    await store.#connect();
    return store;
  }

  constructor(base, { upgrades = UPGRADES, patience = PATIENCE, storage = local() }) {
    super();
    this.#name = databaseName(base);
    this.#upgrades = upgrades;
    this.#patience = patience;
    this.#aside = new KeptAside(this.#name, storage);
    this.#waiting = this.#aside.read();
    if (globalThis.BroadcastChannel) {
      this.#channel = new BroadcastChannel(this.#name);
      this.#channel.onmessage = () => this.dispatchEvent(new Event("change"));
    }
  }

  // Everything that is known: what the database holds, and what is still to go into it. Of a
  // database that does not answer, what it held when it last did.
  progress() {
    return this.#inTurn(() => this.#gather());
  }

  // Adds rows, or undone reviews; `rows` may leave lists out. Resolves to the state: when that is
  // not "ready" the rows are kept all the same.
  write(rows) {
    this.#waiting = merged(this.#waiting, readProgress(rows));
    if (this.state.kind !== "ready") this.#keepAside();
    return this.#inTurn(() => this.#flush());
  }

  // Keeps a setting; null takes it away.
  set(key, value, at) {
    return this.write({ settings: [{ key, value, at }] });
  }

  // Tries once more what failed.
  retry() {
    return this.#inTurn(() => this.#flush());
  }

  // Removes the reviews with these ids, or without ids all there is, a database that is damaged or
  // fails with it. Resolves to whether they are gone.
  reset(ids = null) {
    return this.#inTurn(() => this.#remove(ids));
  }

  close() {
    this.#closed = true;
    this.#channel?.close();
    this.#database?.close();
    this.#database = null;
  }

  #inTurn(work) {
    const done = this.#turn.then(work);
    this.#turn = done.catch(() => {});
    return done;
  }

  async #gather() {
    try {
      if (this.#database) this.#read(await allRows(this.#database));
      else if (UNTOUCHED.includes(this.state.kind)) await this.#peek();
      this.#tell({});
    } catch (error) {
      this.#fail(error);
    }
    return merged(merged(this.#seen, this.#since), this.#waiting);
  }

  // Opens the database, or gives up waiting for that; it may come later.
  async #connect() {
    let blocked = () => {};
    const held = new Promise((resolve) => { blocked = resolve; });
    this.#opening ??= this.#open(() => blocked("another tab holds the database"));
    const late = after(this.#patience, "the database does not open");
    const why = await Promise.race([this.#opening, held, late]);
    late.cancel();
    if (why && this.#opening) this.#tell({ kind: "blocked", detail: why });
  }

  async #open(blocked) {
    try {
      const database = await openDB(this.#name, this.#upgrades.length, {
        upgrade: (opened, old, now, transaction) => {
          for (const upgrade of this.#upgrades.slice(old)) upgrade(opened, transaction);
        },
        blocked,
        blocking: () => this.#leave("newer", "another tab has a newer version of the site"),
        terminated: () => this.#leave("failed", "the browser closed the database"),
      });
      this.#adopt(database);
    } catch (error) {
      this.#fail(error);
    } finally {
      this.#opening = null;
    }
  }

  #adopt(database) {
    if (this.#closed) return database.close();
    this.#database = database;
    if (STORES.every((store) => database.objectStoreNames.contains(store))) {
      this.#tell({ kind: "ready", detail: "" });
      if (rowCount(this.#waiting) > 0) this.retry();
    } else {
      this.#leave("damaged", "the database lacks a part");
    }
  }

  #leave(kind, detail) {
    this.#database?.close();
    this.#database = null;
    this.#tell({ kind, detail });
  }

  // Reads what can be read of a database that is not ours to write.
  async #peek() {
    const late = after(this.#patience, null);
    const rows = await Promise.race([rowsBeside(this.#name), late]);
    late.cancel();
    if (rows) this.#read(rows);
  }

  #read(rows) {
    this.#seen = readProgress(rows);
    this.#since = nothing();
  }

  // A connection may be dead without having said so: the second attempt has a new one.
  async #flush() {
    for (let attempt = 0; attempt < 2; attempt += 1) {
      const mayReturn = this.state.kind !== "newer" && !this.#closed;
      if (!this.#database && !this.#opening && mayReturn) await this.#connect();
      if (!this.#database || (await this.#put(this.#waiting))) break;
    }
    this.#tell({});
    return this.state;
  }

  async #put(batch) {
    try {
      if (rowCount(batch) > 0) await putRows(this.#database, batch);
      this.#written(batch);
      return true;
    } catch (error) {
      this.#fail(error);
      return this.state.kind === "full";
    }
  }

  #written(batch) {
    this.#since = merged(this.#since, batch);
    this.#waiting = without(this.#waiting, batch);
    this.#aside.drop(batch);
    this.#keepAside();
    this.#tell({ kind: "ready", detail: "" });
    if (rowCount(batch) > 0) this.#channel?.postMessage("written");
  }

  async #remove(ids) {
    try {
      if (this.#database) await removeRows(this.#database, ids);
      else if (ids || !(await this.#renew())) return false;
    } catch (error) {
      this.#fail(error);
      return false;
    }
    if (ids) this.#aside.drop({ ...nothing(), reviews: ids.map((id) => ({ id })) });
    else this.#aside.clear();
    const gone = new Set(ids);
    const stays = ({ id }) => !gone.has(id);
    const cut = (all) => (ids ? { ...all, reviews: all.reviews.filter(stays) } : nothing());
    [this.#seen, this.#since] = [cut(this.#seen), cut(this.#since)];
    this.#waiting = cut(this.#waiting);
    this.#keepAside();
    this.#tell({ kind: "ready", detail: "" });
    this.#channel?.postMessage("removed");
    return true;
  }

  // Puts a database away that is of no use, and makes a new one.
  async #renew() {
    if (!RUINED.includes(this.state.kind)) return false;
    const late = after(this.#patience, "late");
    const gone = await Promise.race([deleteDB(this.#name), late]);
    late.cancel();
    if (gone !== "late") await this.#connect();
    return this.#database !== null;
  }

  #fail(error) {
    const kind = KINDS[error?.name] ?? "failed";
    this.#keepAside();
    if (kind === "full") this.#tell({ kind, detail: error.message });
    else this.#leave(kind, `${error?.name}: ${error?.message}`);
  }

  #keepAside() {
    this.#safe = rowCount(this.#waiting) === 0 || this.#aside.keep(this.#waiting);
  }

  #tell(change) {
    const counts = { unsaved: rowCount(this.#waiting), safe: this.#safe };
    const next = { ...this.state, ...change, ...counts, unreadable: this.#seen.unreadable.length };
    if (JSON.stringify(next) === JSON.stringify(this.state)) return;
    this.state = Object.freeze(next);
    this.dispatchEvent(new Event("state"));
  }
}

function local() {
  try {
    return globalThis.localStorage ?? null;
  } catch {
    return null; // Storage is switched off.
  }
}

function after(milliseconds, message) {
  let timer;
  const late = new Promise((resolve) => { timer = setTimeout(resolve, milliseconds, message); });
  return Object.assign(late, { cancel: () => clearTimeout(timer) });
}

async function allRows(database) {
  const stores = STORES.filter((store) => database.objectStoreNames.contains(store));
  const rows = await Promise.all(stores.map((store) => rowsOf(database, store)));
  return Object.fromEntries(stores.map((store, place) => [store, rows[place]]));
}

async function rowsBeside(name) {
  try {
    const database = await openDB(name);
    const rows = await allRows(database);
    database.close();
    return rows;
  } catch {
    return null;
  }
}

// A value that the browser cannot read any more makes reading all at once fail.
async function rowsOf(database, store) {
  try {
    return await database.getAll(store);
  } catch {
    const keys = await database.getAllKeys(store);
    const reads = keys.map((key) => database.get(store, key).catch((error) => {
      return { key, lost: String(error) };
    }));
    return Promise.all(reads);
  }
}

// Rows are put beside those that another tab wrote meanwhile, in one transaction.
async function putRows(database, progress) {
  const transaction = database.transaction(STORES, "readwrite", { durability: "strict" });
  const puts = [];
  for (const [list, key] of Object.entries(LISTS)) {
    const store = transaction.objectStore(list);
    puts.push(...progress[list].map((row) => putRow(transaction, store, row, row[key])));
  }
  const unreadable = transaction.objectStore("unreadable");
  puts.push(...progress.unreadable.map((row) => unreadable.put(row, unreadableKey(row))));
  await settled(transaction, puts);
}

async function putRow(transaction, store, row, key) {
  const there = await store.get(key);
  if (there === undefined) return store.put(row);
  const { row: readable, fault } = READERS[store.name](there);
  if (readable) return store.put(mergedRow(readable, row));
  const kept = { list: store.name, row: there, fault };
  await transaction.objectStore("unreadable").put(kept, unreadableKey(kept));
  return store.put(row);
}

async function removeRows(database, ids) {
  const transaction = database.transaction(STORES, "readwrite", { durability: "strict" });
  const reviews = transaction.objectStore("reviews");
  const all = () => STORES.map((store) => transaction.objectStore(store).clear());
  await settled(transaction, ids ? ids.map((id) => reviews.delete(id)) : all());
}

// Nothing is written in part: what fails takes all the rest back.
async function settled(transaction, work) {
  transaction.done.catch(() => {});
  try {
    await Promise.all(work);
  } catch (error) {
    try {
      transaction.abort();
    } catch {
      // It is over already.
    }
    throw transaction.error ?? error;
  }
  await transaction.done;
}

// What is waiting and was not in the batch, or has been undone since.
function without(waiting, batch) {
  const rest = nothing();
  for (const list of STORES) {
    const done = new Set(batch[list].map((row) => JSON.stringify(row)));
    rest[list] = waiting[list].filter((row) => !done.has(JSON.stringify(row)));
  }
  return rest;
}
