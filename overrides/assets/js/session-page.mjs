// A page that asks: which of its three views is shown, and the session that goes on.
//
// Practice and mock interviews are of one kind each: `{ name, comesBack, Choosing, Summary, Clock }`,
// whether what was missed comes back, and the classes of what differs.

import { indexAt } from "./explorer-index.mjs";
import { adoptNames, renamed } from "./former-names.mjs";
import { expectCard } from "./question-cards.mjs";
import { PracticeAsking } from "./practice-asking.mjs";
import { PracticeNotices } from "./practice-notices.mjs";
import { begin, restored, step, stored } from "./practice-session.mjs";
import { Reader } from "./reader.mjs";
import { rowId } from "./row-id.mjs";
import { SessionKeeper } from "./session-keeper.mjs";
import { counted } from "./words.mjs";

const LASTING = ["grade", "undo", "drop"]; // steps after which a closed tab can be taken up again

const keepers = new Map(); // by name; one that is there was made for an earlier visit

export class SessionPage {
  #root;
  #kind;
  #keeper;
  #visited;
  #clock;
  #terms = {}; // what was agreed on at the beginning, such as the minutes of an interview
  #index;
  #reader;
  #places;
  #choosing;
  #asking;
  #summary;
  #notices;
  #session = null;
  #search = "";

  static async open(root, kind, signal) {
    const page = new SessionPage();
    page.#root = root;
    page.#kind = kind;
    page.#visited = keepers.has(kind.name);
    if (!page.#visited) keepers.set(kind.name, new SessionKeeper(kind.name));
    page.#keeper = keepers.get(kind.name);
    page.#index = await indexAt(root.querySelector("[data-practice=index]").href);
    await adoptNames(page.#index.former, new Set(page.#index.questions.map(({ id }) => id)));
    page.#reader = await Reader.open(signal);
    if (!signal.aborted) await page.#start(signal);
    return page;
  }

  went(event) {
    this.#choosing.went?.(event);
  }

  async #start(signal) {
    const [root, reader, index] = [this.#root, this.#reader, this.#index];
    this.#places = new Map(index.questions.map(({ id }, place) => [id, place]));
    const { comesBack, Choosing, Summary, Clock } = this.#kind;
    const about = { reader, index, comesBack, result: (id) => this.#result(id) };
    this.#notices = new PracticeNotices(root, reader, signal);
    this.#choosing = new Choosing(this.#part("choosing"), about, {
      begin: (questions, terms) => this.#begin(questions, terms),
    }, signal);
    this.#clock = Clock ? new Clock(root, (words) => this.#say(words), signal) : null;
    this.#asking = new PracticeAsking(this.#part("asking"), about, {
      act: (action) => this.#act(action),
      end: () => this.#show("summary"),
      say: (words) => this.#say(words),
    }, signal);
    this.#summary = new Summary(this.#part("summary"), about, {
      again: (questions) => this.#begin(questions),
      choose: () => this.#choose(),
      goOn: () => this.#show("asking"),
      undo: () => this.#act({ type: "undo" }),
    }, signal);
    this.#listen(signal);
    await this.#open();
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
    const here = this.#keeper.here();
    const over = here?.queue?.length === 0;
    if (here && here.search === location.search && !(over && this.#visited)) return this.#takeUp(here);
    if (over) this.#keeper.forget(this.#reader, here.id);
    const left = over ? null : here ?? (await this.#keeper.left(this.#reader));
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

  async #dropLeft() {
    await this.#keeper.forget(this.#reader, this.#left.id);
    this.#offer(null);
    this.#say("The session is dropped; its answers are kept.");
  }

  #takeUp(kept) {
    const value = renamed(kept, this.#index.former);
    const points = new Map((value.queue ?? []).map((entry) => [entry?.question, entry?.points]));
    const known = this.#index.questions.filter(({ answered }) => answered);
    const now = new Map(known.map(({ id }) => [id, points.get(id) ?? 0]));
    const { session, dropped, fault } = restored(value, now, Date.now());
    const terms = typeof value.terms === "object" ? value.terms : null;
    if (fault) {
      console.warn(`The session is not taken up: ${fault}`);
      this.#keeper.forget(this.#reader, value.id);
      return this.#choose();
    }
    for (const { review } of session.made) this.#addOnce(review);
    this.#run(session, terms);
    if (dropped.length > 0) this.#say(`${counted(dropped.length, "question")} of it are gone.`);
  }

  // The tab may have been closed before the store had it.
  #addOnce(review) {
    if (!this.#reader.reviews.some(({ id }) => id === review.id)) this.#reader.add(review);
  }

  #begin(questions, terms = {}) {
    this.#offer(null);
    const items = questions.map(({ id }) => ({ question: id }));
    this.#run(begin(items, { id: rowId(), at: Date.now() }), terms);
    this.#keepLeft();
  }

  #run(session, terms) {
    this.#session = session;
    this.#terms = terms ?? {};
    this.#search = location.search;
    this.#keeper.claim(session.id);
    this.#keep();
    this.#show(session.queue.length > 0 ? "asking" : "summary");
  }

  #act(action) {
    const before = this.#session;
    this.#session = step(before, { ...action, id: rowId(), at: Date.now() });
    if (this.#session === before) return;
    if (!this.#kind.comesBack) this.#session = withoutMissed(this.#session);
    const { written, queue } = this.#session;
    if (written) this.#reader.add(written).then(() => this.#notices.draw());
    this.#keep();
    if (LASTING.includes(action.type)) this.#keepLeft();
    this.#show(queue.length > 0 ? "asking" : "summary", action);
  }

  #choose() {
    if (this.#session) this.#keeper.forget(this.#reader, this.#session.id);
    this.#session = null;
    this.#show("choosing");
  }

  #show(view, action) {
    const same = this.#root.dataset.view === view;
    this.#root.dataset.view = view;
    this.#notices.draw();
    if (view === "choosing") this.#choosing.draw(same || !this.#root.hasAttribute("data-ready"));
    if (view === "asking") this.#asking.draw(this.#session, action, same);
    if (view === "summary") this.#summary.draw(this.#session, this.#terms);
    if (view !== "asking") this.#asking.leave();
    this.#clock?.draw(view === "asking" ? this.#session : null, this.#terms);
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
    if (this.#session) this.#keeper.keepHere({ ...this.#stored(), search: this.#search });
  }

  #keepLeft() {
    const over = this.#session.queue.length === 0;
    this.#keeper.keepLeft(this.#reader, over ? null : this.#stored());
  }

  #stored() {
    return { ...stored(this.#session, Date.now()), terms: this.#terms };
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

function withoutMissed(session) {
  return { ...session, queue: session.queue.filter((entry) => !("missed" in entry)) };
}
