// How many questions come due on each of the days ahead, if nothing is practised until then.

import { startOfDay } from "./schedule.mjs";

// `questions`: the ids that count. Returns `{ days, overdue, later }`: days as `{ at, count }` from
// today, where what is overdue belongs to today; how many are overdue, and come after the last day.
export function forecast(questions, cards, now, length) {
  const days = Array.from({ length }, (_, day) => ({ at: startOfDay(now, day), count: 0 }));
  const end = startOfDay(now, length);
  const dues = questions.filter((id) => cards.has(id)).map((id) => cards.get(id).due);
  for (const due of dues) {
    if (due < end) (days.findLast(({ at }) => at <= due) ?? days[0]).count += 1;
  }
  return {
    days,
    overdue: dues.filter((due) => due < days[0].at).length,
    later: dues.filter((due) => due >= end).length,
  };
}
