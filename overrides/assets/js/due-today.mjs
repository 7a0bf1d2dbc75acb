// What is asked today: what the exam's plan has for today, and of all else what is due.

import { planOf } from "./exam-setting.mjs";
import { dueBefore, startOfDay } from "./schedule.mjs";

// `questions`: those that can be asked; `exam` as `examOf` gives it. Returns `{ due, plan }`: ids in
// the order in which they help most, and the exam's plan or null; once it is over that has no days.
export function dueToday({ questions, cards, reviews, exam, now }) {
  const plan = exam ? planOf(exam, { questions, cards, reviews, now }) : null;
  const planned = new Set(plan?.days > 0 ? plan.questions : []);
  const others = questions.map(({ id }) => id).filter((id) => !planned.has(id));
  return { due: [...(plan?.today ?? []), ...dueBefore(others, cards, startOfDay(now, 1))], plan };
}
