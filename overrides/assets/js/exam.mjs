// Intervals fitted to an exam: every chosen question is seen again before it, as far as they fit.
//
// A question keeps the day that the schedule gave it, unless that lies behind the exam or the day
// is full: then it comes on the last day with room, since what is seen late is recalled best. New
// questions are spread over the first two thirds, which leaves the rest for seeing them again. When
// more are chosen than fit, those are left out that gain least.

import { AGAIN, daysBetween, graded, retention, startOfDay } from "./schedule.mjs";

const FIRST_TRY = 0.5; // the chance to know a question that was never asked
const GOOD = 3;
const TIME_FOR_NEW = 2 / 3;

// How many questions fit into that many minutes a day.
export function placesPerDay(minutes, pace) {
  return Math.max(1, Math.floor((minutes * 60) / pace));
}

// The days from today to the eve of the exam; on its own day, that day.
export function studyDays(now, exam) {
  return exam <= now ? 0 : Math.max(1, daysBetween(now, exam));
}

// How much likelier the answer is recalled at the exam when it is practised now.
export function gain(card, now, exam) {
  const knows = card ? retention(card, now) : FIRST_TRY;
  const after = (grade) => retention(graded(card, grade, now), exam);
  return knows * after(GOOD) + (1 - knows) * after(AGAIN) - retention(card, exam);
}

// `questions`: the chosen ids. `from`: when the exam was set, `exam`: when it is, `now`: all in
// milliseconds. `places`: questions a day; `done`: how many of today's are used up.
//
// Returns `{ days, room, due, today, order, left, settled }`: the study days and all their places;
// for each question that fits when it is due; those for today; all that fit, by day and then by
// what they gain; those that do not fit, best first; and those that need no more practice, as
// they were seen at last within the days that one round of all questions takes.
export function examPlan({ questions, cards, exam, from, now, places, done = 0 }) {
  const days = studyDays(now, exam);
  const free = new Array(days).fill(places);
  if (days > 0) free[0] = Math.max(0, places - done);
  const room = free.reduce((sum, count) => sum + count, 0);
  const calendar = { exam, from, now, days, round: Math.ceil(questions.length / places) };
  const items = [...new Set(questions)].map((question) => item(question, cards, calendar));
  const open = items.filter((one) => !one.settled).sort(byWorth);
  const placed = put(open.slice(0, room), free, days);
  const order = placed.filter(({ day }) => day !== undefined).sort((a, b) => a.day - b.day);
  const late = placed.filter(({ day }) => day === undefined);
  const when = ({ day }) => (day === 0 ? now : startOfDay(now, day));
  return {
    days,
    room,
    due: new Map(order.map((one) => [one.question, when(one)])),
    today: names(order.filter(({ day }) => day === 0)),
    order: names(order),
    left: names([...late, ...open.slice(room)]),
    settled: names(items.filter((one) => one.settled)),
  };
}

function item(question, cards, { exam, from, now, days, round }) {
  const card = cards.get(question);
  if (!card) return { question, fresh: true, seen: false, worth: gain(card, now, exam) };
  const natural = daysBetween(now, card.due);
  const seen = card.reviewed >= from;
  const justSeen = daysBetween(card.reviewed, exam) <= Math.max(1, round);
  return {
    question,
    seen,
    settled: seen && justSeen && card.grade !== AGAIN && natural >= days,
    worth: gain(card, now, exam),
    earliest: daysBetween(card.reviewed, now) === 0 ? 1 : 0,
    by: Math.min(Math.max(natural, 0), days - 1),
  };
}

// What was not seen since the exam was set has the first claim on a place.
function byWorth(a, b) {
  return a.seen - b.seen || b.worth - a.worth;
}

function put(items, free, days) {
  const fresh = items.filter((one) => one.fresh);
  const quota = Math.ceil(fresh.length / Math.max(1, Math.ceil(days * TIME_FOR_NEW)));
  const newOn = free.map(() => quota);
  const dayOf = new Map();
  const take = (one, day) => {
    if (day === undefined) return;
    free[day] -= 1;
    dayOf.set(one, day);
  };
  const old = (one) => take(one, lastDayWithRoom(one, free));
  items.filter((one) => !one.fresh && !one.seen).forEach(old);
  for (const one of fresh) {
    const day = firstDay(free, (at) => newOn[at] > 0) ?? firstDay(free, () => true);
    take(one, day);
    if (day !== undefined) newOn[day] -= 1;
  }
  items.filter((one) => one.seen).forEach(old);
  return items.map((one) => ({ ...one, day: dayOf.get(one) }));
}

// On the day it is due, else before it, else after it, and twice a day only if there is no other.
function lastDayWithRoom({ by, earliest }, free) {
  for (let day = by; day >= earliest; day -= 1) if (free[day] > 0) return day;
  return firstDay(free, (day) => day > by) ?? firstDay(free, () => true);
}

function firstDay(free, allows) {
  const day = free.findIndex((count, at) => count > 0 && allows(at));
  return day < 0 ? undefined : day;
}

function names(items) {
  return items.map(({ question }) => question);
}
