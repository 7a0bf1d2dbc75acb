// Which records answer a query, the best first.

const TITLE = 1.2; // of a word in the title, beside up to 1 in the text
const WHOLE_TITLE = 2.2; // more when the query is in the title
const COVERED = 1.5; // the power by which missing words count against a record
const ENOUGH = 0.45; // of what the best has of the query must be in a record

const KIND = {
  ...{ question: 1, note: 0.95, section: 0.9, page: 0.9, sources: 0.5 },
  ...{ skill: 0.5, topic: 0.5, level: 0.5 },
};
const NAMED = 1.7; // a note or a list whose name is the query

// Records with scores, the highest first; `units` as `understood` gives them.
export function ranked(index, units) {
  const known = units.filter(({ as }) => as.size > 0);
  const weighed = known.map((unit) => weigh(index, unit));
  const all = weighed.reduce((sum, { weight }) => sum + weight, 0);
  const sums = new Map();
  for (const { weight, found } of weighed) {
    for (const [record, { body, title, share }] of found) {
      const sum = sums.get(record) ?? { score: 0, covered: 0, title: 0, share: 0 };
      sum.score += weight * (body + TITLE * title);
      sum.covered += weight * Math.max(Math.min(1, 0.6 + body), title);
      sum.title += weight * title;
      sum.share += share;
      sums.set(record, sum);
    }
  }
  const hits = [...sums].map(([record, sum]) => scored(index, record, sum, all));
  const best = hits.reduce((most, { covered }) => Math.max(most, covered), 0);
  return hits
    .filter(({ covered }) => covered >= ENOUGH * best)
    .sort((a, b) => b.score - a.score || a.record - b.record);
}

function scored(index, record, sum, all) {
  const covered = Math.min(1, sum.covered / all);
  const title = sum.title / all;
  const share = Math.min(1, sum.share);
  const kind = index.kind(record);
  const list = kind === "skill" || kind === "topic" || kind === "level" || kind === "note";
  const named = list && title > 0.85 && share > 0.9;
  const score = sum.score + all * WHOLE_TITLE * title ** 2 * (0.4 + 0.6 * share);
  return { record, covered, score: score * covered ** COVERED * (named ? NAMED : KIND[kind]) };
}

// A word's weight, by how few records have it, and what each record has of it.
function weigh(index, { as }) {
  const found = new Map();
  let sure = 0;
  for (const [term, worth] of as) {
    for (const [record, title, body] of index.postings(term)) {
      const had = found.get(record) ?? { body: 0, title: 0, share: 0, sure: false };
      had.body = Math.max(had.body, (worth * body) / 15);
      had.title = Math.max(had.title, title > 0 ? worth : 0);
      had.share = Math.max(had.share, (worth * title) / 7);
      if (worth > 0.7 && !had.sure) {
        had.sure = true;
        sure += 1;
      }
      found.set(record, had);
    }
  }
  const having = sure || found.size;
  return { weight: Math.log(1 + (index.size - having + 0.5) / (having + 0.5)), found };
}
