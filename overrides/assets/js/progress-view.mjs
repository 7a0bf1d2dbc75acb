// The progress page: reads the store and the list of questions, draws them, and does what is asked.

import { dateOf, examOf } from "./exam-setting.mjs";
import { indexAt } from "./explorer-index.mjs";
import { faultItems } from "./fault-list.mjs";
import { adoptNames } from "./former-names.mjs";
import { askAgain, isKept } from "./keeping.mjs";
import { drawForecast, drawMastery, sayDue } from "./progress-charts.mjs";
import { fileText } from "./progress-file.mjs";
import { ImportDialog } from "./progress-import.mjs";
import { SITE } from "./progress-place.mjs";
import { ResetDialog } from "./progress-reset.mjs";
import { rowCount } from "./progress.mjs";
import { keepRows, readerStore } from "./reader-store.mjs";
import { RelinkList } from "./relink-list.mjs";
import { currentNames, history } from "./review-log.mjs";
import { save } from "./saved-file.mjs";
import { cards } from "./schedule.mjs";
import { storeNotice } from "./store-notice.mjs";
import { counted } from "./words.mjs";

export class ProgressView {
  #root;
  #signal;
  #store;
  #index = null;
  #all; // what the page shows; see #read
  #turn = null;
  #stale = false;

  constructor(root, signal) {
    this.#root = root;
    this.#signal = signal;
  }

  async open() {
    this.#store = await readerStore();
    await this.#list();
    if (this.#signal.aborted) return;
    const page = {
      part: (name) => this.#part(name),
      keep: (rows) => this.#keep(rows),
      refresh: () => this.refresh(),
    };
    this.#importing = new ImportDialog(page, this.#signal);
    this.#resetting = new ResetDialog(page, this.#store, this.#signal);
    this.#relinking = new RelinkList(page, this.#signal);
    for (const event of ["state", "change"]) this.#on(this.#store, event, () => this.refresh());
    this.#on(this.#root, "click", ({ target }) => this.#clicked(target));
    this.#on(this.#root, "change", ({ target }) => target.name === "ls-span" && this.#forecast());
    this.#on(document, "visibilitychange", () => document.hidden || this.refresh());
    await this.refresh();
    this.#part("plain").hidden = true;
    this.#part("shown").hidden = false;
    this.#root.dataset.ready = "";
  }

  // Reads and draws everything anew; what changes meanwhile is read once more.
  refresh() {
    this.#stale = true;
    this.#turn ??= this.#whileStale().finally(() => { this.#turn = null; });
    return this.#turn;
  }

  #importing;
  #resetting;
  #relinking;

  async #whileStale() {
    while (this.#stale) {
      this.#stale = false;
      await this.#read();
      if (!this.#signal.aborted) this.#draw(await isKept());
    }
  }

  async #read() {
    const progress = await this.#store.progress();
    const { reviews, relinks } = progress;
    const byQuestion = history(reviews, relinks);
    const names = currentNames(relinks);
    const questions = this.#index?.questions ?? [];
    const index = this.#index;
    const exam = examOf(progress);
    this.#all = { progress, names, history: byQuestion, cards: cards(byQuestion), exam, questions, index };
  }

  #draw(kept) {
    const all = this.#all;
    const some = all.history.size > 0;
    this.#part("none").hidden = some;
    this.#part("listless").hidden = Boolean(all.index) || !some;
    this.#part("some").hidden = !some || !all.index;
    this.#trouble();
    this.#data(kept);
    this.#relinking.draw(all);
    if (!some || !all.index) return;
    const now = Date.now();
    drawMastery(this.#root, all);
    sayDue((name) => this.#part(name), all, now);
    this.#forecast();
  }

  #forecast() {
    const length = Number(this.#root.querySelector("[name=ls-span]:checked").value);
    drawForecast(this.#root, this.#all, { now: Date.now(), length });
  }

  #trouble() {
    const { state } = this.#store;
    const notice = storeNotice(state);
    this.#part("trouble").hidden = !notice;
    if (!notice) return;
    say(this.#part("trouble-title"), notice.title);
    say(this.#part("trouble-words"), notice.words);
    for (const button of this.#part("trouble").querySelectorAll("[data-does]")) {
      button.hidden = !notice.actions.includes(button.dataset.does);
    }
    const { unreadable } = this.#all.progress;
    this.#part("unreadable").hidden = unreadable.length === 0;
    this.#part("unreadable-rows").replaceChildren(...faultItems(unreadable));
  }

  #data(kept) {
    const { progress, history: byQuestion } = this.#all;
    const nothing = rowCount(progress) === 0;
    const reviews = counted(progress.reviews.filter(({ undone }) => !undone).length, "review");
    const held = `${reviews} of ${counted(byQuestion.size, "question")}, in this browser only: deleting its data for this site deletes them.`;
    const begun = "No reviews yet, only what you have begun or set, in this browser.";
    const kind = kept ? " The browser has agreed not to delete it by itself." : "";
    say(this.#part("held"), nothing ? "There is nothing stored yet." : (byQuestion.size ? held : begun) + kind);
    this.#part("evicted").hidden = nothing || kept;
    for (const button of this.#root.querySelectorAll("section > .ls-tools [data-does]")) {
      if (button.dataset.does !== "import") button.disabled = nothing;
    }
  }

  #clicked(target) {
    const does = target.closest("[data-does]")?.dataset.does;
    const actions = {
      retry: () => this.#retry(),
      reload: () => location.reload(),
      export: () => this.#export(),
      import: () => this.#importing.choose(this.#all),
      reset: () => this.#resetting.ask(this.#all),
      persist: () => this.#persist(),
      list: async () => { await this.#list(); await this.refresh(); },
    };
    actions[does]?.();
  }

  async #retry() {
    const { kind } = await this.#store.retry();
    this.#say(kind === "ready" ? "Stored." : "That did not help yet.");
    await this.refresh();
  }

  async #export() {
    const progress = await this.#store.progress();
    const now = Date.now();
    save(fileText(progress, { at: now, site: SITE.href }), `levelset-progress-${dateOf(now)}.json`);
    this.#say("Exported.");
  }

  async #persist() {
    const kept = await askAgain();
    this.#say(kept ? "The browser will keep it." : "The browser did not agree. Export a file now and then.");
    await this.refresh();
  }

  async #keep(rows) {
    const state = await keepRows(rows);
    if (this.#index && rows.reviews) await this.#adopt();
    await this.refresh();
    return state;
  }

  async #list() {
    try {
      this.#index = await indexAt(this.#part("index").href);
      await this.#adopt();
    } catch (error) {
      console.warn(`No list of questions: ${error.message}`);
    }
  }

  #adopt() {
    const { former, questions } = this.#index;
    return adoptNames(former, new Set(questions.map(({ id }) => id)));
  }

  #say(words) {
    this.#part("status").textContent = words;
  }

  #part(name) {
    return this.#root.querySelector(`[data-progress=${name}]`);
  }

  #on(target, event, act) {
    target.addEventListener(event, act, { signal: this.#signal });
  }
}

// A text that is the same is not said again.
function say(element, words) {
  if (element.textContent !== words) element.textContent = words;
}
