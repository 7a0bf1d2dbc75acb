// The practice page: which of its three views is shown, and the session that goes on.

import { indexAt } from "./explorer-index.mjs";
import { expectCard } from "./question-cards.mjs";
import { PracticeAsking } from "./practice-asking.mjs";
import { PracticeChoosing } from "./practice-choosing.mjs";
import { PracticeNotices } from "./practice-notices.mjs";
import { begin, restored, step, stored } from "./practice-session.mjs";
import { PracticeSummary } from "./practice-summary.mjs";
import { Reader } from "./reader.mjs";
import { rowId } from "./row-id.mjs";
import { claim, forget, keepHere, keepLeft, sessionHere, sessionLeft } from "./session-keeper.mjs";
import { counted } from "./words.mjs";

const LASTING = ["grade", "undo", "drop"]; // steps after which a closed tab can be taken up again

let visited = false; // before, without loading the site anew in between

export class PracticePage {
  #root;
  #index;
  #reader;
  #places;
  #choosing;
  #asking;
  #summary;
  #notices;
  #session = null;
  #search = "";

  static async open(root, signal) {
    const page = new PracticePage();
    page.#root = root;
    page.#index = await indexAt(root.querySelector("[data-practice=index]").href);
    page.#reader = await Reader.open(signal);
    if (!signal.aborted) await page.#start(signal);
    return page;
  }

  went(event) {
    this.#choosing.went(event);
  }

  async #start(signal) {
    const [root, reader, index] = [this.#root, this.#reader, this.#index];
    this.#places = new Map(index.questions.map(({ id }, place) => [id, place]));
    const about = { reader, index, result: (id) => this.#result(id) };
    this.#notices = new PracticeNotices(root, reader, signal);
    this.#choosing = new PracticeChoosing(this.#part("choosing"), about, {
      begin: (questions) => this.#begin(questions),
    }, signal);
    this.#asking = new PracticeAsking(this.#part("asking"), about, {
      act: (action) => this.#act(action),
      end: () => this.#show("summary"),
      say: (words) => this.#say(words),
    }, signal);
    this.#summary = new PracticeSummary(this.#part("summary"), about, {
      again: (questions) => this.#begin(questions),
      choose: () => this.#choose(),
      goOn: () => this.#show("asking"),
      undo: () => this.#act({ type: "undo" }),
    }, signal);
    this.#listen(signal);
    await this.#open();
    visited = true;
    root.dataset.ready = "";
  }

  #listen(signal) {
    this.#reader.addEventListener("change", () => this.#changed(), { signal });
    document.addEventListener("visibilitychange", () => this.#seen(!document.hidden), { signal });
    addEventListener("pagehide", () => this.#keep(), { signal });
    signal.addEventListener("abort", () => this.#keep());
    this.#part("go-on").addEventListener("click", () => this.#takeLeft(), { signal });
    this.#part("drop").addEventListener("click", () => this.#dropLeft(), { signal });
  }

  // Where the reader was: in this tab if the address asks for nothing else, or in one since closed.
  async #open() {
    const here = sessionHere();
    const over = here?.queue?.length === 0;
    if (here && here.search === location.search && !(over && visited)) return this.#takeUp(here);
    if (over) forget(this.#reader, here.id);
    const left = over ? null : here ?? (await sessionLeft(this.#reader));
    this.#offer(left?.queue?.length > 0 ? left : null);
    this.#choose();
  }

  #left = null;

  #offer(session) {
    this.#left = session;
    this.#part("left").hidden = !session;
    if (!session) return;
    const words = `A session is not over: ${counted(session.queue.length, "question")} to go.`;
    this.#part("left-words").textContent = words;
  }

  #takeLeft() {
    this.#takeUp(this.#left);
    this.#offer(null);
  }

  #dropLeft() {
    forget(this.#reader, this.#left.id);
    this.#offer(null);
    this.#say("The session is dropped; its answers are kept.");
  }

  #takeUp(value) {
    const points = new Map((value.queue ?? []).map((entry) => [entry?.question, entry?.points]));
    const known = this.#index.questions.filter(({ answered }) => answered);
    const now = new Map(known.map(({ id }) => [id, points.get(id) ?? 0]));
    const { session, dropped, fault } = restored(value, now, Date.now());
    if (fault) {
      console.warn(`The session is not taken up: ${fault}`);
      forget(this.#reader, value.id);
      return this.#choose();
    }
    for (const { review } of session.made) this.#addOnce(review);
    this.#run(session);
    if (dropped.length > 0) this.#say(`${counted(dropped.length, "question")} of it are gone.`);
  }

  // The tab may have been closed before the store had it.
  #addOnce(review) {
    if (!this.#reader.reviews.some(({ id }) => id === review.id)) this.#reader.add(review);
  }

  #begin(questions) {
    this.#offer(null);
    const items = questions.map(({ id }) => ({ question: id }));
    this.#run(begin(items, { id: rowId(), at: Date.now() }));
    this.#keepLeft();
  }

  #run(session) {
    this.#session = session;
    this.#search = location.search;
    claim(session.id);
    this.#keep();
    this.#show(session.queue.length > 0 ? "asking" : "summary");
  }

  #act(action) {
    const before = this.#session;
    this.#session = step(before, { ...action, id: rowId(), at: Date.now() });
    if (this.#session === before) return;
    const { written, queue } = this.#session;
    if (written) this.#reader.add(written).then(() => this.#notices.draw());
    this.#keep();
    if (LASTING.includes(action.type)) this.#keepLeft();
    this.#show(queue.length > 0 ? "asking" : "summary", action);
  }

  #choose() {
    if (this.#session) forget(this.#reader, this.#session.id);
    this.#session = null;
    this.#show("choosing");
  }

  #show(view, action) {
    const same = this.#root.dataset.view === view;
    this.#root.dataset.view = view;
    this.#notices.draw();
    if (view === "choosing") this.#choosing.draw(same || !this.#root.hasAttribute("data-ready"));
    if (view === "asking") this.#asking.draw(this.#session, action, same);
    if (view === "summary") this.#summary.draw(this.#session);
    if (view !== "asking") this.#asking.leave();
    const next = view === "asking" && this.#session.queue[1];
    if (next) expectCard(this.#result(next.question).href);
  }

  #changed() {
    this.#notices.draw();
    if (this.#root.dataset.view === "choosing") this.#choosing.draw(true);
  }

  // Time away does not count.
  #seen(back) {
    if (!this.#session) return;
    this.#session = step(this.#session, { type: back ? "resume" : "pause", at: Date.now() });
    this.#keep();
    if (!back) this.#keepLeft();
  }

  #keep() {
    if (this.#session) keepHere({ ...stored(this.#session, Date.now()), search: this.#search });
  }

  #keepLeft() {
    const over = this.#session.queue.length === 0;
    keepLeft(this.#reader, over ? null : stored(this.#session, Date.now()));
  }

  #result(id) {
    return this.#index.result(this.#places.get(id));
  }

  #say(words) {
    this.#part("said").textContent = words;
  }

  #part(name) {
    return this.#root.querySelector(`[data-practice=${name}]`);
  }
}
