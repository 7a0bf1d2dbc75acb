// What practice says, in words: days, minutes, grades, how the day and the exam stand.

import { daysBetween } from "./schedule.mjs";
import { counted } from "./words.mjs";

export const GRADE_NAMES = ["Again", "Hard", "Good", "Easy"];

const MONTH = 30;
const YEAR = 365;

// A span of time as a reader plans with it.
export function minutes(seconds) {
  if (seconds < 60) return "under a minute";
  const whole = Math.round(seconds / 60);
  if (whole < 60) return counted(whole, "minute");
  const rest = whole % 60;
  return `${counted(Math.floor(whole / 60), "hour")}${rest > 0 ? ` ${rest} min` : ""}`;
}

// How long a question takes: seconds up to two minutes.
export function paceWords(seconds) {
  return seconds < 120 ? counted(Math.round(seconds), "second") : minutes(seconds);
}

// An interval as a button has room for.
export function shortDays(days) {
  if (days < 1) return "today";
  if (days < 2 * MONTH) return `${days} d`;
  if (days < 2 * YEAR) return `${Math.round(days / MONTH)} mo`;
  return `${Math.round(days / YEAR)} y`;
}

// When something comes back, said in a sentence.
export function inDays(days) {
  if (days < 1) return "today";
  if (days === 1) return "tomorrow";
  if (days < 2 * MONTH) return `in ${days} days`;
  if (days < 2 * YEAR) return `in ${Math.round(days / MONTH)} months`;
  return `in ${Math.round(days / YEAR)} years`;
}

export function dayWords(at) {
  return new Date(at).toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" });
}

// `made` and `left` count answers given and to come; `again` when this question was missed before.
export function placeWords({ made, left, again }) {
  return `Question ${made + 1} of ${made + left}${again ? ", missed before" : ""}`;
}

// The grade that ticks suggest.
export function verdictWords(ticked, points, grade) {
  return `${ticked} of ${counted(points, "point")}: ${GRADE_NAMES[grade - 1].toLowerCase()}`;
}

// What became of a question: in how many days it is due, or that an exam comes before that, or that
// it is asked again at once.
export function gradedWords(grade, days, { comesBack = true, beforeExam = false } = {}) {
  const name = GRADE_NAMES[grade - 1];
  if (grade === 1 && comesBack) return `${name}: comes back in this session`;
  return `${name}: comes back ${beforeExam ? "before the exam" : inDays(days)}`;
}

// What is due today, and how long that takes. `fresh`: questions never asked.
export function todayWords({ due, seconds, fresh, pace }) {
  if (due > 0) {
    return `${counted(due, "question")} due today: about ${minutes(seconds)} at ${paceWords(pace)} each.`;
  }
  if (fresh > 0) return `Nothing is due today. ${counted(fresh, "question")} you have not met yet.`;
  return "Nothing is due today.";
}

// How an exam's plan stands, as sentences. `plan` is that of exam.mjs; when the exam is over it has
// no days, or there is none. `questions`: how many it is for; `exam` and `now` in milliseconds,
// `pace` in seconds a question.
export function examWords({ plan, questions, exam, now, pace }) {
  if (!(plan?.days > 0)) return [`The exam was on ${dayWords(exam)}.`];
  const day = `The exam is ${inDays(daysBetween(now, exam))}, on ${dayWords(exam)}.`;
  const left = plan.left.length;
  if (left === 0) {
    return [day, `Each of the ${counted(questions, "question")} is asked before it; ${plan.today.length} of them today.`];
  }
  const needed = Math.ceil(((plan.order.length + left) * pace) / plan.days / 60 / 5) * 5;
  return [
    day,
    `${left} of ${counted(questions, "question")} will not fit: those that would help least are left out.`,
    `With ${counted(needed, "minute")} a day all would.`,
  ];
}
