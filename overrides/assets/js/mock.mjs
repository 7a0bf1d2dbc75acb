// A mock interview: which questions it asks, and how it went.

import { chance, shuffled } from "./chance.mjs";
import { belongs } from "./practice-choice.mjs";

const ASPECTS = {
  level: ({ level }) => [level],
  category: ({ category }) => [category],
  skill: ({ skills }) => skills,
};

// `count` of the questions that fit the choice, spread over levels, then topics, then skills as
// evenly as can be; the same seed draws the same. Levels come in the order in which the site's
// questions have them.
export function draw(questions, { count, seed, ...choice }) {
  const rest = shuffled(questions.filter((one) => belongs(one, choice)), chance(seed));
  const used = Object.fromEntries(Object.keys(ASPECTS).map((name) => [name, new Map()]));
  const drawn = [];
  while (drawn.length < count && rest.length > 0) {
    const weights = rest.map((question) => crowding(question, used));
    const [question] = rest.splice(leastPlace(weights), 1);
    drawn.push(question);
    for (const [name, values] of Object.entries(ASPECTS)) tallyUp(used[name], values(question));
  }
  const levels = [...new Set(questions.map(({ level }) => level))];
  return drawn.sort((a, b) => levels.indexOf(a.level) - levels.indexOf(b.level));
}

// How often each aspect of a question was drawn already; of several skills, the rarest.
function crowding(question, used) {
  return Object.entries(ASPECTS).map(([name, values]) => {
    const counts = values(question).map((value) => used[name].get(value) ?? 0);
    return counts.length > 0 ? Math.min(...counts) : 0;
  });
}

function leastPlace(weights) {
  return weights.reduce((best, weight, at) => (less(weight, weights[best]) ? at : best), 0);
}

function less(one, other) {
  const place = one.findIndex((value, at) => value !== other[at]);
  return place >= 0 && one[place] < other[place];
}

function tallyUp(counts, values) {
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
}

// How much of an answer was there, from 0 to 1: by its rubric, else by its grade.
export function score({ ticked, points, grade }) {
  return points > 0 ? ticked.length / points : (grade - 1) / 3;
}

// `results` are reviews; one for each question. Returns `{ asked, score, seconds, level, category,
// skill }`, the last three being lists of `{ name, asked, score, questions }`, weakest first;
// a question counts for each of its skills.
export function scorecard(questions, results) {
  const known = new Map(questions.map((question) => [question.id, question]));
  const rows = results
    .filter(({ question }) => known.has(question))
    .map((result) => ({ ...known.get(result.question), score: score(result), result }));
  const lists = Object.entries(ASPECTS).map(([name, values]) => [name, grouped(rows, values)]);
  return {
    asked: rows.length,
    score: mean(rows),
    seconds: rows.reduce((sum, { result }) => sum + result.seconds, 0),
    ...Object.fromEntries(lists),
  };
}

function grouped(rows, values) {
  const groups = new Map();
  for (const row of rows) {
    for (const value of values(row)) groups.set(value, [...(groups.get(value) ?? []), row]);
  }
  return [...groups]
    .map(([name, mine]) => ({ name, asked: mine.length, score: mean(mine), questions: ids(mine) }))
    .sort((a, b) => a.score - b.score || b.asked - a.asked || (a.name < b.name ? -1 : 1));
}

const ids = (rows) => rows.map(({ id }) => id);

function mean(rows) {
  return rows.length > 0 ? rows.reduce((sum, row) => sum + row.score, 0) / rows.length : 0;
}
