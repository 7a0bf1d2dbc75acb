// The search index as it lies on the server: what is fetched, when, and what it says.
//
// `hooks/levelset/search_index.py` writes it and says what the files hold.

const VERSION = 1;
const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const VALUE = new Uint8Array(128);
[...DIGITS].forEach((digit, value) => { VALUE[digit.charCodeAt(0)] = value; });
const ZERO = "0".charCodeAt(0);
const NONE = new Uint32Array();
const KINDS = {
  ...{ n: "note", p: "page", s: "section", r: "sources" },
  ...{ k: "skill", t: "topic", l: "level" },
};

export class SearchIndex {
  #read;
  #files = new Map();
  #terms = new Map();

  // `read(path)` promises the text of a file below the site's root.
  constructor(read) {
    this.#read = read;
  }

  // Fetches what says where all the rest is, and forgets what it had. Raises an error when there is
  // no index to use.
  async open() {
    this.#files.clear();
    this.#terms.clear();
    const manifest = JSON.parse(await this.#read("search/index.json"));
    if (manifest.version !== VERSION) throw new Error(`search index ${manifest.version}`);
    Object.assign(this, {
      size: manifest.size,
      folder: `search/${manifest.folder}/`,
      stop: new Set(manifest.stop),
      levels: manifest.levels.map(([id, label, rings]) => ({ id, label, rings })),
      categories: manifest.categories.map(([id, label]) => ({ id, label })),
      shards: manifest.words,
      packs: manifest.records,
    });
    this.kinds = manifest.groups.map(([kinds]) => kinds).join("");
    this.groups = new Uint32Array(this.size);
    this.groupCategories = manifest.groups.map(([, category]) => category);
    let at = 0;
    manifest.groups.forEach(([kinds], group) => {
      this.groups.fill(group, at, at + kinds.length);
      at += kinds.length;
    });
    return this;
  }

  // Of a record: question, section, note, skill, topic, level or page.
  kind(record) {
    return KINDS[this.kinds[record]] ?? "question";
  }

  // The place of a question's level among the levels, else -1.
  level(record) {
    return this.kinds[record] in KINDS ? -1 : this.kinds.charCodeAt(record) - ZERO;
  }

  // The place of a record's category among the categories, else -1.
  category(record) {
    return this.groupCategories[this.groups[record]];
  }

  // The terms near a beginning in the alphabet: all that begin so, of at most `most` files.
  async termsNear(beginning, most = 3) {
    const first = Math.max(0, after(this.shards, beginning) - 1);
    const last = Math.max(first, after(this.shards, `${beginning}\uffff`) - 1);
    const wanted = [];
    for (let n = first; n <= last && wanted.length < most; n += 1) wanted.push(this.#shard(n));
    return (await Promise.all(wanted)).flat();
  }

  // The records of a term that `termsNear` gave, in order; each number holds a record times 128,
  // the term's share of its title times 16, of 7, and the term's weight in its text, of 15.
  postings(term) {
    const known = this.#terms.get(term);
    if (typeof known !== "string") return known ?? NONE;
    const decoded = decode(known);
    this.#terms.set(term, decoded);
    return decoded;
  }

  // A record's address, title, the title of its note, and its text.
  async record(number) {
    const pack = after(this.packs, number) - 1;
    const records = await this.#json(`r${pack}.json`);
    const [url, title, within, text] = records[number - this.packs[pack]];
    return { url, title, within, text };
  }

  // The words of all titles, in alphabetical order.
  async titleWords() {
    return (await this.#text("titles.txt")).trimEnd().split("\n");
  }

  // The names of skills, and of each record their places in the list.
  async skills() {
    const { skills, groups } = await this.#json("skills.json");
    return {
      names: skills.map(([id, label]) => ({ id, label })),
      of: (record) => groups[this.groups[record]],
    };
  }

  async #shard(number) {
    const text = await this.#text(`w${number}.txt`);
    return text.trimEnd().split("\n").map((line) => {
      const space = line.indexOf(" ");
      const term = line.slice(0, space);
      if (!this.#terms.has(term)) this.#terms.set(term, line.slice(space + 1));
      return term;
    });
  }

  async #json(name) {
    return JSON.parse(await this.#text(name));
  }

  // A file is asked for once; after a failure it may be asked for again.
  #text(name) {
    if (!this.#files.has(name)) {
      const reading = this.#read(this.folder + name);
      reading.catch(() => this.#files.delete(name));
      this.#files.set(name, reading);
    }
    return this.#files.get(name);
  }
}

// Where a value would stand after its equals in a sorted list.
function after(sorted, value) {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle] <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}

function decode(written) {
  const found = [];
  let [record, number, shift] = [0, 0, 0];
  for (let at = 0; at < written.length; at += 1) {
    const value = VALUE[written.charCodeAt(at)];
    number += (value & 31) << shift;
    shift += 5;
    if (value & 32) continue;
    record += number >>> 7;
    found.push(record * 128 + (number & 127));
    [number, shift] = [0, 0];
  }
  return Uint32Array.from(found);
}
