// A practice session, as a value that each step turns into the next one.
//
// `{ version, id, started, queue, open, made, undone, written }`: the first in the queue is being
// asked, `open` is what the reader did about it so far, `made` and `undone` are the session's
// reviews. `written` is the review that the last step made or took back, to be put into the store.

import { areTicks, isMoment, isPoints, readReview } from "./review-log.mjs";
import { AGAIN } from "./schedule.mjs";

const VERSION = 1;
const APART = 3; // other questions before one that was missed comes back
const LONGEST = 1800; // seconds; longer, the reader was away
const LONGEST_ATTEMPT = 20_000;

// `items` are `{ question, points }`: an id, and how many points its rubric has (0 for none).
export function begin(items, { id, at }) {
  const queue = items.map(({ question, points = 0 }) => ({ question, points }));
  const session = { version: VERSION, id, started: at, queue, made: [], undone: [] };
  return { ...session, open: untouched(at), written: null };
}

// What is asked now: `{ question, points, attempt, revealed, ticked, suggested, comesBack }`, or
// null at the end. `suggested` is null without a rubric; `comesBack` when it was missed before.
export function asked({ queue: [entry], open }) {
  if (!entry) return null;
  const { attempt, revealed, ticked } = open;
  const suggested = suggestedGrade(ticked.length, entry.points);
  const { question, points } = entry;
  return { question, points, attempt, revealed, ticked, suggested, comesBack: "missed" in entry };
}

// The grade that ticks amount to: good from four fifths of the points on, again below half of
// them. Easy is for the reader to say.
export function suggestedGrade(ticked, points) {
  if (points === 0) return null;
  const share = ticked / points;
  if (share < 0.5) return AGAIN;
  return share < 0.8 ? 2 : 3;
}

// The session after an action, which is one of
//   { type: "attempt", text }       { type: "reveal" }         { type: "tick", point, on }
//   { type: "grade", grade?, id, at }   without a grade the suggested one; `id` names the review
//   { type: "undo", at }            { type: "skip", at }       to the end of the queue
//   { type: "pause", at }           { type: "resume", at }     time in between does not count
//   { type: "points", points }          how many points the rubric has, once that is known
//   { type: "drop", at }                the site does not have the question any more
// What cannot be done now changes nothing.
export function step(session, action) {
  const next = STEPS[action.type]?.(session, action);
  return next ? { ...session, written: null, ...next } : session;
}

const STEPS = {
  attempt: ({ open }, { text }) => ({ open: { ...open, attempt: text.slice(0, LONGEST_ATTEMPT) } }),
  reveal: ({ open }) => ({ open: { ...open, revealed: true } }),
  pause: ({ open }, { at }) => ({ open: paused(open, at) }),
  resume: ({ open }, { at }) => ({ open: { ...paused(open, at), since: at } }),
  tick,
  grade,
  undo,
  skip,
  points: knowPoints,
  drop: ({ queue: [, ...rest] }, { at }) => ({ queue: rest, open: untouched(at) }),
};

function knowPoints({ open, queue: [entry, ...rest] }, { points }) {
  if (!entry || entry.points === points) return null;
  const ticked = isPoints(points) && areTicks(open.ticked, points) ? open.ticked : [];
  return { queue: [{ ...entry, points }, ...rest], open: { ...open, ticked } };
}

function tick({ open, queue: [entry] }, { point, on }) {
  if (!entry || !open.revealed) return null;
  const others = open.ticked.filter((other) => other !== point);
  const ticked = on ? [...others, point].sort((a, b) => a - b) : others;
  return areTicks(ticked, entry.points) ? { open: { ...open, ticked } } : null;
}

function grade({ open, queue: [entry, ...rest], made }, { grade: chosen, id, at }) {
  if (!entry || !open.revealed) return null;
  const { question, points } = entry;
  const decided = chosen ?? suggestedGrade(open.ticked.length, points);
  const seconds = Math.round(paused(open, at).spent);
  const written = { id, question, at, grade: decided, ticked: open.ticked, points, seconds };
  if (readReview(written).fault) return null;
  const queue = decided === AGAIN ? withBack(rest, { question, points, missed: id }) : rest;
  return {
    written,
    queue,
    made: [...made, { review: written, entry, attempt: open.attempt }],
    open: untouched(at),
  };
}

