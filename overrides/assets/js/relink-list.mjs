// Histories whose question is gone, each with the questions that it may be now.

import { words as folded, fold } from "./facets.mjs";
import { orphans, suggestions } from "./relink.mjs";
import { rowId } from "./row-id.mjs";
import { counted, longDay } from "./words.mjs";

const MOST = 50; // histories on the page at once
const FOUND = 5;

export class RelinkList {
  #page;
  #signal;
  #shown = "";

  constructor(page, signal) {
    this.#page = page;
    this.#signal = signal;
  }

  // `all` as ProgressView reads it.
  draw(all) {
    const known = new Set(all.questions.map(({ id }) => id));
    const gone = all.index ? orphans(all.history, known) : [];
    const linked = all.index ? this.#linked(all, known) : [];
    this.#page.part("gone").hidden = gone.length + linked.length === 0;
    const state = JSON.stringify([gone, linked]);
    if (state === this.#shown) return; // So that nothing is lost that is being typed.
    this.#shown = state;
    const places = new Map(all.questions.map(({ id }, place) => [id, place]));
    const taken = new Set([...all.history.keys()].filter((id) => known.has(id)));
    const look = { index: all.index, known, taken, places };
    this.#page.part("gone-list").replaceChildren(
      ...gone.slice(0, MOST).map((orphan) => this.#gone(orphan, look)),
    );
    this.#page.part("linked").hidden = linked.length === 0;
    this.#page.part("linked-list").replaceChildren(
      ...linked.map(([from, to]) => this.#undoable(from, to, look)),
    );
  }

  // Links in force that lead from a question that is gone to one that is there.
  #linked({ names, index }, known) {
    const former = index.former; // Those the site has linked itself.
    return [...names].filter(([from, to]) => {
      return from !== to && known.has(to) && !known.has(from) && former.get(from) !== to;
    });
  }

  #gone({ question, reviews, last }, look) {
    const item = this.#copy("gone-item");
    const part = (name) => item.querySelector(`[data-gone=${name}]`);
    const [note, prompt] = readable(question);
    part("words").textContent = prompt;
    const times = `${counted(reviews, "review")}, the last on ${longDay(last)}`;
    part("from").textContent = [note, times].filter(Boolean).join(" · ");
    const offer = (ids) => part("may").replaceChildren(...ids.map((id) => this.#may(question, id, look)));
    const likely = suggestions(question, look.known, look.taken).map((one) => one.question);
    offer(likely);
    part("find").setAttribute("aria-label", `Find a question for: ${prompt}`);
    part("find").addEventListener("input", ({ target }) => {
      offer(target.value.trim() ? found(target.value, look) : likely);
    }, { signal: this.#signal });
    return item;
  }

  #may(from, to, look) {
    const item = this.#question(to, look);
    const link = item.querySelector("[data-may=link]");
    link.setAttribute("aria-label", `Link to: ${look.index.result(look.places.get(to)).prompt}`);
    link.addEventListener("click", () => this.#link(from, to, "Linked."), { signal: this.#signal });
    return item;
  }

  #undoable(from, to, look) {
    const item = this.#question(to, look);
    const [, prompt] = readable(from);
    item.querySelector("[data-may=from]").textContent += ` · was: ${prompt}`;
    const undo = item.querySelector("[data-may=link]");
    undo.textContent = "Undo";
    undo.setAttribute("aria-label", `Undo the link from: ${prompt}`);
    // A link to itself takes those before it back.
    undo.addEventListener("click", () => this.#link(from, from, "Taken back."), { signal: this.#signal });
    return item;
  }

  #question(id, { index, places, taken }) {
    const question = index.result(places.get(id));
    const item = this.#copy("may-item");
    const part = (name) => item.querySelector(`[data-may=${name}]`);
    part("prompt").href = question.href;
    if (question.html === null) part("prompt").textContent = question.prompt;
    else part("prompt").innerHTML = question.html; // The build's own, as on the note's page.
    const practised = taken.has(id) ? " · has reviews of its own" : "";
    part("from").textContent = question.note + practised;
    return item;
  }

  async #link(from, to, words) {
    const row = { id: rowId(), from, to, at: Date.now() };
    await this.#page.keep({ relinks: [row] });
    this.#page.part("status").textContent = words;
    const next = this.#page.part("gone").hidden ? this.#page.part("held") : this.#page.part("gone");
    next.querySelector("h2")?.focus();
  }

  #copy(name) {
    return this.#page.part(name).content.firstElementChild.cloneNode(true);
  }
}

// An id's note and prompt, as far as their words survive in it.
function readable(id) {
  const [note, prompt] = id.includes("--") ? id.split(/--(.*)/s) : ["", id];
  const spaced = (slug) => slug.replaceAll("-", " ");
  return [spaced(note), spaced(prompt) || id];
}

function found(text, { index, places }) {
  const sought = folded(text);
  const ids = [];
  for (const [id, place] of places) {
    const prompt = fold(index.result(place).prompt);
    if (sought.every((word) => prompt.includes(word))) ids.push(id);
    if (ids.length === FOUND) break;
  }
  return ids;
}
