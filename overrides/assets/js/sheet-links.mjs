// The numbers of a sheet's links: one for each address, in the order in which they are met.

// From the addresses as the text cites them to their numbers, from 1.
export function numbers(cited) {
  const found = new Map();
  for (const address of cited) {
    if (!found.has(address)) found.set(address, found.size + 1);
  }
  return found;
}

// The links of a sheet, cited in its text and listed at its end.
export class SheetLinks {
  #sheet;
  #list;
  #entries;

  constructor(sheet) {
    this.#sheet = sheet;
    this.#list = sheet.querySelector(".ls-sheet__links");
    const entries = [...this.#list.querySelectorAll("[data-link]")];
    this.#entries = new Map(entries.map((entry) => [entry.dataset.link, entry]));
    for (const link of this.#list.querySelectorAll("a[data-site]")) link.textContent = link.href;
  }

  // Number anew what is on the sheet now, and list no more than that.
  number() {
    const cites = [...this.#sheet.querySelectorAll(".ls-cite")].filter((cite) => this.#shown(cite));
    const places = numbers(cites.map((cite) => cite.dataset.link));
    for (const cite of cites) cite.textContent = `[${places.get(cite.dataset.link)}]`;
    for (const entry of this.#entries.values()) entry.hidden = true;
    for (const [address, place] of places) {
      const entry = this.#entries.get(address);
      entry.hidden = false;
      entry.querySelector(".ls-sheet__number").textContent = `[${place}] `;
      entry.parentElement.append(entry);
    }
    this.#list.hidden = places.size === 0;
  }

  #shown(cite) {
    if (cite.closest("[hidden]")) return false;
    return this.#sheet.dataset.layout !== "room" || !cite.closest(".ls-sheet__answer");
  }
}
