// The reader's exam: the setting "exam" in the store, and the plan that follows from it.
//
// The setting is `{ at, minutes, from, choice }`: when the exam is, minutes a day, when that was
// set, and which questions it is about, as `belongs` in practice-choice.mjs takes it.

import { examPlan, placesPerDay } from "./exam.mjs";
import { doneToday, pace } from "./pace.mjs";
import { belongs } from "./practice-choice.mjs";
import { setting } from "./progress.mjs";
import { isMoment } from "./review-log.mjs";

export const EXAM = "exam";
export const MINUTES = [10, 20, 30, 45, 60, 90, 120, 180];

const DAY = /^(\d{4})-(\d\d)-(\d\d)$/;
const HOUR = 9; // when exams begin
const LISTS = ["levels", "categories", "skills"];

// The exam that is set; null without one, or where it makes no sense.
export function examOf(progress) {
  const value = setting(progress, EXAM);
  const { at, minutes, from } = value ?? {};
  if (!isMoment(at) || !MINUTES.includes(minutes) || !isMoment(from)) return null;
  const lists = LISTS.map((name) => [name, names(value.choice?.[name])]);
  return { at, minutes, from, choice: Object.fromEntries(lists) };
}

// The time of an exam on a day, written as a date field has it; null for no day.
export function momentOf(date) {
  const [, year, month, day] = (typeof date === "string" && date.match(DAY)) || [];
  if (!day) return null;
  const moment = new Date(Number(year), Number(month) - 1, Number(day), HOUR);
  const same = moment.getMonth() === Number(month) - 1 && moment.getDate() === Number(day);
  return same && isMoment(moment.getTime()) ? moment.getTime() : null;
}

// The same day for a date field.
export function dateOf(at) {
  const date = new Date(at);
  const pad = (number) => String(number).padStart(2, "0");
  return `${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}`;
}

function names(value) {
  return Array.isArray(value) ? value.filter((name) => typeof name === "string") : [];
}

// The plan of exam.mjs for the questions that the exam is about, with their ids as `questions`.
export function planOf(exam, { questions, cards, reviews, now }) {
  const mine = questions.filter((one) => belongs(one, exam.choice)).map(({ id }) => id);
  const ours = new Set(mine);
  const plan = examPlan({
    questions: mine,
    cards,
    exam: exam.at,
    from: exam.from,
    now,
    places: placesPerDay(exam.minutes, pace(reviews)),
    done: doneToday(reviews.filter(({ question }) => ours.has(question)), now),
  });
  return { ...plan, questions: mine };
}

// Questions in the plan's order, those it leaves out after it, all others last.
export function inPlansOrder(questions, plan) {
  const placeOf = new Map([...plan.order, ...plan.left].map((id, place) => [id, place]));
  const place = ({ id }) => placeOf.get(id) ?? Infinity;
  return [...questions].sort((a, b) => (place(a) === place(b) ? 0 : place(a) - place(b)));
}
