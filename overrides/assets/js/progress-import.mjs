// Taking a progress file in: what it would do is said first, and the reader decides.

import { faultItems } from "./fault-list.mjs";
import { preview, readFile } from "./progress-file.mjs";
import { counted, longDay } from "./words.mjs";

const REFUSALS = {
  "not JSON": "This file is damaged or is not a progress file: it is not JSON. Nothing was changed. Export it again where it comes from.",
  "not ours": "This is not a progress file of this site. Nothing was changed.",
  newer: "This file comes from a newer version of the site. Reload this page to get that version, then import it again. Nothing was changed.",
  unread: "The browser could not read this file. Nothing was changed. Choose it again.",
};

export class ImportDialog {
  #page;
  #file;
  #dialog;
  #all;
  #pending = null;

  // `page` has `part(name)`, and `keep(rows)`, which puts rows into the store.
  constructor(page, signal) {
    this.#page = page;
    this.#file = page.part("file");
    this.#dialog = page.part("import");
    this.#file.addEventListener("change", () => this.#chosen(), { signal });
    this.#dialog.addEventListener("close", () => this.#closed(), { signal });
  }

  choose(all) {
    this.#all = all;
    this.#file.value = ""; // The same file, chosen again, is a choice too.
    this.#file.click();
  }

  async #chosen() {
    const [file] = this.#file.files;
    if (!file) return;
    const text = await file.text().catch(() => null);
    const read = text === null ? { fault: "unread" } : readFile(text);
    this.#refuse(read.fault ? `${file.name}: ${REFUSALS[read.fault]}` : "");
    if (read.fault) return;
    this.#pending = read.progress;
    this.#show(file.name, read);
  }

  #refuse(words) {
    const place = this.#page.part("no-file");
    place.textContent = words;
    place.hidden = words === "";
  }

  #show(name, { progress, exported, site }) {
    const { questions, progress: mine } = this.#all;
    const known = new Set(questions.map(({ id }) => id));
    const effect = preview(mine, progress, known);
    const from = [name, when(exported), site && `from ${site}`].filter(Boolean);
    this.#page.part("import-from").textContent = from.join(", ");
    const lines = effectInWords(effect, known.size > 0).map((words) => {
      return Object.assign(document.createElement("li"), { textContent: words });
    });
    this.#page.part("import-list").replaceChildren(...lines);
    this.#page.part("faults").hidden = effect.unreadable === 0;
    this.#page.part("faults-title").textContent = `${counted(effect.unreadable, "fault")} in the file`;
    this.#page.part("faults-list").replaceChildren(...faultItems(progress.unreadable));
    this.#dialog.returnValue = "";
    this.#dialog.showModal();
  }

  async #closed() {
    const rows = this.#pending;
    this.#pending = null;
    const status = this.#page.part("status");
    if (this.#dialog.returnValue !== "import" || !rows) return;
    const { kind } = await this.#page.keep(rows);
    status.textContent = kind === "ready" ? "Imported." : "Imported, but not stored yet.";
  }
}

function when(exported) {
  const at = Date.parse(exported);
  return Number.isNaN(at) ? "" : `exported on ${longDay(at)}`;
}

// What taking a file in would do (`preview` in progress-file.mjs), a line each.
export function effectInWords(effect, listed = true) {
  const lines = [
    [effect.added, `${counted(effect.added, "new review")} will be added`],
    [effect.there, `${counted(effect.there, "review")} ${effect.there === 1 ? "is" : "are"} here already`],
    [effect.undone, `${counted(effect.undone, "review")} will be taken back, as in the file`],
    [effect.theirs.length, `The newest review is the file's for ${counted(effect.theirs.length, "question")}`],
    [effect.mine.length, `The newest review is this browser's for ${counted(effect.mine.length, "question")}`],
    [effect.relinks, `${counted(effect.relinks, "link")} between questions will be added`],
    [effect.settings, `${counted(effect.settings, "setting")} will be the file's, which is newer`],
    [listed && effect.unknown.length, `${counted(effect.unknown.length, "question")} ${effect.unknown.length === 1 ? "is" : "are"} not on this site: kept, and offered for linking`],
    [effect.unreadable, `${effect.unreadable} of the entries cannot be read: kept as they are, and listed below`],
  ];
  const said = lines.filter(([count]) => count > 0).map(([, words]) => `${words}.`);
  const changes = effect.added + effect.undone + effect.relinks + effect.settings + effect.unreadable;
  return changes > 0 ? said : ["Everything in this file is here already: nothing would change.", ...said];
}