function withBack(queue, entry) {
  return [...queue.slice(0, APART), entry, ...queue.slice(APART)];
}

// The last review is taken back, and its question asked again with the ticks as they were.
function undo({ queue, made, undone }, { at }) {
  const last = made.at(-1);
  if (!last) return null;
  const { review, entry, attempt } = last;
  const written = { ...review, undone: Math.max(at, review.at) };
  return {
    written,
    queue: [entry, ...queue.filter(({ missed }) => missed !== review.id)],
    made: made.slice(0, -1),
    undone: [...undone, written],
    open: {
      ...untouched(at),
      attempt,
      revealed: true,
      ticked: review.ticked,
      spent: review.seconds,
    },
  };
}

function skip({ queue: [entry, ...rest] }, { at }) {
  return rest.length > 0 ? { queue: [...rest, entry], open: untouched(at) } : null;
}

function untouched(at) {
  return { attempt: "", revealed: false, ticked: [], spent: 0, since: at };
}

function paused(open, at) {
  if (open.since === null) return open;
  const passed = Math.max(0, at - open.since) / 1000;
  return { ...open, spent: Math.min(LONGEST, open.spent + passed), since: null };
}

// All reviews of the session, also those that were undone: putting them into the store twice does
// no harm.
export function reviews({ made, undone }) {
  return [...made.map(({ review }) => review), ...undone];
}

// `{ asked, left, grades, seconds, missed }`: questions answered and to come, how often each grade
// was given, time spent, and the questions whose last grade was "again".
export function summary({ made, queue }) {
  const last = new Map(made.map(({ review }) => [review.question, review.grade]));
  const grades = [1, 2, 3, 4].map((grade) => made.filter((m) => m.review.grade === grade).length);
  return {
    asked: last.size,
    left: queue.length,
    grades,
    seconds: made.reduce((sum, { review }) => sum + review.seconds, 0),
    missed: [...last].filter(([, grade]) => grade === AGAIN).map(([question]) => question),
  };
}

// The session to be stored; plain data.
export function stored(session, at) {
  return { ...session, open: paused(session.open, at), written: null };
}

// A stored session taken up again, whatever was stored: `{ session, dropped }`, or `{ fault }`.
// `points` says how many points the rubric of each question has today; questions that it does not
// hold are dropped from the queue, and named.
export function restored(value, points, at) {
  if (value?.version !== VERSION) return { fault: "from another version" };
  const { id, started, queue, open, made, undone } = value;
  if (typeof id !== "string" || !isMoment(started)) return { fault: "id or start is wrong" };
  if (![queue, made, undone].every(Array.isArray)) return { fault: "a list is missing" };
  const entries = queue.map((entry) => readEntry(entry, points));
  const past = made.map((one) => readMade(one, points));
  const back = undone.map((row) => readReview(row).row);
  if (![...past, ...back].every(Boolean)) return { fault: "a review is wrong" };
  const kept = entries.filter(Boolean);
  const dropped = queue.filter((_, at) => !entries[at]).map((entry) => String(entry?.question));
  const session = { version: VERSION, id, started, queue: kept, made: past, undone: back };
  const same = entries.length > 0 && Boolean(entries[0]);
  const taken = same ? readOpen(open, kept[0], at) : untouched(at);
  return { session: { ...session, open: taken, written: null }, dropped };
}

function readEntry(entry, points) {
  if (!points.has(entry?.question)) return null;
  const read = { question: entry.question, points: points.get(entry.question) };
  return typeof entry.missed === "string" ? { ...read, missed: entry.missed } : read;
}

function readMade(one, points) {
  const { row: review } = readReview(one?.review);
  if (!review) return null;
  const { question, points: count } = review;
  const entry = readEntry(one.entry, points) ?? { question, points: count };
  return { review, entry, attempt: text(one.attempt) };
}

function readOpen(open, { points }, at) {
  const { revealed, spent, ticked } = open ?? {};
  return {
    attempt: text(open?.attempt),
    revealed: revealed === true,
    ticked: isPoints(points) && areTicks(ticked, points) ? ticked : [],
    spent: spent >= 0 && spent <= LONGEST ? spent : 0,
    since: at,
  };
}

function text(value) {
  return typeof value === "string" ? value.slice(0, LONGEST_ATTEMPT) : "";
}
