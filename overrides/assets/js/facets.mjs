// Which questions fit a selection, and how many would fit with each choice of each facet.
//
// A facet is `{ name, values }`, its values being ids. A row is `{ text, has }`: the words that
// are searched, and for each facet's name the ids that the row has. A selection has a list of ids
// for each facet's name, and `text`.

const SPELLINGS = new Map(Object.entries({
  "‘": "'", "’": "'", "“": '"', "”": '"', "‐": "-", "‑": "-", "–": "-", "—": "-", "−": "-",
  "æ": "ae", "œ": "oe", "ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ı": "i", "þ": "th", "ð": "d",
}));
const SPELLED = new RegExp(`[${[...SPELLINGS.keys()].join("")}]`, "g");

const PLAIN = /^[\0-\x7f]*$/;

// Text as it is compared: without case, accents, and the shapes of quotes and dashes.
export function fold(text) {
  if (PLAIN.test(text)) return text.toLowerCase();
  return text
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .toLowerCase()
    .replace(SPELLED, (character) => SPELLINGS.get(character));
}

// The folded words of a text, each once. All of them must occur in a row.
export function words(text) {
  return [...new Set(fold(text).split(/\s+/).filter(Boolean))];
}

// The selection with nothing chosen.
export function nothing(facets) {
  return { ...Object.fromEntries(facets.map(({ name }) => [name, []])), text: "" };
}

// The names of what is in use: of facets with a choice, and `text`.
export function inUse(selection) {
  return Object.keys(selection).filter((name) => selection[name].length > 0);
}

const REMEMBERED = 32; // searches, for the keys that lengthen one or take a letter back

// Rows ready to be asked. Asking looks at each row once, whatever the number of choices. Lists of
// rows are the places of those that fit, in order; they are kept and given again, so nobody may
// change them.
export class Facets {
  #texts;
  #every;
  #facets;
  #searches = new Map(); // by its words: `{ sought, rows }`, the last one used last

  constructor(facets, rows) {
    this.size = rows.length;
    this.#texts = rows.map((row) => fold(row.text));
    this.#every = rows.map((_, row) => row);
    this.#facets = facets.map((facet) => indexed(facet, rows));
  }

  // The rows of `ask`, without its counts: what a reader who types waits for.
  rows(selection) {
    const asked = this.#asked(selection);
    const rows = this.#search(words(selection.text ?? ""));
    if (asked.length === 0) return rows;
    return rows.filter((row) => asked.every(({ facet, chosen }) => hasAny(facet, row, chosen)));
  }

  // `rows`: those that fit. `counts`: for each facet's name, value by value, the rows that have it
  // and fit all that is chosen elsewhere; choices of one facet widen each other, so they do not
  // bear on its own counts. `without`: for each name in use, how many rows would fit if its choices
  // were dropped and all others kept.
  ask(selection) {
    const asked = this.#asked(selection);
    const sought = words(selection.text ?? "");
    const found = sought.length > 0 ? marked(this.#search(sought), this.size) : null;
    const tallies = this.#facets.map((facet) => new Uint32Array(facet.values.length));
    const missing = new Map();
    const rows = [];
    for (let row = 0; row < this.size; row += 1) {
      const failed = onlyFailure(row, asked, found);
      if (failed === SEVERAL) continue;
      if (failed === null) {
        rows.push(row);
        this.#facets.forEach((facet, place) => count(facet, row, tallies[place]));
      } else {
        missing.set(failed.name, (missing.get(failed.name) ?? 0) + 1);
        if (failed !== TEXT) count(failed, row, tallies[this.#facets.indexOf(failed)]);
      }
    }
    const named = this.#facets.map((facet, place) => [facet.name, tallies[place]]);
    const used = [...asked.map(({ facet }) => facet.name), ...(found ? ["text"] : [])];
    const without = used.map((name) => [name, rows.length + (missing.get(name) ?? 0)]);
    return { rows, counts: Object.fromEntries(named), without: Object.fromEntries(without) };
  }

  #asked(selection) {
    return this.#facets
      .map((facet) => ({ facet, chosen: chosenPlaces(facet, selection[facet.name] ?? []) }))
      .filter(({ chosen }) => chosen !== null);
  }

  // The rows that have all of the words.
  #search(sought) {
    if (sought.length === 0) return this.#every;
    const key = sought.join(" ");
    const search = this.#searches.get(key) ?? { sought, rows: this.#narrowed(sought) };
    this.#searches.delete(key);
    this.#searches.set(key, search);
    const [oldest] = this.#searches.keys();
    if (this.#searches.size > REMEMBERED) this.#searches.delete(oldest);
    return search.rows;
  }

  // Looks only at the rows of the smallest search before whose words are all part of these, and
  // only for the words that are not among its own.
  #narrowed(sought) {
    let wider = { sought: [], rows: this.#every };
    for (const search of this.#searches.values()) {
      const fits = search.sought.every((word) => sought.some((longer) => longer.includes(word)));
      if (fits && search.rows.length <= wider.rows.length) wider = search;
    }
    const fresh = sought.filter((word) => !wider.sought.includes(word));
    return wider.rows.filter((row) => fresh.every((word) => this.#texts[row].includes(word)));
  }
}

const TEXT = { name: "text" };
const SEVERAL = { name: "" };

// A row's values are `places[starts[row]]` up to `places[starts[row + 1]]`.
function indexed({ name, values }, rows) {
  const placeOf = new Map(values.map((value, place) => [value, place]));
  const starts = new Uint32Array(rows.length + 1);
  const places = [];
  rows.forEach((row, number) => {
    for (const value of row.has[name] ?? []) {
      const place = placeOf.get(value);
      if (place !== undefined) places.push(place);
    }
    starts[number + 1] = places.length;
  });
  return { name, values, placeOf, starts, places: Uint32Array.from(places) };
}

// A mark for each of the places.
function marked(places, size) {
  const marks = new Uint8Array(size);
  for (const place of places) marks[place] = 1;
  return marks;
}

// A mark for each value that is chosen; null when none is.
function chosenPlaces(facet, ids) {
  const places = ids.map((id) => facet.placeOf.get(id)).filter((place) => place !== undefined);
  if (places.length === 0) return null;
  return marked(places, facet.values.length);
}

// The facet, or TEXT, that alone keeps the row out; null if none does.
function onlyFailure(row, asked, found) {
  let failed = found && !found[row] ? TEXT : null;
  for (const { facet, chosen } of asked) {
    if (hasAny(facet, row, chosen)) continue;
    if (failed) return SEVERAL;
    failed = facet;
  }
  return failed;
}

function hasAny({ starts, places }, row, chosen) {
  for (let at = starts[row]; at < starts[row + 1]; at += 1) {
    if (chosen[places[at]]) return true;
  }
  return false;
}

function count({ starts, places }, row, tally) {
  for (let at = starts[row]; at < starts[row + 1]; at += 1) tally[places[at]] += 1;
}
