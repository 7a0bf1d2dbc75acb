// A selection kept in the address, with Material's instant navigation beside it.
//
// Material 9.8 fetches the page again at its first step within it, and takes a link to the very
// page it is on back from the history; both would throw the reader's place away. So steps within
// the page are taken here, before Material hears of them.

import { readSelection, writeSelection } from "./filter-address.mjs";

const TYPED_AFTER = 250; // ms; Safari allows 100 changes of the address in 30 s

export class FilterHistory {
  #facets;
  #heard;
  #path = location.pathname;
  #hash = location.hash;
  #typed = null;
  #timer = 0;

  // `heard` has `took(selection)`, told of a selection from elsewhere, and `sought(hash, step)`,
  // told where on the page the reader is going before they get there; `step` is true where what
  // they leave should stay in the history.
  constructor(facets, heard, signal) {
    this.#facets = facets;
    this.#heard = heard;
    document.addEventListener("click", (event) => this.#clicked(event), { capture: true, signal });
    window.addEventListener("pagehide", () => this.flush(), { signal });
    signal.addEventListener("abort", () => clearTimeout(this.#timer));
  }

  get selection() {
    return readSelection(location.search, this.#facets);
  }

  // A step of its own in the history.
  push(selection) {
    this.flush();
    const address = this.#address(selection);
    if (address !== here()) history.pushState(null, "", address);
  }

  // The step that the reader is on, changed.
  replace(selection) {
    this.#typed = selection;
    this.flush();
  }

  // The same, when the typing pauses.
  type(selection) {
    this.#typed = selection;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.flush(), TYPED_AFTER);
  }

  flush() {
    clearTimeout(this.#timer);
    const typed = this.#typed;
    this.#typed = null;
    if (typed && location.pathname === this.#path) {
      history.replaceState(history.state, "", this.#address(typed));
    }
  }

  // `popstate`, as the script in levelset/facets.html hands it over: a listener of our own would
  // hear it after Material's, which is older.
  went(event) {
    if (location.pathname !== this.#path) return;
    event.stopImmediatePropagation();
    clearTimeout(this.#timer);
    this.#typed = null;
    this.#heard.took(this.selection);
    if (location.hash === this.#hash) return;
    this.#hash = location.hash;
    this.#heard.sought(location.hash, false);
    // As Material does once it has seen to a page; until then the browser does.
    if (history.scrollRestoration === "manual") window.scrollTo(0, history.state?.y ?? 0);
  }

  #address(selection) {
    const query = writeSelection(location.search, selection, this.#facets);
    return location.pathname + query + location.hash;
  }

  #clicked(event) {
    const link = event.target.closest?.("a[href]");
    if (!link || link.origin !== location.origin || link.pathname !== this.#path) return;
    const elsewhere = link.target !== "" && !(link.hash && link.target === "_self");
    if (elsewhere || link.hasAttribute("download") || event.ctrlKey || event.metaKey) return;
    this.flush();
    if (link.hash) {
      this.#heard.sought(link.hash, true);
      this.#hash = link.hash;
      link.search = location.search; // Material has made it absolute, with the query of before,
      link.target = "_self"; // and leaves links with a target to the browser.
    } else {
      event.preventDefault();
      event.stopPropagation();
      const selection = readSelection(link.search, this.#facets);
      this.push(selection);
      this.#heard.took(selection);
      window.scrollTo(0, 0);
    }
  }
}

function here() {
  return location.pathname + location.search + location.hash;
}
