// <ls-practice>: sessions over the questions of the site. All that it takes is loaded when the
// element is on the page.

class Practice extends HTMLElement {
  #connection = null;
  #page = null;

  connectedCallback() {
    this.#connection = new AbortController();
    const { signal } = this.#connection;
    const again = this.querySelector("[data-practice=again]");
    again.addEventListener("click", () => this.#open(signal), { signal });
    this.#open(signal);
  }

  disconnectedCallback() {
    this.#page = null;
    this.#connection.abort();
  }

  // A step back or forward, before anything else on the page has heard of it.
  went(event) {
    this.#page?.went(event);
  }

  async #open(signal) {
    const failed = this.querySelector("[data-practice=failed]");
    try {
      const { PracticePage } = await import("./practice-page.mjs");
      failed.hidden = true;
      const page = await PracticePage.open(this, signal);
      if (!signal.aborted) this.#page = page;
    } catch (error) {
      console.warn(`No practice: ${error.message}`);
      failed.hidden = signal.aborted;
      this.dataset.view = "choosing";
    }
  }
}

customElements.define("ls-practice", Practice);
