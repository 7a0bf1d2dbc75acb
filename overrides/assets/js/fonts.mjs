// Formulas in folded answers use fonts that nothing on the open page may use. They are fetched when
// the browser has nothing else to do, so that an answer opens, and prints, with its glyphs.

const FOLDED = "details:not([open]) [data-copy]";

function fetchFonts() {
  if (!document.querySelector(FOLDED)) return;
  for (const face of document.fonts) {
    if (face.status === "unloaded" && face.family.includes("MJX")) face.load().catch(() => {});
  }
}

const idle = globalThis.requestIdleCallback ?? ((work) => setTimeout(work, 500));
if (globalThis.document$) globalThis.document$.subscribe(() => idle(fetchFonts));
else idle(fetchFonts);
