// How well questions are known, by level and by topic: counts of the statuses of schedule.mjs.

import { STATUSES, tally } from "./schedule.mjs";

// `questions` as ExplorerIndex gives them. Those without an answer count once they were practised.
// Returns `{ all, at }`: the tally of all, and `at(level, category)`, where null stands for any.
export function mastery(questions, cards) {
  const counted = questions.filter(({ id, answered }) => answered || cards.has(id));
  const at = (level, category) => {
    const here = counted.filter((question) => {
      return (level ?? question.level) === question.level
        && (category ?? question.category) === question.category;
    });
    return tally(here.map(({ id }) => id), cards);
  };
  return { all: at(null, null), at };
}

export function total(counts) {
  return STATUSES.reduce((sum, status) => sum + counts[status], 0);
}

// Counts in words, the best first, without those that are none: "3 known, 2 missed, 9 new".
export function countsInWords(counts) {
  const named = ["known", "learning", "missed", "new"].filter((status) => counts[status] > 0);
  return named.map((status) => `${counts[status]} ${status}`).join(", ") || "none";
}

// Where each status begins and ends when they share a line of length 1 in that order; what is new
// is the rest.
export function shares(counts) {
  const all = total(counts) || 1;
  let end = 0;
  return ["known", "learning", "missed"].map((status) => {
    const begin = end;
    end += counts[status] / all;
    return { status, begin, end };
  }).filter(({ begin: from, end: to }) => to > from);
}
