// What the search shows for what is typed: results, counts beside filters, and the keys.

import { covers, excerpt, marked, marker } from "./search-excerpt.mjs";
import { choices, narrowed } from "./search-facets.mjs";
import { ranked } from "./search-rank.mjs";
import { queryWords, understood } from "./search-words.mjs";
import { pageAddress } from "./site-file.mjs";

const AT_ONCE = 10;
const PAUSE = 60; // ms between the last key and the search
const SAID_AFTER = 500; // ms without a change, so that a screen reader hears the last one only
const SLOW = 300; // ms before it says that it is searching
const MOST_CHOICES = { level: 9, category: 8, skill: 12 };
const KIND = {
  ...{ question: "question", section: "Section", sources: "Sources", note: "Note", page: "Page" },
  ...{ skill: "Skill", topic: "Topic", level: "Level" },
};
const LISTS = new Set(["skill", "topic", "level"]);

export class Results {
  #active = -1;
  #answered = Promise.resolve();
  #found = { hits: [], units: [] };
  #saying;
  #shown = AT_ONCE;
  #skills = null;
  #turn = 0;

  // `dialog` is that of `search-dialog.html`, `site` the site's address, `index` an open index.
  constructor(dialog, site, index) {
    this.dialog = dialog;
    this.site = site;
    this.input = dialog.querySelector("input");
    this.index = index;
    this.chosen = { level: new Set(), category: new Set(), skill: new Set() };
    this.input.addEventListener("keydown", (event) => this.#key(event));
    dialog.addEventListener("click", (event) => this.#click(event));
  }

  // Searches for what is in the box, after a pause in typing. `asked` chooses filters by their ids.
  // Raises an error when the index cannot be had.
  ask(asked) {
    this.#answered = this.#answer(asked);
    return this.#answered;
  }

  // Opens the chosen result, else the first one for what is in the box by now.
  async enter() {
    if (this.#active < 0) {
      const due = this.#answered;
      await due.catch(() => {}); // Whoever asked is told.
      if (due !== this.#answered) return this.enter();
    }
    this.#one("hits").children[Math.max(0, this.#active)]?.click();
  }

  async #answer(asked) {
    const turn = ++this.#turn;
    if (!asked) await new Promise((done) => { setTimeout(done, PAUSE); });
    if (turn !== this.#turn) return;
    try {
      await this.#search(turn, asked);
    } catch {
      await this.index.open(); // The site may have been published anew since.
      await this.#search(turn, asked);
    }
  }

  async #search(turn, asked) {
    const slow = setTimeout(() => this.#say("Searching …"), SLOW);
    try {
      if (asked) await this.#choose(asked);
      const query = queryWords(this.input.value, this.index.stop);
      const units = await understood(this.index, query);
      if (turn !== this.#turn) return;
      this.#found = { units, hits: ranked(this.index, units), typed: query.words.length > 0 };
      this.#shown = AT_ONCE;
      await this.#show(turn);
    } finally {
      clearTimeout(slow);
    }
  }

  // Shows the first of what was found; `keep` leaves the chosen result chosen.
  async #show(turn, keep = false) {
    const { hits, counts } = this.#narrowed();
    const firsts = hits.slice(0, this.#shown);
    const records = await Promise.all(firsts.map(({ record }) => this.index.record(record)));
    if (turn !== this.#turn) return;
    const mark = marker(this.#found.units);
    const options = records.map((record, place) => {
      return this.#option(record, firsts[place].record, place, mark);
    });
    this.#one("hits").replaceChildren(...options);
    this.input.setAttribute("aria-expanded", String(options.length > 0));
    this.#activate(keep ? this.#active : -1);
    this.#one("more").hidden = hits.length <= this.#shown;
    this.#drawFacets(counts);
    this.#summarise(hits.length);
    if (!this.#skills && hits.length > 0) this.#withSkills();
  }

  #narrowed() {
    return narrowed(this.#found.hits, this.chosen, (record) => this.#places(record));
  }

  // The skills come after the first results: they are the larger part of what filters need.
  async #withSkills() {
    this.#skills = await this.index.skills().catch(() => null);
    if (this.#skills) this.#drawFacets(this.#narrowed().counts);
  }

  async #choose(asked) {
    if (asked.skill?.length) this.#skills ??= await this.index.skills();
    const lists = {
      level: this.index.levels,
      category: this.index.categories,
      skill: this.#skills?.names ?? [],
    };
    for (const [name, ids] of Object.entries(asked)) {
      const places = ids.map((id) => lists[name].findIndex((each) => each.id === id));
      this.chosen[name] = new Set(places.filter((place) => place >= 0));
    }
  }

  #places(record) {
    const [level, category] = [this.index.level(record), this.index.category(record)];
    return {
      level: level < 0 ? [] : [level],
      category: category < 0 ? [] : [category],
      skill: this.#skills?.of(record) ?? [],
    };
  }

  // --- Results ----------------------------------------------------------------------------------

  #option(record, number, place, mark) {
    const kind = this.index.kind(number);
    const option = element("a", "ls-hit");
    option.id = `ls-hit-${place}`;
    option.href = this.#address(record.url, kind);
    option.tabIndex = -1;
    option.setAttribute("role", "option");
    option.setAttribute("aria-selected", "false");
    const title = element("span", "ls-hit__title", ...pieces(marked(record.title, mark)));
    const where = element("span", "ls-hit__where", ...this.#where(record, number, kind));
    const whole = covers(record.title, mark, this.#found.units);
    const text = element("span", "ls-hit__text", ...pieces(excerpt(record.text, mark, whole)));
    option.append(title, where, text); // As it is read out; the place is shown above the title.
    return option;
  }

  // `◎ Senior question · Calculus · Mathematics`
  #where(record, number, kind) {
    const level = this.index.level(number);
    const first = element("span", "ls-hit__kind");
    if (level >= 0) first.append(this.#mark(level), " ");
    first.append(KIND[kind]);
    const category = this.index.categories[this.index.category(number)]?.label;
    const rest = [record.within, LISTS.has(kind) ? "" : category].filter(Boolean);
    return [first, ...rest.flatMap((words) => [" · ", element("span", "", words)])];
  }

  #mark(level) {
    const known = this.dialog.querySelector(`[data-level="${level}"] > *`);
    return known?.cloneNode(true) ?? this.index.levels[level].label;
  }

  // Where a result leads, with the words to mark there.
  #address(url, kind) {
    const address = new URL(pageAddress(url, this.site));
    if (!LISTS.has(kind)) address.searchParams.set("h", this.#meant());
    return address.href;
  }

  #summarise(count) {
    const { units, typed } = this.#found;
    const filtered = Object.values(this.chosen).some(({ size }) => size > 0);
    const none = filtered && this.#found.hits.length > 0 ? "Nothing with these filters." : "Nothing found.";
    this.#say(typed ? (count === 0 ? none : `${count} result${count === 1 ? "" : "s"}`) : "");
    this.#one("empty").hidden = !typed || count > 0;
    this.#one("clear").hidden = !filtered;
    this.#one("facets").hidden = !typed || (this.#found.hits.length === 0 && !filtered);
    const corrected = units.filter((unit) => unit.corrected);
    const unknown = units.filter(({ as }) => as.size === 0);
    const meant = this.#one("meant");
    meant.hidden = count === 0 || corrected.length + unknown.length === 0;
    meant.replaceChildren();
    if (corrected.length > 0) {
      meant.append("Showing results for ", element("b", "", this.#meant()), ". ");
    }
    if (unknown.length > 0) {
      const words = unknown.map(({ word }) => word).join(", ");
      meant.append("Nowhere found: ", element("s", "", words), ".");
    }
    this.#announce(meant.hidden ? "" : meant.textContent);
  }

  // The words that were searched for, spelled right.
  #meant() {
    const known = this.#found.units.filter(({ as }) => as.size > 0);
    return known.map(({ word, corrected }) => corrected || word).join(" ");
  }

  #say(words) {
    const status = this.#one("status");
    if (status.textContent !== words) status.textContent = words;
  }

  // What is said stays as it was until the typing pauses.
  #announce(more) {
    const words = [this.#one("status").textContent, more].filter(Boolean).join(". ");
    clearTimeout(this.#saying);
    this.#saying = setTimeout(() => {
      this.dialog.querySelector("[role=status]").textContent = words;
    }, SAID_AFTER);
  }

  // --- Filters ----------------------------------------------------------------------------------

  #drawFacets(counts) {
    const labels = {
      level: (place) => this.#mark(place),
      category: (place) => this.index.categories[place].label,
      skill: (place) => this.#skills.names[place].label,
    };
    const focused = this.dialog.contains(document.activeElement) ? document.activeElement.id : "";
    for (const [name, label] of Object.entries(labels)) {
      const group = this.dialog.querySelector(`[data-facet=${name}]`);
      const found = choices(counts[name], this.chosen[name], MOST_CHOICES[name]);
      if (name === "level") found.sort((a, b) => a.place - b.place);
      group.replaceChildren(...found.map((choice) => chip(name, choice, label(choice.place))));
      const useless = found.length < 2 && this.chosen[name].size === 0;
      (group.closest("details") ?? group).hidden = useless;
    }
    if (focused.startsWith("ls-chip-")) document.getElementById(focused)?.focus();
  }

  #click(event) {
    const [button, link] = ["button", "a[href]"].map((each) => event.target.closest(each));
    if (link && !event.metaKey && !event.ctrlKey && !event.shiftKey) this.#leave(link, event);
    if (!button) return;
    const { facet, place, search } = button.dataset;
    if (facet) {
      const chosen = this.chosen[facet];
      if (!chosen.delete(Number(place))) chosen.add(Number(place));
    } else if (search === "clear") {
      for (const chosen of Object.values(this.chosen)) chosen.clear();
      this.input.focus();
    } else if (search === "more") {
      this.#more();
      return;
    } else {
      return;
    }
    this.ask({});
  }

  // Material swaps pages in when the path changes, and says nothing of a step on the same page.
  #leave(link, event) {
    this.dialog.close();
    if (link.pathname !== location.pathname) return;
    event.preventDefault();
    event.stopPropagation();
    history.pushState(null, "", link.pathname + link.search);
    if (link.hash) location.replace(link.href); // Now a step to a part of this page: `hashchange`.
    else dispatchEvent(new HashChangeEvent("hashchange"));
    if (!link.hash) scrollTo(0, 0);
  }

