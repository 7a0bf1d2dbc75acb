// Progress as a file: written, read whatever it holds, and compared before it is taken in.

import { history } from "./review-log.mjs";
import { merged, readProgress } from "./progress.mjs";

export const FORMAT = "levelset-progress";

const OWN = /^session:/; // settings that make sense in this browser only
const MIGRATIONS = []; // the one at place n makes a file's object of version n + 1 into n + 2

// The file's text; `site` is the site's address.
export function fileText(progress, { at, site }) {
  const { reviews, relinks, unreadable } = progress;
  const settings = progress.settings.filter(({ key }) => !OWN.test(key));
  const head = { format: FORMAT, version: MIGRATIONS.length + 1, site };
  const exported = new Date(at).toISOString();
  return `${JSON.stringify({ ...head, exported, reviews, relinks, settings, unreadable })}\n`;
}

// `{ progress, site, exported }`, or `{ fault, version? }` with a fault of "not JSON", "not ours"
// or "newer". Rows that are wrong are in `progress.unreadable`.
export function readFile(text, migrations = MIGRATIONS) {
  let file;
  try {
    file = JSON.parse(text);
  } catch {
    return { fault: "not JSON" };
  }
  const version = file?.version;
  if (file?.format !== FORMAT || !(Number.isInteger(version) && version > 0)) {
    return { fault: "not ours" };
  }
  if (version > migrations.length + 1) return { fault: "newer", version };
  const now = migrations.slice(version - 1).reduce((older, migrate) => migrate(older), file);
  return { progress: readProgress(now), site: words(now.site), exported: words(now.exported) };
}

const words = (value) => (typeof value === "string" ? value : "");

// What taking `theirs` in would do, and the result as `progress`. Of reviews: how many are `added`,
// `there` already, and taken back (`undone`). Of questions, by id: those whose newest review comes
// from the file (`theirs`), those in the file whose newest is `mine`, and those that the site does
// not have (`unknown`). How many `relinks` and `settings` change; how many rows are `unreadable`.
export function preview(mine, theirs, known) {
  const progress = merged(mine, theirs);
  const before = new Map(mine.reviews.map((review) => [review.id, review]));
  const inFile = new Set(theirs.reviews.map(({ id }) => id));
  const newest = history(progress.reviews, progress.relinks);
  const questions = [...history(theirs.reviews, progress.relinks).keys()];
  const last = (question) => newest.get(question)?.at(-1)?.id;
  const again = theirs.reviews.filter(({ id }) => before.has(id));
  return {
    progress,
    added: theirs.reviews.length - again.length,
    there: again.length,
    undone: again.filter(({ id, undone }) => undone && !before.get(id).undone).length,
    theirs: questions.filter((question) => last(question) && !before.has(last(question))),
    mine: questions.filter((question) => last(question) && !inFile.has(last(question))),
    unknown: questions.filter((question) => !known.has(question)),
    relinks: changed(mine.relinks, progress.relinks),
    settings: changed(mine.settings, progress.settings),
    unreadable: theirs.unreadable.length,
  };
}

function changed(before, after) {
  const known = new Set(before.map((row) => JSON.stringify(row)));
  return after.filter((row) => !known.has(JSON.stringify(row))).length;
}
