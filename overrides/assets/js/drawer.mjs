// The drawer of small screens: while it is open, what lies behind it cannot be reached, and Escape
// closes it. Material (9.8.1) has a box and labels for it, and styles.

const narrow = matchMedia("(max-width: 76.234375em)"); // As in navigation.css.
const box = document.querySelector("[data-md-toggle=drawer]");
let behind = [];

function follow() {
  for (const each of behind) each.inert = false;
  behind = isOpen() ? [...around(drawer())] : [];
  for (const each of behind) each.inert = true;
  box.setAttribute("aria-expanded", box.checked);
}

function isOpen() {
  return narrow.matches && box.checked && drawer() !== null;
}

function drawer() {
  return document.querySelector("[data-md-component=sidebar][data-md-type=navigation]");
}

function* around(element) {
  const left = new Set([box, ...box.labels, ...document.querySelectorAll("script, link")]);
  for (let at = element; at !== document.body; at = at.parentElement) {
    for (const beside of at.parentElement.children) {
      if (beside !== at && !beside.inert && !left.has(beside)) yield beside;
    }
  }
}

function pressed(event) {
  if (event.key !== "Escape" || event.defaultPrevented || !isOpen()) return;
  box.click();
  box.focus();
}

if (box) {
  box.addEventListener("change", follow);
  narrow.addEventListener("change", follow);
  document.addEventListener("keydown", pressed);
  // A page that Material swaps in has another drawer (`navigation.instant`).
  if (globalThis.document$) globalThis.document$.subscribe(follow);
  else follow();
}
