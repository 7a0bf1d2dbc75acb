// Review logs for tests: written out, or drawn by a seed.
import { chance } from "../../overrides/assets/js/chance.mjs";

export const DAY = 86_400_000;
export const START = Date.UTC(2026, 2, 2, 9);

let number = 0;

export function review(question, grade, at = START, more = {}) {
  number += 1;
  const row = { id: `r${number}`, question, at, grade, ticked: [], points: 0, seconds: 60 };
  return { ...row, ...more };
}

// Reviews of some questions in the 60 days before a time, the same for the same seed.
export function randomLog(seed, { questions = 8, size = 60, until = START, name = "r" } = {}) {
  const next = chance(seed);
  return Array.from({ length: size }, (_, row) => ({
    id: `${name}${seed}-${row}`,
    question: `q${Math.floor(next() * questions)}`,
    at: until - Math.floor(next() * 60 * DAY),
    grade: 1 + Math.floor(next() * 4),
    ticked: [],
    points: 0,
    seconds: Math.floor(next() * 300),
  }));
}
