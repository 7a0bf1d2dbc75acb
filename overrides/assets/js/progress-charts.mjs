// Mastery and what comes due, put into the tables of the progress page and drawn beside them.

import { planOf } from "./exam-setting.mjs";
import { forecast } from "./forecast.mjs";
import { countsInWords, mastery, total } from "./mastery.mjs";
import { pace, today } from "./pace.mjs";
import { examWords, minutes } from "./practice-words.mjs";
import { barPicture, ringsPicture } from "./progress-pictures.mjs";
import { daysBetween } from "./schedule.mjs";
import { counted, longDay, shortDay } from "./words.mjs";

const DAYS_APART = 7; // between the dates below a long forecast

export function drawMastery(root, { questions, cards }) {
  const { all, at } = mastery(questions, cards);
  const rows = [...root.querySelectorAll(".ls-mastery__table tr[data-level]")];
  for (const row of rows) {
    const counts = row.dataset.level ? at(row.dataset.level, null) : all;
    for (const cell of row.querySelectorAll("td")) {
      cell.textContent = counts[cell.dataset.status];
    }
  }
  const levels = rows.filter(({ dataset }) => dataset.level).map(({ dataset }) => {
    return { hue: dataset.hue, counts: at(dataset.level, null) };
  });
  root.querySelector("[data-progress=rings]").replaceChildren(ringsPicture(levels));
  for (const cell of root.querySelectorAll("[data-cell]")) {
    drawCell(cell, at(cell.dataset.level, cell.dataset.category));
  }
}

function drawCell(cell, counts) {
  const all = total(counts);
  if (all === 0) {
    cell.replaceChildren(hidden("none"), shown("·"));
  } else {
    const figures = shown(`${counts.known}/${all}`);
    cell.replaceChildren(hidden(countsInWords(counts)), figures, barPicture(counts));
  }
}

export function sayToday(place, { questions, cards, progress }, now) {
  const ids = questions.map(({ id }) => id);
  const { due, seconds } = today({ questions: ids, cards, reviews: progress.reviews, now });
  const words = due.length === 0
    ? "Nothing is due today."
    : `${counted(due.length, "question")} due today: about ${minutes(seconds)} at your pace.`;
  if (place.textContent !== words) place.textContent = words;
}

// When the exam is, which the practice page sets, and how its plan stands.
export function sayExam(place, { exam, questions, cards, progress: { reviews } }, now) {
  place.hidden = !exam;
  if (!exam) return;
  const answered = questions.filter((question) => question.answered);
  const plan = planOf(exam, { questions: answered, cards, reviews, now });
  const counts = { questions: plan.questions.length, exam: exam.at, now, pace: pace(reviews) };
  place.textContent = examWords({ plan, ...counts }).join(" ");
}

// A column for each day, the exam's marked.
export function drawForecast(root, { questions, cards, exam }, { now, length }) {
  const ahead = forecast(questions.map(({ id }) => id), cards, now, length);
  const most = Math.max(1, ...ahead.days.map(({ count }) => count));
  const examDay = exam ? daysBetween(now, exam.at) : -1;
  const place = root.querySelector("[data-progress=days]");
  place.style.setProperty("--ls-days", length);
  place.replaceChildren(...ahead.days.map(({ at, count }, day) => {
    const week = day % DAYS_APART === 0;
    return column(at, count / most, { count, day, week, dated: length < 20 || week, exam: day === examDay });
  }));
  const rows = ahead.days.map(({ at, count }, day) => {
    const row = document.createElement("tr");
    const [name, cell] = [document.createElement("th"), document.createElement("td")];
    name.scope = "row";
    name.textContent = longDay(at) + (day === examDay ? " (exam)" : "");
    cell.textContent = count;
    row.append(name, cell);
    return row;
  });
  root.querySelector("[data-progress=day-rows]").replaceChildren(...rows);
  const said = [];
  if (ahead.overdue > 0) said.push(`${counted(ahead.overdue, "question")} of today from earlier days`);
  if (ahead.later > 0) said.push(`${counted(ahead.later, "question")} after these days`);
  root.querySelector("[data-progress=later]").textContent = said.join("; ");
}

function column(at, share, { count, day, week, dated, exam }) {
  const made = document.createElement("div");
  made.className = "ls-forecast__day";
  made.classList.toggle("ls-forecast__day--week", week);
  made.classList.toggle("ls-forecast__day--exam", exam);
  made.title = `${longDay(at)}: ${count}`;
  made.style.setProperty("--ls-share", share.toFixed(3));
  const number = document.createElement("span");
  number.className = "ls-forecast__count";
  number.textContent = count || "";
  const bar = document.createElement("i");
  bar.className = "ls-forecast__bar";
  const date = document.createElement("span");
  date.className = "ls-forecast__date";
  date.textContent = exam ? "Exam" : dated ? dayName(at, day) : "";
  made.append(number, bar, date);
  return made;
}

const dayName = (at, day) => (day === 0 ? "Today" : shortDay(at));

function hidden(words) {
  const made = document.createElement("span");
  made.className = "ls-hidden";
  made.textContent = words;
  return made;
}

function shown(figures) {
  const made = document.createElement("span");
  made.setAttribute("aria-hidden", "true");
  made.textContent = figures;
  return made;
}
