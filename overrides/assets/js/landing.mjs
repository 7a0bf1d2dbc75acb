// A link to a question, or to something in its answer, opens what it leads to.

const ANSWER = "details[data-answer]";

function land() {
  const id = decodeURIComponent(location.hash.slice(1));
  const target = id && document.getElementById(id);
  if (!target) return;
  const folded = [...ancestors(target), target.closest("[data-question]")?.querySelector(ANSWER)];
  const closed = folded.filter((details) => details && !details.open);
  for (const details of closed) details.open = true;
  if (closed.length) target.scrollIntoView();
}

function* ancestors(node) {
  for (let at = node.closest("details"); at; at = at.parentElement.closest("details")) yield at;
}

addEventListener("hashchange", land);
// Material announces every page here, the first one and those it swaps in (`navigation.instant`).
if (globalThis.document$) globalThis.document$.subscribe(land);
else land();
