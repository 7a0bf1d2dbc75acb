// What the explorer and a level page's filters have in common: the form, the address, the links
// to the study sheets and to practice.

import { nothing } from "./facets.mjs";
import { writeSelection } from "./filter-address.mjs";
import { FilterHistory } from "./filter-history.mjs";
import { FilterPanel } from "./filter-panel.mjs";
import { hadProgress, statusesNow, watchStatuses } from "./question-status.mjs";

const PROGRESS = "progress";
const PRACTISED = ["level", "category", "skill"]; // what a practice session can be chosen by
const PAUSE = 250; // ms without a key
const NONE = new Map();

// A subclass says `started(signal)`, `drawn(rows, selection, typing)`, `marked()` when `statuses` has
// changed and, if it matters there, `sought(hash, step)`. When the typing pauses, `drawn` is told of
// the same rows once more.
export class FilterElement extends HTMLElement {
  #connection = null;
  #index = null;
  #typed = 0; // the timer while the reader types, else 0

  connectedCallback() {
    this.#connection = new AbortController();
    const { signal } = this.#connection;
    this.panel = new FilterPanel(this.querySelector("form"), {
      typed: (selection) => {
        this.address.type(selection);
        this.#asked(selection, true);
      },
      chose: (selection) => {
        this.address.push(selection);
        this.#asked(selection);
      },
    }, signal);
    this.address = new FilterHistory(this.panel.facets, {
      took: (selection) => {
        this.panel.selection = selection;
        this.#asked(selection);
      },
      sought: (hash, step) => this.sought(hash, step),
    }, signal);
    if (hadProgress()) this.panel.expect(PROGRESS);
    if (this.statuses.size > 0) this.panel.offer(PROGRESS, true);
    this.panel.selection = this.address.selection;
    // Whoever is about to follow a link finds it as what they typed has made it.
    for (const kind of ["pointerdown", "focusout", "click"]) {
      document.addEventListener(kind, () => this.#pause(), { capture: true, signal });
    }
    // Of the page, not of the box that is typed into.
    document.addEventListener("scroll", () => this.#pause(), { passive: true, signal });
    this.started(signal);
    watchStatuses((statuses) => this.#marked(statuses), signal);
  }

  disconnectedCallback() {
    this.#connection.abort();
    clearTimeout(this.#typed);
    this.#typed = 0;
    this.#index = null;
  }

  // How each question stands with the reader, as far as that is known.
  get statuses() {
    return statusesNow() ?? NONE;
  }

  // A step back or forward, before anything else on the page has heard of it.
  went(event) {
    this.address.went(event);
  }

  // The questions, as soon as they are known.
  set index(facets) {
    this.#index = facets;
    this.#asked(this.panel.selection);
  }

  // Take all filters away; `step` makes that one of its own in the history.
  clear(step) {
    const selection = nothing(this.panel.facets);
    this.panel.selection = selection;
    if (step) this.address.push(selection);
    else this.address.replace(selection);
    this.#asked(selection);
  }

  sought() {}

  // The reader can filter by progress as soon as there is any.
  #marked(statuses) {
    this.address.flush();
    if (this.panel.offer(PROGRESS, statuses.size > 0)) this.panel.selection = this.address.selection;
    this.marked();
  }

  // At each key the list follows as far as it is in sight, and the number of questions in it; the
  // rest of it, the choices' counts and the links when the typing pauses. Where nothing fits, what
  // would is said at once.
  #asked(selection, typing = false) {
    clearTimeout(this.#typed);
    this.#typed = 0;
    const rows = typing ? this.#index?.rows(selection) : null;
    if (typing && rows?.length !== 0) {
      this.#typed = setTimeout(() => this.#pause(), PAUSE);
      if (!rows) return;
      this.drawn(rows, selection, true);
      this.panel.showTotal(rows.length);
    } else this.#all(selection);
  }

  #pause() {
    if (this.#typed) this.#asked(this.panel.selection);
  }

  #all(selection) {
    this.#linkSheets(selection);
    this.#linkPractice(selection);
    if (!this.#index) return;
    const result = this.#index.ask(selection);
    this.panel.show(result, this.#index.size, selection);
    this.drawn(result.rows, selection);
  }

  // Each level has a sheet of its own, so its link leaves the level out; it is there while the
  // level is among those chosen.
  #linkSheets(selection) {
    const filters = this.panel.facets.filter(({ name }) => name !== "level");
    for (const link of this.closest("article").querySelectorAll("a[data-sheet]")) {
      const chosen = selection.level ?? [];
      link.search = writeSelection(link.search, selection, filters);
      link.hidden = chosen.length > 0 && !chosen.includes(link.dataset.sheet);
    }
  }

  // A level's own page names the level in its link, and has no facet for it; so does a part of a
  // large level with its topic, here and in the link to the sheet.
  #linkPractice(selection) {
    const filters = this.panel.facets.filter(({ name }) => PRACTISED.includes(name));
    for (const link of this.closest("article").querySelectorAll("a[data-practise]")) {
      link.search = writeSelection(link.search, selection, filters);
    }
  }
}
