// Filters of a search: which hits they leave, and how many each choice would.

// `chosen` holds a set of places for each facet; `placesOf(record)` gives a record's places in
// each. A facet counts the hits that the other facets leave. An empty set leaves all.
export function narrowed(hits, chosen, placesOf) {
  const names = Object.keys(chosen);
  const counts = Object.fromEntries(names.map((name) => [name, new Map()]));
  const kept = [];
  for (const hit of hits) {
    const places = placesOf(hit.record);
    const failing = names.filter((name) => {
      return chosen[name].size > 0 && !places[name].some((place) => chosen[name].has(place));
    });
    if (failing.length === 0) kept.push(hit);
    for (const name of names) {
      if (failing.some((other) => other !== name)) continue;
      for (const place of places[name]) counts[name].set(place, (counts[name].get(place) ?? 0) + 1);
    }
  }
  return { hits: kept, counts };
}

// The choices to show, `{ place, count }` each: those chosen, then the commonest.
export function choices(counts, chosen, most) {
  const places = new Set([...chosen, ...counts.keys()]);
  return [...places]
    .map((place) => ({ place, count: counts.get(place) ?? 0, on: chosen.has(place) }))
    .sort((a, b) => b.on - a.on || b.count - a.count || a.place - b.place)
    .slice(0, Math.max(most, chosen.size));
}
