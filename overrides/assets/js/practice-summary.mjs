// The end of a session: what was answered, what was missed, what comes due next.

import { today } from "./pace.mjs";
import { summary } from "./practice-session.mjs";
import { GRADE_NAMES, minutes } from "./practice-words.mjs";
import { dueBefore, startOfDay } from "./schedule.mjs";
import { counted } from "./words.mjs";

export class PracticeSummary {
  #root;
  #about;
  #missed = [];

  // `does` has `again(questions)`, `choose()`, `goOn()` and `undo()`.
  constructor(root, about, does, signal) {
    this.#root = root;
    this.#about = about;
    const clicks = { ...does, again: () => does.again(this.#missed) };
    root.addEventListener("click", ({ target }) => {
      clicks[target.closest("button")?.dataset.summary]?.();
    }, { signal });
  }

  draw(session) {
    const { asked, left, grades, seconds, missed } = summary(session);
    const { index, result } = this.#about;
    const some = new Set(missed);
    this.#missed = index.questions.filter(({ id }) => some.has(id));
    this.#say("title", left > 0 ? "Session stopped" : "Session over");
    const time = `${counted(asked, "question")} answered in ${minutes(seconds)}`;
    this.#say("done", left > 0 ? `${time}, ${left} to go.` : `${time}.`);
    this.#grades(grades);
    this.#part("missed").hidden = this.#missed.length === 0;
    this.#part("missed-list").replaceChildren(...this.#missed.map(({ id }) => item(result(id))));
    this.#part("goOn").hidden = left === 0;
    this.#part("choose").classList.toggle("ls-button--primary", left === 0);
    this.#part("undo").hidden = session.made.length === 0;
    this.#next();
    this.#part("title").focus({ preventScroll: true });
    if (this.#root.getBoundingClientRect().top < 0) this.#root.scrollIntoView();
  }

  #grades(grades) {
    const given = GRADE_NAMES.map((name, at) => [name, grades[at]]).filter(([, count]) => count > 0);
    this.#part("grades").replaceChildren(...given.map(([name, count]) => {
      const row = document.createElement("div");
      const [term, value] = [document.createElement("dt"), document.createElement("dd")];
      term.textContent = name;
      value.textContent = count;
      row.append(term, value);
      return row;
    }));
  }

  // Of all questions of the site.
  #next() {
    const { reader, index } = this.#about;
    const questions = index.questions.filter(({ answered }) => answered).map(({ id }) => id);
    const now = Date.now();
    const { due, seconds } = today({ questions, cards: reader.cards, reviews: reader.reviews, now });
    const until = (days) => dueBefore(questions, reader.cards, startOfDay(now, days)).length;
    const left = due.length > 0
      ? `${counted(due.length, "question")} still due today, about ${minutes(seconds)}.`
      : "Nothing more is due today.";
    const tomorrow = until(2) - due.length;
    this.#say("next", `${left} Tomorrow: ${tomorrow}. In the next seven days: ${until(8) - due.length}.`);
  }

  #say(name, words) {
    this.#part(name).textContent = words;
  }

  #part(name) {
    return this.#root.querySelector(`[data-summary=${name}]`);
  }
}

// A link to the question on its note.
function item({ href, html, prompt, note }) {
  const made = document.createElement("li");
  const link = Object.assign(document.createElement("a"), { href });
  if (html === null) link.textContent = prompt;
  else link.innerHTML = html; // The build's own, as on the note's page.
  const from = Object.assign(document.createElement("span"), { className: "ls-from", textContent: note });
  made.append(link, from);
  return made;
}
