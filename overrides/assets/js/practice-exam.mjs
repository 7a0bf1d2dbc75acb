// The exam: when it is, how many minutes a day there are until then, and what that is enough for.

import { dateOf, EXAM, examOf, momentOf } from "./exam-setting.mjs";
import { belongs } from "./practice-choice.mjs";
import { dayWords, examWords } from "./practice-words.mjs";
import { counted } from "./words.mjs";

export class PracticeExam {
  #root;
  #reader;
  #changed;
  #questions = [];
  #choice = {};

  // `changed()` is called when the reader has set another exam, or none.
  constructor(root, reader, changed, signal) {
    this.#root = root;
    this.#reader = reader;
    this.#changed = changed;
    this.#part("form").addEventListener("submit", (event) => {
      event.preventDefault();
      this.#set();
    }, { signal });
    this.#part("remove").addEventListener("click", () => this.#keep(null), { signal });
  }

  // Which questions an exam would be about, were it set now.
  set choice(choice) {
    this.#choice = choice;
    this.#about();
  }

  draw({ exam, plan, now, pace, questions }) {
    this.#questions = questions;
    const set = exam !== null;
    this.#part("fold").open ||= set;
    this.#part("title").textContent = set ? `Exam on ${dayWords(exam.at)}` : "An exam date";
    this.#part("remove").hidden = !set;
    this.#part("save").textContent = set ? "Change" : "Set";
    this.#part("date").min = dateOf(now);
    if (set && document.activeElement !== this.#part("date")) this.#part("date").value = dateOf(exam.at);
    if (set) this.#part("minutes").value = exam.minutes;
    this.#say(set ? examWords({ plan, questions: plan?.questions.length, exam: exam.at, now, pace }) : []);
    this.#about();
  }

  #say(sentences) {
    const [first, ...rest] = sentences;
    this.#part("said").hidden = !first;
    this.#part("said").textContent = [first, ...rest].join(" ");
  }

  #about() {
    const count = this.#questions.filter((one) => belongs(one, this.#choice)).length;
    const some = Object.values(this.#choice).some((list) => list.length > 0);
    const words = counted(count, "question");
    this.#part("about").textContent = some
      ? `It is about the ${words} of the levels, topics and skills chosen above.`
      : `It is about all ${words}. Choose levels, topics or skills above to narrow it.`;
  }

  #set() {
    const at = momentOf(this.#part("date").value);
    if (at === null) return;
    const from = examOf(this.#reader.progress)?.from ?? Date.now();
    this.#keep({ at, minutes: Number(this.#part("minutes").value), from, choice: this.#choice });
  }

  #keep(exam) {
    this.#reader.set(EXAM, exam);
    if (exam === null) this.#part("date").value = "";
    this.#changed();
  }

  #part(name) {
    return this.#root.querySelector(`[data-exam=${name}]`);
  }
}
