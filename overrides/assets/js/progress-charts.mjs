// Mastery and what comes due, put into the tables of the progress page and drawn beside them.

import { dueToday } from "./due-today.mjs";
import { forecast } from "./forecast.mjs";
import { countsInWords, mastery, total } from "./mastery.mjs";
import { pace } from "./pace.mjs";
import { examWords, todayWords } from "./practice-words.mjs";
import { barPicture, ringsPicture } from "./progress-pictures.mjs";
import { daysBetween } from "./schedule.mjs";
import { counted, longDay, shortDay } from "./words.mjs";

const DAYS_APART = 7; // between the dates below a long forecast
const LAST = 4; // days that have too little room beside them for a date

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

// What is due today and, with an exam that the practice page has set, how its plan stands.
export function sayDue(part, { exam, questions, cards, progress: { reviews } }, now) {
  const answered = questions.filter((question) => question.answered);
  const { due, plan } = dueToday({ questions: answered, cards, reviews, exam, now });
  const each = pace(reviews);
  const fresh = answered.filter(({ id }) => !cards.has(id)).length;
  const today = todayWords({ due: due.length, seconds: due.length * each, fresh, pace: each });
  const count = plan?.questions.length;
  say(part("today"), today);
  part("exam").hidden = !exam;
  say(part("exam"), exam ? examWords({ plan, questions: count, exam: exam.at, now, pace: each }).join(" ") : "");
}

// What is said already is not said again.
function say(place, words) {
  if (place.textContent !== words) place.textContent = words;
}

// A column for each day, the exam's marked.
export function drawForecast(root, { questions, cards, exam }, { now, length }) {
  const ahead = forecast(questions.map(({ id }) => id), cards, now, length);
  const most = Math.max(1, ...ahead.days.map(({ count }) => count));
  const examDay = exam ? daysBetween(now, exam.at) : -1;
  const place = root.querySelector("[data-progress=days]");
  place.style.setProperty("--ls-days", length);
  place.replaceChildren(...ahead.days.map(({ at, count }, day) => {
    const week = day % DAYS_APART === 0 && day + LAST < length;
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
