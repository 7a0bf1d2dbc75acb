// Questions that were renamed: the build knows what they were called before (`aliases` in a note's
// front matter), and the reader's reviews of them follow without a word.

import { mayHaveProgress } from "./progress-place.mjs";

// The relinks that reviews under a former name need. `former` is a map from ids that questions had
// to those that they have; `names` and `reviewed` tell what a name leads to by now, and which
// names have reviews. What the reader has linked to a question that there is stays as it is.
export function relinksFor({ former, names, reviewed, known, at, newId }) {
  const rows = [];
  for (const from of reviewed) {
    const now = names.get(from) ?? from;
    const to = former.get(now);
    if (to !== undefined && !known.has(now)) rows.push({ id: newId(), from, to, at });
  }
  return rows;
}

// Brings the reader's progress up to date with the names that questions have now.
export async function adoptNames(former, known) {
  if (former.size === 0 || !(await mayHaveProgress())) return;
  const [{ keepRows, readerStore }, { currentNames }, { rowId }] = await Promise.all([
    import("./reader-store.mjs"),
    import("./review-log.mjs"),
    import("./row-id.mjs"),
  ]);
  const store = await readerStore();
  const { reviews, relinks } = await store.progress();
  const names = currentNames(relinks);
  const reviewed = new Set(reviews.map(({ question }) => question));
  const newest = Math.max(Date.now(), ...relinks.map((row) => row.at + 1));
  const rows = relinksFor({ former, names, reviewed, known, at: newest, newId: rowId });
  if (rows.length > 0) await keepRows({ relinks: rows });
}

// A stored session with its questions under the names that they have now.
export function renamed(session, former) {
  const entry = (one) => {
    return former.has(one?.question) ? { ...one, question: former.get(one.question) } : one;
  };
  return Array.isArray(session.queue) ? { ...session, queue: session.queue.map(entry) } : session;
}
