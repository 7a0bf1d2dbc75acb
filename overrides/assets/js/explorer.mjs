// <ls-explorer>: filters over all questions of the site, drawn from a light index.

import { indexAt, indexKnown } from "./explorer-index.mjs";
import { writeSelection } from "./filter-address.mjs";
import { FilterElement } from "./filter-element.mjs";
import { adoptNames } from "./former-names.mjs";
import { statusesKnown } from "./question-status.mjs";
import { statusMark, statusOf } from "./status-mark.mjs";
import { write } from "./written.mjs";

const SCREENFUL = 20;
const PATIENCE = 1000; // ms that the first list waits for the fonts of its formulas
const MARKS = 500; // ms that it waits for the reader's progress

let left = { query: "", shown: 0 }; // how far down the list was when the reader left it

export class Explorer extends FilterElement {
  #questions = null;
  #rows = [];
  #parts = new Map(); // by name: to look for one among a thousand choices takes its time
  #items = []; // made for the list, and what has been written into them; `#shown` are in it
  #shown = 0;
  #fits = 0; // while the reader types: how many items fill the window; else 0
  #levels = new Map(); // the templates of the levels' marks

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
    this.#items = [];
    this.#parts.clear();
    this.#levels.clear();
    this.#shown = 0;
    this.#fits = 0;
  }

  // While the reader types, only what is in sight is drawn.
  drawn(rows, selection, typing = false) {
    const same = sameRows(rows, this.#rows);
    this.#fits = typing ? this.#fits || this.#fitting() : 0;
    this.#hold(typing);
    if (same && typing && this.#shown > 0) return;
    this.#rows = rows;
    this.#draw(Math.max(this.#fits || SCREENFUL, same ? this.#shown : 0), selection);
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
    for (const item of this.#items) this.#mark(item);
  }

  #open(questions) {
    const { query, shown } = left;
    this.#questions = questions;
    const { former } = questions;
    if (former.size > 0) adoptNames(former, new Set(questions.questions.map(({ id }) => id)));
    this.marked();
    if (query === this.#query()) this.#draw(Math.max(shown, this.#shown));
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

  #query(selection = this.panel.selection) {
    return writeSelection("", selection, this.panel.facets);
  }

  // So many items. Those that there are are written into: that is quicker than new ones.
  #draw(count, selection) {
    const end = Math.min(this.#rows.length, count);
    const before = this.#part("list").childElementCount;
    for (let at = 0; at < end; at += 1) this.#fill((this.#items[at] ??= this.#item()), this.#rows[at]);
    this.#part("list").append(...this.#items.slice(before, end).map(({ item }) => item));
    for (const { item } of this.#items.slice(end, before)) item.remove();
    this.#shown = end;
    left = { query: this.#query(selection), shown: end };
    const rest = this.#rows.length - end;
    const more = this.#part("more");
    more.hidden = rest === 0;
    write(more, `Show ${Math.min(rest, SCREENFUL)} more of ${rest}`);
  }

  #more() {
    const list = this.#part("list");
    const first = this.#shown;
    this.#draw(first + SCREENFUL);
    list.style.visibility = ""; // What is out of sight cannot have the focus.
    list.children[first].querySelector("a").focus({ preventScroll: true });
  }

  // While the reader types, the list's place stays as high as it is: what changes in it moves nothing
  // around it, and the browser need not look.
  #hold(on) {
    const results = this.#part("results");
    if (results.style.height === "" ? !on : on) return;
    results.style.height = on ? `${results.getBoundingClientRect().height}px` : "";
    results.classList.toggle("ls-explorer__results--held", on);
  }

  // How many items the window takes. To be asked before anything is written: the browser need not
  // lay out for it then.
  #fitting() {
    const list = this.#part("list");
    const least = parseFloat(getComputedStyle(list).getPropertyValue("--ls-least")) || 1;
    const room = window.innerHeight - list.getBoundingClientRect().top;
    return Math.min(SCREENFUL, Math.max(1, Math.ceil(room / least)));
  }

  #item() {
    const item = this.#part("result").content.firstElementChild.cloneNode(true);
    const parts = [...item.querySelectorAll("[data-result]")];
    return { item, place: -1, ...Object.fromEntries(parts.map((p) => [p.dataset.result, p])) };
  }

  // Into each part only what is not there already.
  #fill(item, place) {
    if (item.place === place) return;
    const question = this.#questions.result(place);
    item.place = place;
    item.question = question;
    item.item.dataset.id = question.id;
    item.link.href = question.href;
    if (item.shown !== question.level) this.#putLevel(item, question.level);
    if (question.html !== null) item.words.innerHTML = question.html; // As on the note's page.
    else write(item.words, question.prompt);
    write(item.note, question.note);
    write(item.skills, question.skills.join(", "));
    if (item.checked.hidden === question.checked) item.checked.hidden = !question.checked;
    if (item.open.hidden !== question.answered) item.open.hidden = question.answered;
    this.#mark(item);
  }

  #mark({ status: mark, question: { id, answered } }) {
    const status = this.statuses.size > 0 ? statusOf(id, answered, this.statuses) : null;
    if (status || mark.firstChild) mark.replaceChildren(...(status ? [statusMark(status)] : []));
  }

  #putLevel(item, level) {
    const [rings, badge] = this.#levelMark(level).cloneNode(true).children;
    item.rings.replaceWith(rings);
    item.level.replaceWith(badge);
    Object.assign(item, { rings, level: badge, shown: level });
  }

  #levelMark(level) {
    if (!this.#levels.has(level)) {
      const mark = this.querySelector(`template[data-level="${CSS.escape(level)}"]`);
      this.#levels.set(level, mark.content);
    }
    return this.#levels.get(level);
  }

  #part(name) {
    if (!this.#parts.has(name)) {
      this.#parts.set(name, this.querySelector(`[data-explorer=${name}]`));
    }
    return this.#parts.get(name);
  }

  #on(name, act, signal) {
    this.#part(name).addEventListener("click", act, { signal });
  }
}

function sameRows(one, other) {
  return one === other || (one.length === other.length && one.every((row, at) => row === other[at]));
}

// Whatever comes first: what is waited for, or so many milliseconds.
function atMost(milliseconds, waited) {
  return Promise.race([waited, new Promise((late) => setTimeout(late, milliseconds))]);
}

customElements.define("ls-explorer", Explorer);
