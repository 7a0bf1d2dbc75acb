// The mark that says how a question stands with the reader: a small picture and its word.

const WORDS = { new: "New", learning: "Learning", known: "Known", missed: "Missed" };

export function statusMark(status) {
  const mark = document.createElement("span");
  mark.className = `ls-status ls-status--${status}`;
  mark.textContent = WORDS[status];
  return mark;
}

// The status of a question by `statuses` (question-status.mjs). One that nobody has answered, and
// that was never asked, has none.
export function statusOf(id, answered, statuses) {
  return statuses.get(id) ?? (answered ? "new" : null);
}
