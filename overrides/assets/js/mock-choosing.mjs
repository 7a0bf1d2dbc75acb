// What a mock interview is about: a level or all, topics, how long, with a clock or without.

import { draw } from "./mock.mjs";
import { belongs } from "./practice-choice.mjs";
import { counted } from "./words.mjs";

const EACH = 5; // minutes for a question with its follow-ups

export class MockChoosing {
  #root;
  #questions;
  #does;

  // `does` has `begin(questions, terms)`.
  constructor(root, { index }, does, signal) {
    this.#root = root;
    this.#questions = index.questions.filter(({ answered }) => answered);
    this.#does = does;
    this.#form.addEventListener("change", () => this.#changed(), { signal });
    this.#form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#begin();
    }, { signal });
    this.#read();
  }

  // `quietly` when the reader has not come here by a step of their own.
  draw(quietly) {
    const { minutes, ...choice } = this.#choice;
    const fitting = this.#questions.filter((question) => belongs(question, choice));
    const count = Math.min(minutes / EACH, fitting.length);
    const words = `${counted(count, "question")} of ${fitting.length}, about ${EACH} minutes each.`;
    this.#part("count").textContent = count > 0 ? words : "No question fits all of this.";
    this.#part("begin").disabled = count === 0;
    if (!quietly) this.#part("begin").focus({ preventScroll: true });
  }

  get #form() {
    return this.#root.querySelector("form");
  }

  get #choice() {
    const data = new FormData(this.#form);
    return {
      levels: data.getAll("level").filter(Boolean),
      categories: data.getAll("category"),
      minutes: Number(data.get("minutes")),
    };
  }

  #read() {
    const query = new URLSearchParams(location.search);
    for (const name of ["level", "category", "minutes"]) {
      const asked = new Set(query.get(name)?.split(","));
      if (asked.size === 0) continue;
      for (const input of this.#form.elements) {
        if (input.name === name) input.checked = asked.has(input.value);
      }
    }
    for (const name of ["level", "minutes"]) this.#chooseOne(name);
  }

  // Of those that exclude each other one is chosen, whatever the address says.
  #chooseOne(name) {
    const inputs = [...this.#form.elements].filter((input) => input.name === name);
    if (inputs.some(({ checked }) => checked)) return;
    inputs.find((input) => input.hasAttribute("checked")).checked = true;
  }

  #changed() {
    const { levels, categories, minutes } = this.#choice;
    const chosen = { level: levels.join(), category: categories.join(), minutes };
    const query = Object.entries(chosen).filter(([, value]) => value !== "");
    const search = new URLSearchParams(query).toString().replaceAll("%2C", ",");
    history.replaceState(history.state, "", `${location.pathname}?${search}${location.hash}`);
    this.draw(true);
  }

  #begin() {
    const { minutes, ...choice } = this.#choice;
    const seed = Math.floor(Math.random() * 2 ** 32);
    const questions = draw(this.#questions, { ...choice, count: minutes / EACH, seed });
    const clock = this.#form.elements.clock.checked;
    if (questions.length > 0) this.#does.begin(questions, { minutes, clock });
  }

  #part(name) {
    return this.#root.querySelector(`[data-mock=${name}]`);
  }
}
