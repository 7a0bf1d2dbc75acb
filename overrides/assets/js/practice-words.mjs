// What practice says, in words: days, minutes, grades, how the store and the exam stand.

import { daysBetween } from "./schedule.mjs";

export const GRADE_NAMES = ["Again", "Hard", "Good", "Easy"];

const MONTH = 30;
const YEAR = 365;

export function counted(count, noun) {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

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

// `{ asked, left, again }` counts questions; `again` when this one was missed before.
export function placeWords({ made, left, again }) {
  return `Question ${made + 1} of ${made + left}${again ? ", missed before" : ""}`;
}

// The grade that ticks suggest.
export function verdictWords(ticked, points, grade) {
  return `${ticked} of ${counted(points, "point")}: ${GRADE_NAMES[grade - 1].toLowerCase()}`;
}

// What became of a question: `days` until it is due.
export function gradedWords(grade, days) {
  const name = GRADE_NAMES[grade - 1];
  return grade === 1 ? `${name}: comes back in this session` : `${name}: comes back ${inDays(days)}`;
}

// What is due today, and how long that takes. `fresh`: questions never asked.
export function todayWords({ due, seconds, fresh, pace }) {
  if (due > 0) {
    return `${counted(due, "question")} due today: about ${minutes(seconds)} at ${paceWords(pace)} each.`;
  }
  if (fresh > 0) return `Nothing is due today. ${counted(fresh, "question")} you have not met yet.`;
  return "Nothing is due today.";
}

// How an exam's plan stands. `plan` is that of exam.mjs, `questions` how many it is for, `exam` and
// `now` in milliseconds, `pace` in seconds a question.
export function examWords({ plan, questions, exam, now, pace }) {
  if (plan.days === 0) return [`The exam was on ${dayWords(exam)}.`];
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

const STORE = {
  blocked: "Another tab has this site open in an older version, and holds your progress. Close it.",
  newer: "Your progress was written by a newer version of this site. Load the page again to get it.",
  full: "The browser has no room left to store your progress.",
  unavailable: "This browser does not let the site store anything: a private window, or a setting.",
  damaged: "Your stored progress is damaged. It is left as it is.",
  failed: "Your progress could not be stored.",
};

// What is wrong with the store, as sentences; none when nothing is. `state` as review-store.mjs
// has it.
export function storeWords({ kind, unsaved, safe, unreadable }) {
  const said = STORE[kind] ? [STORE[kind]] : [];
  if (STORE[kind] && unsaved > 0) {
    const rows = counted(unsaved, "change");
    said.push(safe
      ? `${rows} kept aside in this browser will be stored as soon as that works.`
      : `${rows} will be lost when this tab is closed, unless you save a copy.`);
  }
  if (unreadable > 0) {
    said.push(`${counted(unreadable, "stored row")} could not be read, and will be kept as found.`);
  }
  return said;
}
