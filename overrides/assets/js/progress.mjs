// A reader's progress: `{ reviews, relinks, settings, unreadable }`, the rows of review-log.mjs,
// settings `{ key, value, at }`, and what was found in their place but could not be read, as
// `{ list, row, fault }`. Whatever comes from a store or a file is read here before it is used.

import { mergedRows, readRelink, readReview, readSetting } from "./review-log.mjs";

export const LISTS = { reviews: "id", relinks: "id", settings: "key" }; // with what names a row

const READERS = { reviews: readReview, relinks: readRelink, settings: readSetting };

export function nothing() {
  return { reviews: [], relinks: [], settings: [], unreadable: [] };
}

// Progress from lists of anything at all. No row is lost: what is faulty is kept as it is.
export function readProgress(lists) {
  const read = nothing();
  for (const list of Object.keys(READERS)) {
    for (const value of rowsOf(lists, list, read)) take(read, list, value);
  }
  for (const value of rowsOf(lists, "unreadable", read)) takeAgain(read, value);
  return merged(read, nothing());
}

function take(read, list, value, known) {
  const { row, fault } = READERS[list](value);
  if (row) read[list].push(row);
  else read.unreadable.push({ list, row: plain(value), fault: known ?? fault });
}

// What an older version could not read, a newer one may.
function takeAgain(read, value) {
  const { list, row, fault } = value ?? {};
  if (typeof list !== "string" || typeof fault !== "string") {
    read.unreadable.push({ list: "unreadable", row: plain(value), fault: "not a row" });
  } else if (Object.hasOwn(READERS, list)) {
    take(read, list, row, fault);
  } else {
    read.unreadable.push({ list, row: plain(row), fault });
  }
}

// A database holds values that a file cannot.
function plain(value) {
  try {
    return JSON.parse(JSON.stringify(value));
  } catch {
    return String(value);
  }
}

function rowsOf(lists, name, read) {
  const rows = lists?.[name] ?? [];
  if (Array.isArray(rows)) return rows;
  read.unreadable.push({ list: name, row: plain(rows), fault: "not a list" });
  return [];
}

// All rows of both: the same whichever comes first, and as often as it is done.
export function merged(mine, theirs) {
  const both = nothing();
  for (const [list, key] of Object.entries(LISTS)) {
    both[list] = mergedRows(mine[list], theirs[list], key);
  }
  const found = [...mine.unreadable, ...theirs.unreadable].map((one) => [unreadableKey(one), one]);
  both.unreadable = [...new Map(found).entries()].sort(byName).map(([, one]) => one);
  return both;
}

const byName = ([one], [other]) => (one < other ? -1 : 1);

// A name for a row that has none.
export function unreadableKey({ list, row }) {
  return `${list} ${JSON.stringify(row)}`;
}

export function rowCount(progress) {
  return Object.values(progress).reduce((sum, rows) => sum + rows.length, 0);
}

// The value of a setting, or undefined.
export function setting({ settings }, key) {
  return settings.find((one) => one.key === key)?.value ?? undefined;
}

// The ids of the reviews of some questions, by the names they have today and had before.
export function reviewsOf({ reviews }, names, questions) {
  const wanted = new Set(questions);
  return reviews
    .filter(({ question }) => wanted.has(names.get(question) ?? question))
    .map(({ id }) => id);
}
