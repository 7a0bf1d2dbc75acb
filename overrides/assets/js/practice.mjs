// <ls-practice> and <ls-mock>: sessions over the questions of the site, and mock interviews. All that
// they take is loaded when the element is on the page.

const PAGES = {
  "ls-practice": () => import("./practice-page.mjs"),
  "ls-mock": () => import("./mock-page.mjs"),
};

class Session extends HTMLElement {
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
      const { open } = await PAGES[this.localName]();
      failed.hidden = true;
      const page = await open(this, signal);
      if (!signal.aborted) this.#page = page;
    } catch (error) {
      console.warn(`No session: ${error.message}`);
      failed.hidden = signal.aborted;
      this.dataset.view = "choosing";
    }
  }
}

for (const name of Object.keys(PAGES)) customElements.define(name, class extends Session {});
