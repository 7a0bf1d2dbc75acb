// How long questions take this reader.

import { dueBefore, startOfDay } from "./schedule.mjs";

export const USUAL = 120; // seconds, until there are enough reviews to know better

const ENOUGH = 5;
const RECENT = 50;
const SHORTEST = 3; // below: a slip of the finger; above: the reader went away
const LONGEST = 1800;

// Seconds a question: the median of the latest reviews that stand.
export function pace(reviews) {
  const seconds = reviews
    .filter((review) => !review.undone)
    .filter((review) => review.seconds >= SHORTEST && review.seconds <= LONGEST)
    .sort((a, b) => b.at - a.at)
    .slice(0, RECENT)
    .map((review) => review.seconds)
    .sort((a, b) => a - b);
  if (seconds.length < ENOUGH) return USUAL;
  const middle = seconds.length >> 1;
  return seconds.length % 2 ? seconds[middle] : (seconds[middle - 1] + seconds[middle]) / 2;
}

// What is due until midnight, the most forgotten first, and how many seconds that takes.
export function today({ questions, cards, reviews, now }) {
  const due = dueBefore(questions, cards, startOfDay(now, 1));
  return { due, seconds: due.length * pace(reviews) };
}

// How many of these reviews that stand were made on the day of `now`.
export function doneToday(reviews, now) {
  const midnight = startOfDay(now);
  return reviews.filter(({ at, undone }) => !undone && at >= midnight && at <= now).length;
}
