// The light index over all questions, as the build writes it (`explorer_json` in exports.py).

import { Facets } from "./facets.mjs";
import { pageAddress, siteText } from "./site-file.mjs";
import { statusOf } from "./status-mark.mjs";

const VERSION = 2;

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
  #facetsFor = null;

  // `address` is the index's own, in the site's root.
  constructor(index, address) {
    if (index.version !== VERSION) throw new Error(`index of version ${index.version}`);
    this.#index = index;
    this.#address = address;
    for (const question of index.questions) {
      if (question[0] === 0) question[0] = usualId(index.notes[question[2]][1], question[1]);
    }
  }

  // The questions ready to be asked by these facets; `statuses` as in question-status.mjs.
  facets(facets, statuses = new Map()) {
    const names = facets.map(({ name }) => name).join();
    if (this.#facetsFor?.names !== names || this.#facetsFor.statuses !== statuses) {
      const rows = this.#index.questions.map((each) => this.#row(each, statuses));
      this.#facetsFor = { names, statuses, made: new Facets(facets, rows) };
    }
    return this.#facetsFor.made;
  }

  // All questions, as practice-choice.mjs takes them: facets' ids, and whether there is an answer.
  get questions() {
    return this.#index.questions.map(([id, , noteAt, levelAt, state]) => {
      const [, , category, skills] = this.#index.notes[noteAt];
      return {
        id,
        level: this.#index.levels[levelAt][0],
        category: this.#index.categories[category][0],
        skills: skills.map((skill) => this.#index.skills[skill][0]),
        answered: (state & ANSWERED) !== 0,
      };
    });
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
    const [id, prompt, noteAt, levelAt, state, html] = this.#index.questions[place];
    const [title, address, categoryAt, skills] = this.#index.notes[noteAt];
    const [level, , , large] = this.#index.levels[levelAt];
    const part = large ? `${this.#index.categories[categoryAt][0]}/` : "";
    return {
      id,
      prompt,
      html: html ?? null,
      href: pageAddress(`${address}#${id}`, this.#address),
      level,
      levelHref: pageAddress(`levels/${level}/${part}`, this.#address),
      note: title,
      skills: skills.map((skill) => this.#index.skills[skill][1]),
      answered: (state & ANSWERED) !== 0,
      checked: (state & CHECKED) !== 0,
    };
  }

  #row([id, prompt, noteAt, levelAt, state], statuses) {
    const [, , category, skills] = this.#index.notes[noteAt];
    return {
      text: prompt,
      has: {
        level: [this.#index.levels[levelAt][0]],
        category: [this.#index.categories[category][0]],
        skill: skills.map((skill) => this.#index.skills[skill][0]),
        state: [state & ANSWERED ? "answered" : "open"],
        checked: [state & CHECKED ? "yes" : "no"],
        progress: [statusOf(id, (state & ANSWERED) !== 0, statuses)].filter(Boolean),
      },
    };
  }
}

// The id that a question has unless its note says otherwise (`slugs.py`): it is not sent.
function usualId(address, prompt) {
  return `${slug(address)}--${slug(prompt)}`;
}

function slug(text) {
  const spoken = text.replaceAll("+", "plus").replaceAll("#", "sharp").toLowerCase();
  return spoken.replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");
}
