// What to practise: what is due today, or what the reader chooses.

import { dueToday } from "./due-today.mjs";
import { examOf, inPlansOrder } from "./exam-setting.mjs";
import { Facets } from "./facets.mjs";
import { FilterHistory } from "./filter-history.mjs";
import { FilterPanel } from "./filter-panel.mjs";
import { pace } from "./pace.mjs";
import { readChoice, writeChoice } from "./practice-address.mjs";
import { chosen, standing } from "./practice-choice.mjs";
import { PracticeExam } from "./practice-exam.mjs";
import { todayWords } from "./practice-words.mjs";
import { SITE } from "./progress-place.mjs";
import { pageAddress } from "./site-file.mjs";
import { counted } from "./words.mjs";

export class PracticeChoosing {
  #root;
  #reader;
  #does;
  #index;
  #panel;
  #address;
  #exam;
  #questions; // of the site, those that have an answer
  #all = []; // those of them that are chosen from
  #facets;
  #fitting = [];
  #due = [];
  #plan = null;

  // `about` is `{ reader, index }`; `does` has `begin(questions)`.
  constructor(root, { reader, index }, does, signal) {
    this.#root = root;
    this.#reader = reader;
    this.#does = does;
    this.#index = index;
    this.#questions = index.questions
      .map((question, place) => ({ ...question, ...index.result(place), ...question }))
      .filter(({ answered }) => answered);
    this.#panel = new FilterPanel(root.querySelector("form"), {
      typed: (selection) => this.#chose(() => this.#address.type(selection)),
      chose: (selection) => this.#chose(() => this.#address.push(selection)),
    }, signal);
    this.#address = new FilterHistory(this.#panel.facets, {
      took: () => this.#read(),
      sought: () => {},
    }, signal);
    this.#exam = new PracticeExam(root, reader, () => this.#today(), signal);
    this.#listen(signal);
  }

  went(event) {
    this.#address.went(event);
  }

  // `quietly` when the reader has not come here by a step of their own.
  draw(quietly) {
    this.#today();
    this.#read();
    if (!quietly) this.#part("today").focus({ preventScroll: true });
  }

  #listen(signal) {
    const clicks = {
      due: () => this.#does.begin(this.#due),
      begin: () => this.#begin(),
      "all-notes": () => this.#write({ note: "" }),
    };
    this.#root.addEventListener("click", ({ target }) => {
      clicks[target.closest("button")?.dataset.choosing]?.();
    }, { signal });
    for (const name of ["count", "order"]) {
      this.#part(name).addEventListener("change", ({ target: { value } }) => {
        this.#write({ [name]: name === "count" ? Number(value) : value });
      }, { signal });
    }
  }

  // What the address asks for.
  #read() {
    const { count, order } = readChoice(location.search);
    this.#part("count").value = count;
    this.#part("order").value = order;
    this.#panel.selection = this.#address.selection;
    this.#scope();
    this.#ask();
  }

  #write(changes) {
    this.#address.flush();
    const search = writeChoice(location.search, changes);
    history.replaceState(history.state, "", location.pathname + search + location.hash);
    this.#read();
  }

  // All questions, or those of the note that the address names.
  #scope() {
    const note = this.#index.noteAddress(readChoice(location.search).note);
    const page = URL.canParse(note, SITE) ? pageAddress(note, SITE) : "";
    const mine = note ? this.#questions.filter(({ href }) => href.split("#")[0] === page) : [];
    this.#part("note").hidden = mine.length === 0;
    this.#part("note-title").textContent = mine[0]?.note ?? "";
    this.#all = mine.length > 0 ? mine : this.#questions;
    const now = Date.now();
    this.#facets = new Facets(this.#panel.facets, this.#all.map((one) => this.#row(one, now)));
  }

  #row({ id, prompt, level, category, skills }, now) {
    const has = { level: [level], category: [category], skill: skills };
    return { text: prompt, has: { ...has, want: standing(this.#reader.cards.get(id), now) } };
  }

  #chose(keep) {
    keep();
    this.#ask();
  }

  #ask() {
    const { selection } = this.#panel;
    const result = this.#facets.ask(selection);
    this.#panel.show(result, this.#facets.size);
    this.#fitting = result.rows.map((row) => this.#all[row]);
    this.#exam.choice = {
      levels: selection.level ?? [],
      categories: selection.category ?? [],
      skills: selection.skill ?? [],
    };
    const { count } = readChoice(location.search);
    const asked = Math.min(count || Infinity, this.#fitting.length);
    this.#part("begin").textContent = asked > 0 ? `Start with ${counted(asked, "question")}` : "Nothing to ask";
    this.#part("begin").disabled = asked === 0;
  }

  #begin() {
    const { count, order } = readChoice(location.search);
    const seed = Math.floor(Math.random() * 2 ** 32);
    const found = chosen(this.#fitting, this.#reader.cards, { order, seed }, Date.now());
    const ordered = order === "help" && this.#plan ? inPlansOrder(found, this.#plan) : found;
    this.#does.begin(count > 0 ? ordered.slice(0, count) : ordered);
  }

  #today() {
    const { cards, reviews, progress } = this.#reader;
    const now = Date.now();
    const exam = examOf(progress);
    const { due, plan } = dueToday({ questions: this.#questions, cards, reviews, exam, now });
    this.#plan = plan?.days > 0 ? plan : null;
    this.#due = due.map((id) => ({ id }));
    const fresh = this.#questions.filter(({ id }) => !cards.has(id)).length;
    const each = pace(reviews);
    const words = { due: this.#due.length, seconds: this.#due.length * each, fresh, pace: each };
    this.#part("today").textContent = todayWords(words);
    this.#part("due").disabled = this.#due.length === 0;
    this.#exam.draw({ exam, plan, now, pace: each, questions: this.#questions });
  }

  #part(name) {
    return this.#root.querySelector(`[data-choosing="${name}"]`);
  }
}
