// Which questions a reader practises, and in which order.

import { chance, shuffled } from "./chance.mjs";
import { dueBefore, startOfDay, status } from "./schedule.mjs";

export const WANTED = ["new", "due", "missed"];
export const ORDERS = ["help", "site", "random"];

const BELONGS = {
  levels: (question, levels) => levels.includes(question.level),
  categories: (question, categories) => categories.includes(question.category),
  skills: (question, skills) => question.skills.some((skill) => skills.includes(skill)),
};

// `questions` are `{ id, level, category, skills }` in the site's order. A choice is `{ levels,
// categories, skills, want, count, order, seed }`; an empty list, or none, leaves nothing out.
// Returns the questions that are asked: in the order "help" those that are due or were missed, the
// most forgotten first, then new ones, then what is not due yet.
export function chosen(questions, cards, choice, now) {
  const fitting = questions
    .filter((question) => belongs(question, choice))
    .filter(({ id }) => wanted(cards.get(id), choice.want ?? [], now));
  const ordered = inOrder(fitting, cards, choice, now);
  return choice.count > 0 ? ordered.slice(0, choice.count) : ordered;
}

// Whether a question has one of the values chosen, for each kind of which any are.
export function belongs(question, choice) {
  return Object.entries(BELONGS).every(([name, has]) => {
    return !choice[name]?.length || has(question, choice[name]);
  });
}

// Which of WANTED a question with that card is.
export function standing(card, now) {
  const is = { new: !card, due: card?.due < startOfDay(now, 1), missed: status(card) === "missed" };
  return WANTED.filter((name) => is[name]);
}

function wanted(card, want, now) {
  return want.length === 0 || standing(card, now).some((name) => want.includes(name));
}

function inOrder(questions, cards, { order, seed = 0 }, now) {
  if (order === "random") return shuffled(questions, chance(seed));
  if (order === "site") return questions;
  const known = new Map(questions.map((question) => [question.id, question]));
  const ids = [...known.keys()];
  const due = dueBefore(ids, cards, startOfDay(now, 1));
  const missed = ids.filter((id) => status(cards.get(id)) === "missed");
  const fresh = ids.filter((id) => !cards.has(id));
  return [...new Set([...due, ...missed, ...fresh, ...ids])].map((id) => known.get(id));
}
