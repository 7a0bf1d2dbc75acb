// When each question is due, from replaying its reviews through FSRS (npm `ts-fsrs`).
//
// Nothing but the log is kept: the same reviews give the same cards anywhere. There are no learning
// steps of minutes, since a session brings back what was missed; intervals are whole days.

import { createEmptyCard, fsrs } from "../vendor/ts-fsrs.mjs";

export const DAY = 86_400_000;
export const AGAIN = 1;
export const KNOWN = 7; // days for which a known question is recalled nine times in ten
export const STATUSES = ["new", "learning", "known", "missed"];

const GRADES = [1, 2, 3, 4];
const SCHEDULER = fsrs({ enable_fuzz: false, learning_steps: [], relearning_steps: [] });

// Cards by question, from what `history` in review-log.mjs gives. A card is `{ question, grade,
// reviews, lapses, reviewed, due, interval, stability, difficulty, memory }`: its last grade, times
// in milliseconds, interval and stability in days; `memory` is the library's own.
export function cards(history) {
  const made = new Map();
  for (const [question, reviews] of history) {
    let card;
    for (const { grade, at } of reviews) card = graded(card, grade, at, question);
    if (card) made.set(question, card);
  }
  return made;
}

// The card after one more review; without a card, after the first.
export function graded(card, grade, at, question = card?.question) {
  const { card: memory } = SCHEDULER.next(card?.memory ?? createEmptyCard(at), at, grade);
  return {
    question,
    grade,
    reviews: memory.reps,
    lapses: memory.lapses,
    reviewed: at,
    due: memory.due.getTime(),
    interval: memory.scheduled_days,
    stability: memory.stability,
    difficulty: memory.difficulty,
    memory,
  };
}

// For each grade from 1 to 4, in how many days the question would be due again.
export function intervals(card, at) {
  return GRADES.map((grade) => graded(card, grade, at).interval);
}

// How likely the answer is recalled at a time, from 0 to 1.
export function retention(card, at) {
  if (!card) return 0;
  return SCHEDULER.forgetting_curve(Math.max(0, at - card.reviewed) / DAY, card.stability);
}

export function status(card) {
  if (!card) return "new";
  if (card.grade === AGAIN) return "missed";
  return card.stability >= KNOWN ? "known" : "learning";
}

// How many of these questions have each status.
export function tally(questions, cards) {
  const counts = Object.fromEntries(STATUSES.map((name) => [name, 0]));
  for (const question of questions) counts[status(cards.get(question))] += 1;
  return counts;
}

// Which of these questions are due before a time, the most forgotten first.
export function dueBefore(questions, cards, until) {
  return questions
    .filter((question) => cards.get(question)?.due < until)
    .map((question) => ({ question, recalled: retention(cards.get(question), until) }))
    .sort((a, b) => a.recalled - b.recalled)
    .map(({ question }) => question);
}

// Days are the reader's own, from midnight to midnight.
export function startOfDay(at, days = 0) {
  const date = new Date(at);
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() + days).getTime();
}

// How many midnights lie between two times.
export function daysBetween(one, other) {
  return Math.round((startOfDay(other) - startOfDay(one)) / DAY);
}
