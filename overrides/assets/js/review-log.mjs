// The review log: what a reader did, row by row. Rows are added, and reviews may be undone; nothing
// else ever changes, so logs from two tabs or two files are put together by taking all rows.
//
// A review is `{ id, question, at, grade, ticked, points, seconds, undone? }`: when it was made and
// undone in milliseconds, the grade from 1 (again) to 4 (easy), which of the rubric's points were
// ticked. A relink is `{ id, from, to, at }`: what was called `from` is now the question `to`.

const EARLIEST = Date.UTC(2000, 0);
const LATEST = Date.UTC(2200, 0);
const LONGEST_NAME = 500;
const MOST_POINTS = 100;
const MOST_SECONDS = 86_400;

const isName = (value) => typeof value === "string" && value !== "" && value.length <= LONGEST_NAME;
const isWhole = (value, low, high) => Number.isInteger(value) && value >= low && value <= high;
export const isMoment = (value) => isWhole(value, EARLIEST, LATEST);
export const isPoints = (value) => isWhole(value, 0, MOST_POINTS);

// Whether a list names points of a rubric of that many, each once.
export function areTicks(value, points) {
  if (!Array.isArray(value) || !value.every((point) => isWhole(point, 0, points - 1))) return false;
  return new Set(value).size === value.length;
}

const REVIEW = {
  id: isName,
  question: isName,
  at: isMoment,
  grade: (value) => isWhole(value, 1, 4),
  ticked: (value, row) => areTicks(value, row.points),
  points: isPoints,
  seconds: (value) => Number.isFinite(value) && value >= 0 && value <= MOST_SECONDS,
  undone: (value) => value === undefined || isMoment(value),
};
const RELINK = { id: isName, from: isName, to: isName, at: isMoment };
const SETTING = { key: isName, value: isPlain, at: isMoment };

// Whether it can be written into a file.
function isPlain(value) {
  try {
    return JSON.stringify(value) !== undefined;
  } catch {
    return false;
  }
}

// Each takes anything at all, and returns `{ row }`, or `{ fault }` with what is wrong in words.
export const readReview = (value) => read(value, REVIEW);
export const readRelink = (value) => read(value, RELINK);
export const readSetting = (value) => read(value, SETTING);

function read(value, fields) {
  if (typeof value !== "object" || value === null) return { fault: "not a row" };
  const row = {};
  for (const [name, allows] of Object.entries(fields)) {
    if (!allows(value[name], value)) return { fault: `${name} is missing or wrong` };
    if (value[name] !== undefined) row[name] = structuredClone(value[name]);
  }
  return { row };
}

// One row of two with the same id. Which comes first does not matter.
export function mergedRow(one, other) {
  const { undone: first = 0, ...mine } = one;
  const { undone: second = 0, ...theirs } = other;
  const row = after(mine, theirs) ? mine : theirs;
  const undone = Math.max(first, second);
  return undone > 0 ? { ...row, undone } : row;
}

// All rows of two logs, each once, in the order in which they were made.
export function mergedRows(rows, more, key = "id") {
  const found = new Map();
  for (const row of [...rows, ...more]) {
    const known = found.get(row[key]);
    found.set(row[key], known ? mergedRow(known, row) : row);
  }
  return [...found.values()].sort((a, b) => a.at - b.at || (a[key] < b[key] ? -1 : 1));
}

function after(one, other) {
  if (one.at !== other.at) return one.at > other.at;
  return JSON.stringify(one) >= JSON.stringify(other);
}

// The reviews that stand, by question as it is called today, each list in the order of time.
export function history(reviews, relinks = []) {
  const names = currentNames(relinks);
  const byQuestion = new Map();
  for (const review of mergedRows(reviews, [])) {
    if (review.undone) continue;
    const question = names.get(review.question) ?? review.question;
    if (!byQuestion.has(question)) byQuestion.set(question, []);
    byQuestion.get(question).push(review);
  }
  return byQuestion;
}

// What each old name leads to in the end. The newest relink of a name holds; one to itself takes
// back those before it; one that would close a ring with newer ones does not count.
export function currentNames(relinks) {
  const links = new Map();
  const decided = new Set();
  for (const { from, to } of mergedRows(relinks, []).reverse()) {
    if (decided.has(from)) continue;
    if (end(links, to) !== from) {
      links.set(from, to);
      decided.add(from);
    } else if (from === to) {
      decided.add(from);
    }
  }
  return new Map([...links.keys()].map((name) => [name, end(links, name)]));
}

function end(links, name) {
  let at = name;
  while (links.has(at)) at = links.get(at);
  return at;
}
