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
const NAMES = new Set(["note", "skill", "topic", "level"]);
const SURE = 0.7; // of a term that is the word itself, not just like it

// Records with scores, the highest first; `units` as `understood` gives them.
export function ranked(index, units) {
  const sums = new Sums(index.size);
  for (const { as } of units) {
    if (as.size > 0) sums.add(index, as);
  }
  const hits = sums.records.map((record) => sums.hit(index, record));
  const best = hits.reduce((most, { covered }) => Math.max(most, covered), 0);
  return hits
    .filter(({ covered }) => covered >= ENOUGH * best)
    .sort((a, b) => b.score - a.score || a.record - b.record);
}

// What each record has of the query, word by word: arrays with a place for each record.
class Sums {
  constructor(size) {
    this.all = 0;
    this.records = [];
    this.seen = new Uint8Array(size);
    for (const name of ["score", "covered", "title", "share"]) this[name] = new Float32Array(size);
  }

  // Adds a word by the terms that count as it. It weighs by how few records have it.
  add(index, as) {
    const has = new Matches(index.size);
    for (const [term, worth] of as) has.add(index.postings(term), worth);
    const weight = has.weight();
    this.all += weight;
    for (const record of has.records) {
      if (!this.seen[record]) this.records.push(record);
      this.seen[record] = 1;
      const [body, title] = [has.body[record], has.title[record]];
      this.score[record] += weight * (body + TITLE * title);
      this.covered[record] += weight * Math.max(Math.min(1, 0.6 + body), title);
      this.title[record] += weight * title;
      this.share[record] += has.share[record];
    }
  }

  hit(index, record) {
    const covered = Math.min(1, this.covered[record] / this.all);
    const title = this.title[record] / this.all;
    const share = Math.min(1, this.share[record]);
    const kind = index.kind(record);
    const named = NAMES.has(kind) && title > 0.85 && share > 0.9;
    const whole = this.all * WHOLE_TITLE * title ** 2 * (0.4 + 0.6 * share);
    const score = (this.score[record] + whole) * covered ** COVERED;
    return { record, covered, score: score * (named ? NAMED : KIND[kind]) };
  }
}

// Of one word, what each record has of it at best.
class Matches {
  constructor(size) {
    this.size = size;
    this.records = [];
    this.sure = 0;
    this.best = new Float32Array(size);
    for (const name of ["body", "title", "share"]) this[name] = new Float32Array(size);
  }

  add(postings, worth) {
    for (const posting of postings) {
      const record = posting >>> 7;
      const share = (posting >>> 4) & 7;
      if (this.best[record] === 0) this.records.push(record);
      if (worth > SURE && this.best[record] <= SURE) this.sure += 1;
      this.best[record] = Math.max(this.best[record], worth);
      this.body[record] = Math.max(this.body[record], (worth * (posting & 15)) / 15);
      if (share === 0) continue;
      this.title[record] = Math.max(this.title[record], worth);
      this.share[record] = Math.max(this.share[record], (worth * share) / 7);
    }
  }

  weight() {
    const having = this.sure || this.records.length;
    return Math.log(1 + (this.size - having + 0.5) / (having + 0.5));
  }
}
