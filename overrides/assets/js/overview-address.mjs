// Where an address of a large level's or skill's page leads, whose questions are on pages by topic:
// such addresses are older than those pages, or were written by hand.

const FILTERS = ["level", "category", "skill", "state", "checked", "progress", "text"];

// A relative address for a query's filters: a topic's page where only one topic is asked for, else
// the explorer. Null without filters. `parts`: topic → its page's address, `explorer` the explorer's,
// `chosen` the query that asks the explorer for what this page is about.
export function filtered(search, hash, { parts, explorer, chosen }) {
  const query = new URLSearchParams(search);
  if (!FILTERS.some((name) => query.get(name))) return null;
  const topics = query.getAll("category").flatMap((value) => value.split(","));
  const part = topics.length === 1 ? parts.get(topics[0]) : undefined;
  if (part !== undefined) {
    query.delete("category");
    return `${part}${asked(query)}${hash}`;
  }
  for (const [name, value] of new URLSearchParams(chosen)) query.set(name, value);
  return `${explorer}${asked(query)}`;
}

// The address of a level's question with that id, or that had it before; null where none of
// `questions` is that. `questions` and `former` are as in explorer-index.mjs.
export function questionPlace(id, { questions, former }, level, parts) {
  const now = former.get(id) ?? id;
  const found = questions.find((each) => each.id === now && each.level === level);
  const part = found && parts.get(found.category);
  return part === undefined ? null : `${part}#${encodeURIComponent(now)}`;
}

function asked(query) {
  const written = String(query).replaceAll("%2C", ",");
  return written ? `?${written}` : "";
}
