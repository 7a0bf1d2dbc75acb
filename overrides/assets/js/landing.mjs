// A link to a question, or to something in its answer, opens what it leads to.
//
// Until Material (9.8.1) has swapped a page in, it takes every step for one to another page: at the
// first link to a place on this page, or the first step back from there, it fetches the page anew
// and closes what the reader has opened. Such steps are left to the browser here. Pages with
// filters see to their steps themselves (filter-history.mjs).

import { idIn } from "./place-address.mjs";

const ANSWER = "details[data-answer]";
const FILTERED = "ls-filter, ls-explorer, ls-practice, dialog[open]";

const first = location.pathname;
let left = false;

function land() {
  const id = idIn(location.hash);
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

function stays() {
  return !left && location.pathname === first && !document.querySelector(FILTERED);
}

// Material leaves links alone that have a target.
function clicked(event) {
  const link = event.target.closest?.("a[href]");
  if (!link) return;
  if (link.href.split("#")[0] !== location.href.split("#")[0]) left = true;
  else if (link.hash && stays()) link.target = "_self";
}

// Called by the script in main.html, which hears of a step before Material does.
globalThis.levelsetStepped = (event) => {
  if (stays()) event.stopImmediatePropagation();
};

document.body.addEventListener("click", clicked, { capture: true });
addEventListener("hashchange", land);
// Material announces every page here, the first one and those it swaps in (`navigation.instant`).
if (globalThis.document$) globalThis.document$.subscribe(land);
else land();
