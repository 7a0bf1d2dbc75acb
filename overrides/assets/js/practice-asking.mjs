// A session on the page: one question's card at a time, its grades, and the keys.

import { belongs } from "./practice-choice.mjs";
import { PracticeCard } from "./practice-card.mjs";
import { PracticeKeys } from "./practice-keys.mjs";
import { asked } from "./practice-session.mjs";
import { gradedWords, placeWords, shortDays, verdictWords } from "./practice-words.mjs";
import { examOf } from "./exam-setting.mjs";
import { NoSuchQuestion, questionCard } from "./question-cards.mjs";
import { daysBetween, intervals } from "./schedule.mjs";

const DEPTH = 2;

export class PracticeAsking {
  #root;
  #about;
  #does;
  #signal;
  #session = null;
  #key = null; // of the card that is shown: which question, and after how many answers
  #card = null;

  // `about` is `{ reader, index, comesBack, result }`, `does` has `act(action)`, `end()` and `say(words)`.
  constructor(root, about, does, signal) {
    this.#root = root;
    this.#about = about;
    this.#does = does;
    this.#signal = signal;
    const clicks = {
      reveal: () => does.act({ type: "reveal" }),
      undo: () => does.act({ type: "undo" }),
      skip: () => does.act({ type: "skip" }),
      end: () => does.end(),
      keys: () => this.#part("keys-list").showModal(),
      "keys-close": () => this.#part("keys-list").close(),
      again: () => this.#load(),
      drop: () => does.act({ type: "drop" }),
    };
    root.addEventListener("click", ({ target }) => {
      const button = target.closest("button");
      if (button?.dataset.grade) this.#grade(Number(button.dataset.grade));
      else clicks[button?.dataset.asking]?.();
    }, { signal });
    root.addEventListener("change", ({ target }) => this.#ticked(target), { signal });
    this.#part("attempt").addEventListener("input", ({ target }) => {
      does.act({ type: "attempt", text: target.value });
    }, { signal });
    this.#keys(signal);
  }

  // `shown` when the view was in sight before.
  draw(session, action, shown = false) {
    const before = this.#session;
    this.#session = session;
    const { question, revealed } = asked(session);
    this.#head(session);
    const key = `${session.id} ${session.made.length} ${question}`;
    if (key !== this.#key) {
      this.#key = key;
      this.#before(before, action);
      this.#load();
    } else {
      if (this.#card) this.#state();
      if (action?.type === "reveal") this.#card.answer.focus({ preventScroll: true });
      else if (!shown) this.#focus(revealed);
    }
  }

  // Out of sight.
  leave() {
    this.#key = null;
    this.#session = null;
  }

  get #asked() {
    return asked(this.#session);
  }

  #head({ made, queue }) {
    const { comesBack } = this.#asked;
    const place = { made: made.length, left: queue.length, again: comesBack };
    this.#part("place").textContent = placeWords(place);
    const bar = this.#part("bar");
    bar.max = made.length + queue.length;
    bar.value = made.length;
    this.#part("undo").disabled = made.length === 0;
    this.#part("skip").disabled = queue.length < 2;
  }

  // What became of the question before this one.
  #before(before, action) {
    const { written, made } = this.#session;
    const place = `${this.#part("place").textContent}.`;
    let words = "";
    if (action?.type === "grade") words = `${this.#became(written)}. `;
    if (action?.type === "undo") words = "Undone. ";
    const graded = action?.type === "undo" ? "" : words;
    this.#part("before").textContent = graded || (made.length > 0 ? `${this.#became(made.at(-1).review)}.` : "");
    this.#does.say(words + place);
  }

  #became({ question, grade }) {
    const card = this.#about.reader.cards.get(question);
    const days = card ? Math.max(0, daysBetween(card.reviewed, card.due)) : 0;
    const { comesBack } = this.#about;
    return gradedWords(grade, days, { comesBack, beforeExam: this.#beforeExam(question, days) });
  }

  async #load() {
    const key = this.#key;
    const { question } = this.#asked;
    this.#card = null;
    this.#show("loading");
    const { href, levelHref, note } = this.#about.result(question);
    try {
      const card = await questionCard(href, DEPTH, levelHref);
      if (key === this.#key && !this.#signal.aborted) this.#put(new PracticeCard(card, { title: note, href }));
    } catch (error) {
      console.warn(`No card: ${error.message}`);
      if (key === this.#key) this.#show(error instanceof NoSuchQuestion ? "gone" : "failed");
    }
  }

  #put(card) {
    this.#card = card;
    const { attempt } = this.#asked;
    this.#part("card").replaceChildren(card.element);
    card.answer.before(this.#part("trying"));
    this.#part("attempt").value = attempt;
    this.#does.act({ type: "points", points: card.points });
    this.#state();
    this.#show("card");
    this.#focus(this.#asked.revealed);
  }

  #show(state) {
    if (state !== "card") this.#part("place-of-trying").append(this.#part("trying"));
    for (const name of ["loading", "failed", "gone", "card"]) this.#part(name).hidden = name !== state;
    if (state !== "card") this.#part("grades").hidden = true;
  }

  // What the reader has done about the card so far.
  #state() {
    const { revealed, ticked, points, suggested, attempt } = this.#asked;
    this.#card.revealed = revealed;
    this.#card.ticked = ticked;
    const field = this.#part("attempt");
    field.readOnly = revealed;
    this.#part("trying").hidden = revealed && attempt.trim() === "";
    this.#part("reveal").hidden = revealed;
    this.#part("grades").hidden = !revealed;
    this.#part("verdict").textContent = points > 0
      ? verdictWords(ticked.length, points, suggested)
      : "How well did you know it?";
    this.#grades(suggested);
  }

  #grades(suggested) {
    const { question } = this.#asked;
    const days = intervals(this.#about.reader.cards.get(question), Date.now());
    for (const button of this.#root.querySelectorAll("[data-grade]")) {
      const grade = Number(button.dataset.grade);
      const until = days[grade - 1];
      const again = grade === 1 && this.#about.comesBack;
      const day = this.#beforeExam(question, until) ? "by exam" : shortDays(until);
      button.querySelector("span").textContent = again ? "soon" : day;
      button.classList.toggle("ls-button--primary", grade === suggested);
    }
  }

  // Whether an exam comes before a question would be due.
  #beforeExam(question, days) {
    const exam = examOf(this.#about.reader.progress);
    const now = Date.now();
    if (!exam || exam.at < now || days <= daysBetween(now, exam.at)) return false;
    const about = this.#about.index.questions.find(({ id }) => id === question);
    return Boolean(about) && belongs(about, exam.choice);
  }

  #ticked({ type, value, checked }) {
    if (type === "checkbox") this.#does.act({ type: "tick", point: Number(value), on: checked });
  }

  #grade(grade) {
    this.#does.act({ type: "grade", grade });
  }

  #focus(revealed) {
    if (!this.#card) return;
    const place = revealed ? this.#card.answer : this.#card.heading;
    place.focus({ preventScroll: true });
    if (this.#root.getBoundingClientRect().top < 0) this.#root.scrollIntoView();
  }

  #keys(signal) {
    const inPlace = () => this.#session !== null && this.#card !== null;
    new PracticeKeys(inPlace, {
      answer: () => this.#answerKey(),
      grade: (grade) => this.#asked.revealed && this.#grade(grade),
      digit: (number) => this.#digit(number),
      rest: () => this.#asked.revealed && this.#card.toggleRest(),
      followUp: () => this.#asked.revealed && this.#card.openFollowUp(),
      write: () => this.#asked.revealed || this.#part("attempt").focus(),
      stopWriting: () => this.#card.heading.focus({ preventScroll: true }),
      undo: () => this.#does.act({ type: "undo" }),
      later: () => this.#does.act({ type: "skip" }),
      list: () => this.#part("keys-list").showModal(),
    }, signal);
  }

  // Reveals; then takes the grade that the ticks suggest.
  #answerKey() {
    const { revealed, suggested } = this.#asked;
    if (!revealed) this.#does.act({ type: "reveal" });
    else if (suggested) this.#grade(suggested);
  }

  // A point of the rubric where there is one, else a grade.
  #digit(number) {
    const { revealed, points, ticked } = this.#asked;
    if (!revealed) return;
    const on = !ticked.includes(number - 1);
    if (points > 0) this.#does.act({ type: "tick", point: number - 1, on });
    else if (number <= 4) this.#grade(number);
  }

  #part(name) {
    return this.#root.querySelector(`[data-asking=${name}]`);
  }
}
