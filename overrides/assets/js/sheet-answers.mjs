// Where a sheet's answers stand: under their questions, nowhere, or in a part of their own.

const LINES = 7; // of room to write

export class SheetAnswers {
  #questions;
  #list;
  #home = new Map();
  #back = null;
  #ruled = false;

  // `list` holds the questions; answers at the back come after it.
  constructor(questions, list) {
    this.#questions = questions;
    this.#list = list;
    for (const question of questions) {
      this.#home.set(question, question.querySelector(".ls-sheet__answer"));
    }
  }

  // `layout` is one of LAYOUTS; `shown` are the questions that the filters let through.
  place(layout, shown) {
    this.#comeHome();
    if (layout === "room") this.#rule();
    if (layout === "back") this.#goBack(shown);
  }

  #comeHome() {
    for (const [question, answer] of this.#home) {
      if (answer.parentElement !== question) question.append(answer);
    }
    this.#back?.remove();
    this.#back = null;
  }

  #rule() {
    if (this.#ruled) return;
    this.#ruled = true;
    for (const question of this.#questions) {
      const room = made("div", "ls-sheet__room");
      room.setAttribute("aria-hidden", "true");
      for (let line = 0; line < LINES; line += 1) room.append(made("span"));
      question.append(room);
    }
  }

  #goBack(shown) {
    this.#back = made("div", "ls-sheet__back");
    const written = shown.filter((question) => this.#home.get(question).querySelector(".ls-part"));
    let group = null;
    let part = null;
    for (const question of written) {
      if (question.closest(".ls-sheet__group") !== group) {
        group = question.closest(".ls-sheet__group");
        part = made("section", "ls-sheet__replies");
        part.append(made("h2", "", `Answers: ${group.querySelector("h2").textContent}`));
        this.#back.append(part);
      }
      part.append(this.#reply(question));
    }
    if (written.length > 0) this.#list.after(this.#back);
  }

  // The answer behind its question's number and words once more.
  #reply(question) {
    const reply = made("section", "ls-sheet__reply");
    const asked = question.querySelector(".ls-sheet__ask").cloneNode(true);
    asked.querySelector(".ls-sheet__state").remove();
    reply.append(asked, this.#home.get(question));
    return reply;
  }
}

function made(tag, name = "", text = "") {
  const element = document.createElement(tag);
  if (name) element.className = name;
  element.textContent = text;
  return element;
}
