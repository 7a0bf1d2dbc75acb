// The search's place in the header: opens on `/`, `s` and `f`, on a click, and for an address
// with `?q=`. What it takes to answer is fetched when it opens, and not before.
//
// <ls-search><a href="…">Search</a></ls-search>

import { SITE } from "./progress-place.mjs";
import { siteText } from "./site-file.mjs";

import { searchDialog } from "./search-dialog.mjs";

const KEYS = new Set(["/", "s", "f"]);
const TYPING = "input:not([type=checkbox], [type=radio], [type=button]), textarea, select";
const FOCUS_KEPT = 2000; // ms after a page has arrived
const MANIFEST = "search/index.json";
const DOOR = "button[data-opens=search]"; // May stand anywhere on a page.

class Search extends HTMLElement {
  connectedCallback() {
    this.site = SITE;
    this.button = this.#button();
    this.listening = new AbortController();
    const { signal } = this.listening;
    document.addEventListener("keydown", (event) => this.#key(event), { signal });
    document.addEventListener("click", (event) => this.#door(event), { signal });
    const stepped = { capture: true, signal };
    addEventListener("popstate", () => this.#stepped(), stepped);
    this.pages = pages(() => this.#asked());
  }

  disconnectedCallback() {
    this.listening.abort();
    this.pages.unsubscribe();
    this.dialog?.remove();
    this.dialog = undefined;
  }

  // Opens the search, with words in it if there are any.
  open(words = "", chosen = undefined) {
    this.dialog ??= this.#dialog();
    if (!this.dialog.open) this.dialog.showModal();
    this.opened = location.href;
    const input = this.dialog.querySelector("input");
    if (words) input.value = words;
    input.focus();
    input.select();
    this.#ask(chosen);
  }

  // Searches for what is in the box, as soon as what that takes has arrived.
  async #ask(chosen) {
    try {
      this.#results ??= this.#load();
      await (await this.#results).ask(chosen);
    } catch {
      const words = navigator.onLine
        ? "The search could not be loaded. Type again to try once more."
        : "There is no network, and the search is not on this device.";
      for (const place of this.dialog.querySelectorAll("[data-search=status], [role=status]")) {
        place.textContent = words;
      }
    }
  }

  #results;

  // The index and its modules at once, so that a slow line is waited for once.
  async #load() {
    const manifest = this.#read(MANIFEST);
    manifest.catch(() => {}); // Whoever reads it is told.
    const early = { [MANIFEST]: manifest };
    try {
      const { Results, SearchIndex } = await import("./search-engine.mjs");
      const index = new SearchIndex((path) => {
        const reading = early[path] ?? this.#read(path);
        delete early[path];
        return reading;
      });
      return new Results(this.dialog, this.site, await index.open());
    } catch (error) {
      this.#results = undefined;
      throw error;
    }
  }

  async #read(path) {
    const cache = path === MANIFEST ? "no-cache" : "default";
    return siteText(new URL(path, this.site).href, { cache });
  }

  // The link that stands here without a script becomes a button that looks the same.
  #button() {
    const link = this.querySelector("a");
    if (!link) return this.querySelector("button");
    const button = Object.assign(document.createElement("button"), { type: "button" });
    button.className = link.className;
    button.append(...link.childNodes);
    button.setAttribute("aria-haspopup", "dialog");
    button.setAttribute("aria-keyshortcuts", [...KEYS].join(" "));
    button.addEventListener("click", () => this.open());
    link.replaceWith(button);
    return button;
  }

  #dialog() {
    const marks = this.querySelector("template").content.cloneNode(true);
    const dialog = searchDialog(this.site, marks);
    dialog.addEventListener("keydown", (event) => {
      if (!dialog.open) return;
      event.stopPropagation(); // Material's keys, `n` for the next page among them.
      if (event.key !== "Escape" || event.isComposing) return;
      event.preventDefault(); // The browser would close it too, but later: the next key counts.
      dialog.close();
    });
    dialog.addEventListener("click", (event) => {
      if (event.target === dialog || event.target.closest("[data-close]")) dialog.close();
    });
    dialog.addEventListener("close", () => this.#forget());
    dialog.querySelector("form").addEventListener("submit", (event) => {
      event.preventDefault();
      this.#results?.then((results) => results.enter()).catch(() => {}); // `#ask` has said it.
    });
    dialog.querySelector("input").addEventListener("input", () => this.#ask());
    document.body.append(dialog);
    return dialog;
  }

  #key(event) {
    if (!KEYS.has(event.key) || event.metaKey || event.ctrlKey || event.altKey) return;
    if (typing(event.target)) return;
    if (document.querySelector("dialog[open]")) return;
    event.preventDefault();
    this.open();
  }

  // A step in the history leaves the search. When Material (9.8.1) has swapped in the page of a
  // link to a part of it, it steps to that part, whose address is in place already: no step back.
  // Chromium (156) then takes the focus from the box, at once or when it has laid out the page.
  #stepped() {
    if (!this.dialog?.open) return;
    if (location.href !== this.opened) {
      this.dialog.close();
      return;
    }
    const input = this.dialog.querySelector("input");
    const back = (event) => { if (!event.relatedTarget && this.dialog?.open) input.focus(); };
    input.addEventListener("blur", back, { signal: AbortSignal.timeout(FOCUS_KEPT) });
  }

  #door(event) {
    if (event.target.closest?.(DOOR)) this.open();
  }

  // `?q=words`, with `level`, `category` and `skill` as the explorer writes them.
  #asked() {
    const query = new URLSearchParams(location.search);
    const words = query.get("q")?.trim();
    if (!words) return;
    const names = ["level", "category", "skill"];
    this.open(words, Object.fromEntries(names.map((name) => [name, query.get(name)?.split(",") ?? []])));
  }

  // A search that was closed is no longer asked for by the address.
  #forget() {
    const address = new URL(location);
    if (!address.searchParams.has("q")) return;
    address.searchParams.delete("q");
    history.replaceState(history.state, "", address);
  }
}

customElements.define("ls-search", Search);

// A box in a dialog that has just been closed has the focus still, and nobody types in it.
function typing(target) {
  return target.isContentEditable || (target.matches?.(TYPING) && target.checkVisibility());
}

// What a search has led to is marked when the page has arrived.
function arrived() {
  const marks = globalThis.CSS?.highlights;
  if (new URLSearchParams(location.search).has("h")) {
    import("./search-highlight.mjs").then(({ highlight }) => highlight());
  } else {
    marks?.delete("ls-found");
  }
}

// Calls for this page and for every one that Material swaps in (`navigation.instant`).
function pages(call) {
  if (globalThis.document$) return globalThis.document$.subscribe(call);
  call();
  return { unsubscribe() {} };
}

addEventListener("hashchange", arrived);
addEventListener("popstate", arrived, { capture: true }); // Before landing.mjs keeps it to itself.
pages(arrived);
