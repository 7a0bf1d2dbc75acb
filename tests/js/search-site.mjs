// A search index made here as `search_index.py` makes it there, to read in tests.

const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const LETTERS = { note: "n", page: "p", section: "s", sources: "r", skill: "k", topic: "t", level: "l" };

// `records` are `{ title, text, kind, level, category, skills }`, of which all but the title may
// be left out; a term has its share of the title and its count as its weight. Each `[prefix]` of
// `splits` begins a file of words. Gives a `read` for SearchIndex with the paths it was asked for.
export function site(records, { splits = [], stop = ["the", "of"], version = 1 } = {}) {
  const where = new Map();
  records.forEach(({ title, text = "" }, place) => {
    const [titled, said] = [title, text].map((words) => words.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []);
    for (const term of new Set([...titled, ...said])) {
      const share = titled.includes(term) ? Math.max(1, Math.round(7 / titled.length)) : 0;
      const weight = Math.min(15, 3 * said.filter((each) => each === term).length);
      where.set(term, [...(where.get(term) ?? []), [place, (share << 4) | weight]]);
    }
  });
  const terms = [...where.keys()].filter((term) => !stop.includes(term)).sort();
  const starts = [terms[0], ...splits.map((split) => terms.find((term) => term >= split))];
  const shards = starts.map((start, n) => {
    return terms.filter((term) => term >= start && !(term >= starts[n + 1]));
  });
  const files = Object.fromEntries(shards.map((shard, n) => {
    return [`w${n}.txt`, shard.map((term) => `${term} ${written(where.get(term))}\n`).join("")];
  }));
  records.forEach((each, n) => {
    files[`r${n}.json`] = JSON.stringify([[`at/${n}/`, each.title, each.within ?? "", each.text ?? ""]]);
  });
  const words = records.flatMap(({ title }) => title.toLowerCase().match(/\p{L}+/gu) ?? []);
  files["titles.txt"] = `${[...new Set(words)].sort().join("\n")}\n`;
  const names = [...new Set(records.flatMap(({ skills = [] }) => skills))].sort();
  files["skills.json"] = JSON.stringify({
    skills: names.map((name) => [name, name.toUpperCase()]),
    groups: records.map(({ skills = [] }) => skills.map((name) => names.indexOf(name))),
  });
  const manifest = {
    version,
    folder: "f",
    size: records.length,
    stop,
    words: starts,
    records: records.map((_, n) => n),
    levels: [["mid", "Mid", 1], ["senior", "Senior", 2]],
    categories: [["math", "Mathematics"], ["llm", "LLM"]],
    groups: records.map(({ kind, level = 0, category = -1 }) => [LETTERS[kind] ?? String(level), category]),
  };
  const asked = [];
  async function read(path) {
    asked.push(path);
    if (path === "search/index.json") return JSON.stringify(manifest);
    const text = files[path.replace("search/f/", "")];
    if (text === undefined) throw new Error(`404 for ${path}`);
    return text;
  }
  return { read, asked, files };
}

function written(places) {
  let last = 0;
  return places.map(([record, weight]) => {
    let [number, text] = [((record - last) << 7) | weight, ""];
    last = record;
    do {
      const rest = number >>> 5;
      text += DIGITS[(number & 31) | (rest ? 32 : 0)];
      number = rest;
    } while (number);
    return text;
  }).join("");
}
