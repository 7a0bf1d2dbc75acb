// <ls-overview>: the topics of a level or skill that has more questions than one page holds. An
// address that asks this page for a question or for filters is led on to the page that has them.

import { indexAt } from "./explorer-index.mjs";
import { filtered, questionPlace } from "./overview-address.mjs";
import { idIn } from "./place-address.mjs";

class Overview extends HTMLElement {
  #connection;

  connectedCallback() {
    this.#connection = new AbortController();
    const { signal } = this.#connection;
    addEventListener("hashchange", () => this.#lead(signal), { signal });
    this.#lead(signal);
  }

  disconnectedCallback() {
    this.#connection.abort();
  }

  async #lead(signal) {
    const { search, hash } = location;
    const to = filtered(search, hash, {
      parts: this.#parts,
      explorer: this.#link("explorer").href,
      chosen: this.dataset.chosen,
    });
    const address = to ?? (await this.#question(idIn(hash)));
    if (address && !signal.aborted) location.replace(address);
  }

  // The place of the question that is asked for; null for what is on this page.
  async #question(id) {
    const here = id && document.getElementById(id);
    if (here) {
      const link = this.contains(here) ? here.closest("li")?.querySelector("a[href]") : null;
      return link?.href ?? null;
    }
    const level = new URLSearchParams(this.dataset.chosen).get("level");
    if (!id || !level) return null;
    try {
      const index = await indexAt(this.#link("index").href);
      return questionPlace(id, index, level, this.#parts);
    } catch {
      return null; // Without the index this page can only be read.
    }
  }

  get #parts() {
    const links = [...this.querySelectorAll("[data-part]")];
    return new Map(links.map((link) => [link.dataset.part, link.href]));
  }

  #link(name) {
    return this.querySelector(`[data-overview=${name}]`);
  }
}

customElements.define("ls-overview", Overview);
