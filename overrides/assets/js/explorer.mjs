// <ls-explorer>: filters over all questions of the site, drawn from a light index.

import { indexAt, indexKnown } from "./explorer-index.mjs";
import { writeSelection } from "./filter-address.mjs";
import { FilterElement } from "./filter-element.mjs";
import { adoptNames } from "./former-names.mjs";
import { statusesKnown } from "./question-status.mjs";
import { statusMark, statusOf } from "./status-mark.mjs";

const SCREENFUL = 20;
const PATIENCE = 1000; // ms that the first list waits for the fonts of its formulas
const MARKS = 500; // ms that it waits for the reader's progress

let left = { query: "", shown: 0 }; // how far down the list was when the reader left it

export class Explorer extends FilterElement {
  #questions = null;
  #rows = [];
  #shown = 0;

  started(signal) {
    this.#on("more", () => this.#more(), signal);
    this.#on("again", () => this.#load(signal), signal);
    const known = indexKnown(this.#part("index").href);
    if (!known) this.#load(signal);
    else this.#open(known); // At once, so that Material finds the list as long as it was.
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#questions = null;
    this.#rows = [];
    this.#shown = 0;
  }

  drawn({ rows }) {
    const same = rows.length === this.#rows.length && rows.every((r, at) => r === this.#rows[at]);
    if (same && this.#shown > 0) return;
    this.#rows = rows;
    this.#shown = 0;
    this.#part("list").replaceChildren();
    this.#draw(SCREENFUL);
  }

  async #load(signal) {
    this.#state("loading");
    const address = this.#part("index").href;
    try {
      const [questions] = await Promise.all([indexAt(address), atMost(MARKS, statusesKnown())]);
      if (!signal.aborted) this.#open(questions);
    } catch (error) {
      console.warn(`No questions from ${address}: ${error.message}`);
      if (!signal.aborted) this.#state("failed");
    }
  }

  // What changes is marked in place; the list is drawn anew where it filters.
  marked() {
    if (!this.#questions) return;
    this.index = this.#questions.facets(this.panel.facets, this.statuses);
    for (const item of this.#part("list").children) this.#mark(item);
  }

  #open(questions) {
    const { query, shown } = left;
    this.#questions = questions;
    adoptNames(questions.former, new Set(questions.questions.map(({ id }) => id)));
    this.marked();
    if (query === this.#query) this.#draw(shown - this.#shown);
    this.#state("ready");
    this.#settle();
  }

  // Formulas change their size when their fonts arrive; until then the list keeps out of sight.
  async #settle() {
    const { style } = this.#part("list");
    this.#part("list").getBoundingClientRect(); // Only a layout asks for the fonts.
    if (document.fonts.status !== "loading") return;
    style.visibility = "hidden";
    await atMost(PATIENCE, document.fonts.ready);
    style.visibility = "";
  }

  #state(state) {
    this.classList.toggle("ls-explorer--failed", state === "failed");
    this.#part("loading").hidden = state !== "loading";
    this.#part("failed").hidden = state !== "failed";
    this.#part("plain").hidden = state !== "failed";
  }

  get #query() {
    return writeSelection("", this.panel.selection, this.panel.facets);
  }

  #draw(count) {
    const places = this.#rows.slice(this.#shown, this.#shown + Math.max(0, count));
    this.#part("list").append(...places.map((place) => this.#item(this.#questions.result(place))));
    this.#shown += places.length;
    left = { query: this.#query, shown: this.#shown };
    const rest = this.#rows.length - this.#shown;
    const more = this.#part("more");
    more.hidden = rest === 0;
    more.textContent = `Show ${Math.min(rest, SCREENFUL)} more of ${rest}`;
  }

  #more() {
    const list = this.#part("list");
    const first = list.childElementCount;
    this.#draw(SCREENFUL);
    list.style.visibility = ""; // What is out of sight cannot have the focus.
    list.children[first].querySelector("a").focus({ preventScroll: true });
  }

  #item(question) {
    const item = this.#part("result").content.firstElementChild.cloneNode(true);
    const part = (name) => item.querySelector(`[data-result=${name}]`);
    const [rings, badge] = this.#level(question.level);
    item.dataset.id = question.id;
    item.dataset.answered = question.answered;
    part("link").href = question.href;
    part("rings").replaceWith(rings);
    if (question.html === null) part("words").textContent = question.prompt;
    else part("words").innerHTML = question.html; // The build's own, as on the note's page.
    part("level").replaceWith(badge);
    part("note").textContent = question.note;
    part("skills").textContent = question.skills.join(", ");
    part("checked").hidden = !question.checked;
    part("open").hidden = question.answered;
    this.#mark(item);
    return item;
  }

  #mark(item) {
    const { id, answered } = item.dataset;
    const some = this.statuses.size > 0;
    const status = some ? statusOf(id, answered === "true", this.statuses) : null;
    const place = item.querySelector("[data-result=status]");
    place.replaceChildren(...(status ? [statusMark(status)] : []));
  }

  #level(level) {
    const mark = this.querySelector(`template[data-level="${CSS.escape(level)}"]`);
    return [...mark.content.cloneNode(true).children];
  }

  #part(name) {
    return this.querySelector(`[data-explorer=${name}]`);
  }

  #on(name, act, signal) {
    this.#part(name).addEventListener("click", act, { signal });
  }
}

// Whatever comes first: what is waited for, or so many milliseconds.
function atMost(milliseconds, waited) {
  return Promise.race([waited, new Promise((late) => setTimeout(late, milliseconds))]);
}

customElements.define("ls-explorer", Explorer);
