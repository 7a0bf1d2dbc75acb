// <ls-progress>: what the reader knows, what comes due, and the reader's data. All that it takes is
// loaded when the element is on the page.

class Progress extends HTMLElement {
  #connection = null;

  connectedCallback() {
    this.#connection = new AbortController();
    this.#open(this.#connection.signal);
  }

  disconnectedCallback() {
    this.#connection.abort();
  }

  async #open(signal) {
    try {
      const { ProgressView } = await import("./progress-view.mjs");
      if (!signal.aborted) await new ProgressView(this, signal).open();
    } catch (error) {
      console.warn(`No progress is shown: ${error.message}`);
      this.querySelector("[data-progress=unloaded]").hidden = signal.aborted;
    }
  }
}

customElements.define("ls-progress", Progress);
