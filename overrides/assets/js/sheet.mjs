// <ls-sheet>: puts the reader's filters, layout and paper to a sheet that is whole without them.

import { Facets, nothing } from "./facets.mjs";
import { readSelection, writeSelection } from "./filter-address.mjs";
import { rowOf } from "./filter-cards.mjs";
import { statusesKnown, watchStatuses } from "./question-status.mjs";
import { SheetAnswers } from "./sheet-answers.mjs";
import { choices, withChoice } from "./sheet-choices.mjs";
import { SheetLinks } from "./sheet-links.mjs";
import { countWords, dropped, filters, filterWords, statusWords } from "./sheet-words.mjs";

const MEMORY = "levelset.sheet";

export class Sheet extends HTMLElement {
  #questions;
  #facets;
  #index;
  #address;
  #answers;
  #links;
  #connection = null;

  connectedCallback() {
    if (!this.#questions) this.#read();
    this.#connection = new AbortController();
    const controls = this.#part("controls");
    controls.hidden = false;
    controls.onchange = ({ target }) => this.#choose(target.name, target.value);
    this.#part("print").onclick = () => this.#print();
    this.#draw();
    watchStatuses((statuses) => this.#marked(statuses), this.#connection.signal);
  }

  disconnectedCallback() {
    this.#connection.abort();
  }

  // How the questions stand with the reader, which links to here filter by.
  #marked(statuses) {
    if (readSelection(location.search, this.#facets).progress.length === 0) return;
    this.#index = this.#asked(statuses);
    this.#draw();
  }

  #asked(statuses) {
    const rows = this.#questions.map((each) => rowOf(each, ".ls-sheet__words", statuses));
    return new Facets(this.#facets, rows);
  }

  #read() {
    this.#questions = [...this.querySelectorAll("[data-question]")];
    this.#facets = [...this.querySelectorAll("[data-facet]")].map(facet);
    this.#index = this.#asked();
    this.#address = this.#part("address").textContent || location.origin + location.pathname;
    this.#answers = new SheetAnswers(this.#questions, this.querySelector(".ls-sheet__questions"));
    this.#links = new SheetLinks(this);
  }

  #part(name) {
    return this.querySelector(`[data-sheet="${name}"]`);
  }

  // A browser prints formulas in other fonts while theirs are on the way. It asks for fonts when it
  // lays out the text, so that has to come first.
  async #print() {
    await statusesKnown();
    this.getBoundingClientRect();
    await document.fonts.ready;
    window.print();
  }

  #choose(name, value) {
    remember({ ...choices(location.search, remembered()), [name]: value });
    this.#goTo(withChoice(location.search, name, value));
  }

  #select(selection) {
    this.#goTo(writeSelection(location.search, selection, this.#facets));
  }

  #goTo(search) {
    history.replaceState(history.state, "", location.pathname + search);
    this.#draw();
  }

  #draw() {
    const { layout, paper } = choices(location.search, remembered());
    const selection = readSelection(location.search, this.#facets);
    const result = this.#index.ask(selection);
    const shown = result.rows.map((row) => this.#questions[row]);
    this.dataset.layout = layout;
    for (const rule of document.querySelectorAll("style[data-paper]")) {
      rule.media = rule.dataset.paper === paper ? "print" : "not all";
    }
    for (const input of this.#part("controls").querySelectorAll("input")) {
      input.checked = input.value === { layout, paper }[input.name];
    }
    this.#show(shown);
    this.#answers.place(layout, shown);
    this.#links.number();
    this.#say(selection, shown, result.without);
  }

  #show(shown) {
    for (const question of this.#questions) question.hidden = true;
    for (const group of this.querySelectorAll(".ls-sheet__group")) group.hidden = true;
    shown.forEach((question, place) => {
      question.hidden = false;
      question.closest(".ls-sheet__group").hidden = false;
      question.querySelector(".ls-sheet__number").textContent = `${place + 1} `;
    });
  }

  #say(selection, shown, without) {
    const total = this.#questions.length;
    const answered = shown.filter(({ dataset }) => dataset.state !== "open").length;
    const chosen = filters(selection, this.#facets);
    const labelOf = (name) => filterWords(chosen.filter((filter) => filter.name === name));
    this.#part("status").textContent = statusWords(shown.length, total, without, labelOf);
    this.#part("count").textContent = countWords(shown.length, total, answered);
    this.#part("filters").textContent = filterWords(chosen) || "None: the whole level";
    const address = this.#part("address");
    address.textContent = this.#address + writeSelection("", selection, this.#facets);
    address.parentElement.hidden = this.#address.startsWith("file:");
    this.#offer(chosen, selection);
  }

  // A button for each filter, to drop it, and one for all of them.
  #offer(chosen, selection) {
    const each = chosen.map((filter) => {
      return button(`${filter.facet}: ${filter.words}`, () => {
        this.#select(dropped(selection, filter));
      });
    });
    const all = button("All filters", () => this.#select(nothing(this.#facets)));
    const chips = this.#part("chips");
    const focused = chips.contains(document.activeElement);
    chips.replaceChildren(...each, ...(each.length > 1 ? [all] : []));
    chips.hidden = each.length === 0;
    if (focused) (each[0] ?? this.#part("print")).focus(); // What was dropped had it.
  }
}

function facet(element) {
  const labels = new Map(
    [...element.querySelectorAll("data")].map(({ value, textContent }) => [value, textContent]),
  );
  const { facet: name, label } = element.dataset;
  return { name, label, labels, values: [...labels.keys()] };
}

function button(words, drop) {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = words;
  made.setAttribute("aria-label", `Drop ${words}`);
  made.onclick = drop;
  return made;
}

function remembered() {
  try {
    return JSON.parse(localStorage.getItem(MEMORY));
  } catch {
    return null; // Storage is off, or holds something else.
  }
}

function remember(chosen) {
  try {
    localStorage.setItem(MEMORY, JSON.stringify(chosen));
  } catch {
    // Storage is off or full: the address has the choice.
  }
}

customElements.define("ls-sheet", Sheet);
