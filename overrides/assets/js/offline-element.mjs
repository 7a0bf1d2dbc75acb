// <ls-offline>: what of the site is on this device, and buttons to take all of it along or to let
// it go. As the fallback of a page that is not here (`?page=`) it names that page.

import { indexAt } from "./explorer-index.mjs";
import { megabytes, wantedPage } from "./offline-words.mjs";
import { idIn } from "./place-address.mjs";
import { ask, whyNot } from "./worker.mjs";

const TROUBLE = {
  OtherVersion: "The site has changed meanwhile. Reload this page and go on.",
  QuotaExceededError: "This browser has no room for more. What has been fetched stays here.",
  TypeError: "There is no network. What has been fetched stays here; go on when there is one.",
};

class Offline extends HTMLElement {
  #connection = null;
  #taking = false;

  connectedCallback() {
    this.#connection = new AbortController();
    const { signal } = this.#connection;
    this.#on("take", () => this.#take(signal), signal);
    this.#on("stop", () => this.#stop(), signal);
    this.#on("drop", () => this.#drop(), signal);
    this.#absent();
    this.#open();
  }

  disconnectedCallback() {
    this.#connection.abort();
    this.#taking = false;
  }

  #absent() {
    const wanted = wantedPage(location.search, new URL("../", location.href));
    this.#part("absent").hidden = !wanted;
    if (!wanted) return;
    this.#part("wanted").textContent = wanted.name;
    this.#part("again").href = wanted.href;
    this.#offerQuestion(idIn(location.hash));
  }

  // A search may have led to a question of a note that is not here: level pages have it too.
  async #offerQuestion(asked) {
    const index = asked ? await indexAt(this.#part("index").href).catch(() => null) : null;
    const id = index?.former.get(asked) ?? asked;
    const place = index ? index.questions.findIndex((question) => question.id === id) : -1;
    this.#part("asked").hidden = place < 0;
    if (place < 0) return;
    const { levelHref, prompt } = index.result(place);
    Object.assign(this.#part("asked-link"), { href: `${levelHref}#${id}`, textContent: prompt });
  }

  async #open() {
    const why = whyNot();
    try {
      if (why) throw new Error(why);
      await this.#show();
    } catch (error) {
      this.#part("unable").textContent = why || `Nothing is kept yet: ${error.message}.`;
      this.#part("unable").hidden = false;
    }
  }

  async #show(said = "") {
    const { whole, here, missing, pages } = await ask("state");
    const complete = missing === 0;
    const all = megabytes(here + missing);
    const now = complete
      ? `All ${all} of it are on this device.`
      : `${megabytes(here)} of ${all} are on this device.`;
    this.#part("status").textContent = [now, said].filter(Boolean).join(" ");
    this.#button("take", !complete, whole ? `Go on: ${megabytes(missing)} more`
      : `Take the whole site along: ${megabytes(missing)} more`);
    this.#button("drop", whole || complete, "Remove what was not here from the start");
    this.#button("stop", false);
    this.#part("progress").hidden = true;
    this.#part("whole").hidden = false;
    this.#list(pages);
  }

  #list(pages) {
    const items = pages.map(([address, title]) => {
      const link = Object.assign(document.createElement("a"), { href: address, textContent: title });
      const item = document.createElement("li");
      item.append(link);
      return item;
    });
    this.#part("pages").replaceChildren(...items);
    this.#part("here").hidden = items.length === 0;
  }

  async #take(signal) {
    this.#taking = true;
    this.#button("take", false);
    this.#button("drop", false);
    this.#button("stop", true);
    this.#part("stop").focus();
    const { missing } = await ask("state");
    const said = await this.#roomFor(missing) || await this.#fetch(missing);
    if (!signal.aborted) await this.#settle(said);
  }

  // Asks for a part at a time until nothing is missing; what went wrong, or "".
  async #fetch(missing) {
    const progress = this.#part("progress");
    progress.hidden = false;
    try {
      for (let left = missing; this.#taking && left > 0;) {
        progress.value = 1 - left / missing;
        this.#part("status").textContent = `${megabytes(missing - left)} of ${megabytes(missing)}`;
        left = await ask("take");
      }
      return "";
    } catch (error) {
      return TROUBLE[error.name] ?? "It did not work. Try again.";
    }
  }

  // Browsers that tell, tell what room they give; others are tried.
  async #roomFor(bytes) {
    try {
      await navigator.storage.persist();
      const { quota, usage } = await navigator.storage.estimate();
      if (quota - usage >= bytes) return "";
      return `This browser has room for ${megabytes(quota - usage)} only.`;
    } catch {
      return "";
    }
  }

  async #stop() {
    this.#taking = false;
    await ask("stop");
  }

  async #drop() {
    await ask("drop");
    await this.#settle("");
  }

  async #settle(said) {
    this.#taking = false;
    await this.#show(said);
    const next = ["take", "drop"].find((name) => !this.#part(name).hidden);
    this.#part(next)?.focus();
  }

  #button(name, there, label = null) {
    this.#part(name).hidden = !there;
    if (label) this.#part(name).textContent = label;
  }

  #part(name) {
    return this.querySelector(`[data-offline=${name}]`);
  }

  #on(name, act, signal) {
    this.#part(name).addEventListener("click", act, { signal });
  }
}

customElements.define("ls-offline", Offline);
