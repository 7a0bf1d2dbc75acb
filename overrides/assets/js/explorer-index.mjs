// The light index over all questions, as the build writes it (`explorer_json` in exports.py).

import { Facets } from "./facets.mjs";
import { pageAddress, siteText } from "./site-file.mjs";
import { statusOf } from "./status-mark.mjs";

const VERSION = 3;

const read = new Map(); // address → index, for as long as the page lives
const ANSWERED = 1;
const CHECKED = 2;

// The index at an address, fetched once. Rejects when it cannot be had.
export async function indexAt(address) {
  if (!read.has(address)) {
    read.set(address, new ExplorerIndex(JSON.parse(await siteText(address)), address));
  }
  return read.get(address);
}

// The same if it has been fetched before, else undefined.
export function indexKnown(address) {
  return read.get(address);
}

// The questions in the index's order. Throws on an index that it cannot read.
export class ExplorerIndex {
  #index;
  #address;
  #skills; // `{ id, label }`
  #notes; // `{ title, address, category, skills }`
  #prompts;
  #noteOf; // each question's note
  #ids = [];
  #facetsFor = null;

  // `address` is the index's own, in the site's root.
  constructor(index, address) {
    if (index.version !== VERSION) throw new Error(`index of version ${index.version}`);
    this.#index = index;
    this.#address = address;
    this.#skills = lines(index.skills).map((label, place) => {
      return { id: index.skill_ids[place] ?? slug(label), label };
    });
    const addresses = lines(index.notes.addresses);
    this.#notes = lines(index.notes.titles).map((title, place) => ({
      title,
      address: addresses[place],
      category: index.categories[index.notes.categories[place]][0],
      skills: index.notes.skills[place].map((skill) => this.#skills[skill]),
    }));
    this.#prompts = lines(index.questions.prompts);
    let at = 0;
    this.#noteOf = index.questions.notes.map((further) => this.#notes[(at += further)]);
  }

  // The questions ready to be asked by these facets; `statuses` as in question-status.mjs.
  facets(facets, statuses = new Map()) {
    const names = facets.map(({ name }) => name).join();
    if (this.#facetsFor?.names !== names || this.#facetsFor.statuses !== statuses) {
      const rows = this.#prompts.map((_, place) => this.#row(place, statuses));
      this.#facetsFor = { names, statuses, made: new Facets(facets, rows) };
    }
    return this.#facetsFor.made;
  }

  // All questions, as practice-choice.mjs takes them: facets' ids, and whether there is an answer.
  get questions() {
    return this.#noteOf.map(({ category, skills }, place) => ({
      id: this.#id(place),
      level: this.#level(place)[0],
      category,
      skills: skills.map(({ id }) => id),
      answered: this.#is(place, ANSWERED),
    }));
  }

  // From ids that questions had before to those that they have now.
  get former() {
    return new Map(Object.entries(this.#index.former ?? {}));
  }

  // A note's address below the site's, where that at which it was once leads.
  noteAddress(address) {
    const moved = this.#index.moved ?? {};
    return Object.hasOwn(moved, address) ? moved[address] : address;
  }

  // What a result shows of the question at that place.
  result(place) {
    const id = this.#id(place);
    const { title, address, category, skills } = this.#noteOf[place];
    const [level, , , large] = this.#level(place);
    const part = large ? `${category}/` : "";
    return {
      id,
      prompt: this.#prompts[place],
      html: this.#index.questions.html[place] ?? null,
      href: pageAddress(`${address}#${id}`, this.#address),
      level,
      levelHref: pageAddress(`levels/${level}/${part}`, this.#address),
      note: title,
      skills: skills.map(({ label }) => label),
      answered: this.#is(place, ANSWERED),
      checked: this.#is(place, CHECKED),
    };
  }

  #row(place, statuses) {
    const { category, skills } = this.#noteOf[place];
    const answered = this.#is(place, ANSWERED);
    const status = statuses.size > 0 ? statusOf(this.#id(place), answered, statuses) : null;
    return {
      text: this.#prompts[place],
      has: {
        level: [this.#level(place)[0]],
        category: [category],
        skill: skills.map(({ id }) => id),
        state: [answered ? "answered" : "open"],
        checked: [this.#is(place, CHECKED) ? "yes" : "no"],
        progress: status ? [status] : [],
      },
    };
  }

  // Made when it is asked for: the list shows twenty of thousands.
  #id(place) {
    return (this.#ids[place] ??= this.#index.questions.ids[place]
      ?? usualId(this.#noteOf[place].address, this.#prompts[place]));
  }

  #level(place) {
    return this.#index.levels[this.#index.questions.levels[place]];
  }

  #is(place, state) {
    return (this.#index.questions.states[place] & state) !== 0;
  }
}

function lines(text) {
  return text === "" ? [] : text.split("\n");
}

// The id that a question has unless its note says otherwise (`slugs.py`).
function usualId(address, prompt) {
  return `${slug(address)}--${slug(prompt)}`;
}

function slug(text) {
  const spoken = text.replaceAll("+", "plus").replaceAll("#", "sharp").toLowerCase();
  return spoken.replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");
}