  async #more() {
    const next = this.#shown;
    this.#shown += AT_ONCE;
    this.input.focus();
    await this.#show(this.#turn, true);
    this.#activate(next);
  }

  // --- Keys -------------------------------------------------------------------------------------

  #key(event) {
    const options = this.#one("hits").children;
    const steps = { ArrowDown: 1, ArrowUp: -1 };
    if (event.key in steps && options.length > 0) {
      event.preventDefault();
      const next = this.#active + steps[event.key];
      if (next === options.length && !this.#one("more").hidden) this.#more();
      else this.#activate(next < -1 ? options.length - 1 : next % options.length);
    }
  }

  // The option that Enter opens; -1 for the box itself.
  #activate(place) {
    const options = this.#one("hits").children;
    options[this.#active]?.setAttribute("aria-selected", "false");
    this.#active = place < options.length ? place : -1;
    const option = options[this.#active];
    option?.setAttribute("aria-selected", "true");
    option?.scrollIntoView({ block: "nearest" });
    if (option) this.input.setAttribute("aria-activedescendant", option.id);
    else this.input.removeAttribute("aria-activedescendant");
  }

  #one(name) {
    return this.dialog.querySelector(`[data-search=${name}]`);
  }
}

function chip(facet, { place, count, on }, label) {
  const button = element("button", "ls-chip", label, " ", element("b", "", String(count)));
  Object.assign(button, { type: "button", id: `ls-chip-${facet}-${place}` });
  Object.assign(button.dataset, { facet, place });
  button.setAttribute("aria-pressed", String(on));
  return button;
}

function pieces(found) {
  return found.map(({ text, mark }) => (mark ? element("mark", "", text) : text));
}

function element(name, className, ...content) {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.append(...content);
  return made;
}
