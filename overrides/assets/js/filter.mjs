// <ls-filter>: the filters above a level page's question cards.

import { Facets } from "./facets.mjs";
import { rowOf } from "./filter-cards.mjs";
import { FilterElement } from "./filter-element.mjs";
import { idIn } from "./place-address.mjs";

const WORDS = ".ls-card__words";

export class Filter extends FilterElement {
  #cards;
  #groups;

  started() {
    const page = this.closest("article");
    this.#cards = [...page.querySelectorAll("[data-question]")];
    this.#groups = [...page.querySelectorAll("[data-group]")].map((group) => groupOf(group, page));
    this.marked();
    this.sought(location.hash, false);
  }

  marked() {
    const rows = this.#cards.map((card) => rowOf(card, WORDS, this.statuses));
    this.index = new Facets(this.panel.facets, rows);
  }

  drawn(rows) {
    const fits = new Set(rows);
    this.#cards.forEach((card, place) => {
      card.hidden = !fits.has(place);
    });
    for (const { group, batches, numbers } of this.#groups) {
      let total = 0;
      for (const batch of batches) {
        const shown = batch.querySelectorAll(":scope > [data-question]:not([hidden])").length;
        batch.hidden = shown === 0;
        batch.style.setProperty("--ls-cards", shown);
        total += shown;
      }
      group.hidden = total === 0;
      for (const number of numbers) number.textContent = total;
    }
  }

  // A link to what the filters hide takes them away.
  sought(hash, step) {
    const target = document.getElementById(idIn(hash));
    if (!target?.closest("[hidden]")) return;
    this.clear(step);
    target.scrollIntoView();
  }
}

function groupOf(group, page) {
  const heading = group.querySelector("h2");
  const links = page.querySelectorAll(`.ls-jump a[href$="#${CSS.escape(heading.id)}"]`);
  const numbers = [heading, ...links].map((each) => each.querySelector(".ls-number"));
  return {
    group,
    batches: [...group.querySelectorAll(".ls-batch")],
    numbers: numbers.filter(Boolean),
  };
}

customElements.define("ls-filter", Filter);
