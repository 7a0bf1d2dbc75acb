// Deleting progress, of a level or all of it, after asking.

import { reviewsOf, rowCount } from "./progress.mjs";
import { counted } from "./words.mjs";

export class ResetDialog {
  #page;
  #store;
  #dialog;
  #all;

  constructor(page, store, signal) {
    this.#page = page;
    this.#store = store;
    this.#dialog = page.part("reset");
    this.#dialog.addEventListener("change", () => this.#may(), { signal });
    this.#dialog.addEventListener("close", () => this.#closed(), { signal });
  }

  ask(all) {
    this.#all = all;
    for (const input of this.#inputs()) {
      const whole = "whole" in input.dataset;
      const count = whole ? all.progress.reviews.length : this.#reviews(input.value).length;
      input.checked = false;
      input.disabled = !whole && count === 0;
      input.closest("label").querySelector("[data-reviews]").textContent = count;
    }
    this.#may();
    this.#dialog.returnValue = "";
    this.#dialog.showModal();
  }

  #inputs() {
    return [...this.#dialog.querySelectorAll("input[name=what]")];
  }

  // The reviews of a level's questions, those under an older name with them.
  #reviews(level) {
    const { questions, progress, names } = this.#all;
    const mine = questions.filter((question) => question.level === level).map(({ id }) => id);
    return reviewsOf(progress, names, mine);
  }

  #may() {
    const chosen = this.#inputs().some((input) => input.checked);
    this.#dialog.querySelector("[value=reset]").disabled = !chosen;
  }

  async #closed() {
    const chosen = this.#inputs().find((input) => input.checked);
    if (this.#dialog.returnValue !== "reset" || !chosen) return;
    const whole = "whole" in chosen.dataset;
    const ids = whole ? null : this.#reviews(chosen.value);
    const count = whole ? rowCount(this.#all.progress) : ids.length;
    const gone = await this.#store.reset(ids);
    await this.#page.refresh();
    this.#page.part("status").textContent = gone
      ? `Deleted ${counted(count, whole ? "row" : "review")}.`
      : "Nothing was deleted: the store does not answer.";
  }
}
