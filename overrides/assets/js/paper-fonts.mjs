// Fonts of formulas that last through printing.
//
// Chromium (seen in 156) makes the faces of all style sheets anew when it prints. A font file whose
// time in the cache is over is then asked for again, and the formulas print in some other font. A
// face that a script has added is kept. So each face that was loaded gets a twin, which waits for
// `beforeprint`: before that it would only make the page lay out its text once more.

const twins = new Map();

function keep() {
  const loaded = [...document.fonts].filter((face) => face.status === "loaded").map(nameOf);
  for (const sheet of document.styleSheets) {
    if (!sheet.href?.endsWith("/maths.css")) continue;
    for (const rule of rulesOf(sheet)) {
      if (rule instanceof CSSFontFaceRule && loaded.includes(nameOf(described(rule)))) {
        twin(described(rule), sheet.href);
      }
    }
  }
}

// A page in a folder, at `file://`, may not look into its own style sheets. Its fonts stay: they
// have no time in a cache.
function rulesOf(sheet) {
  try {
    return sheet.cssRules;
  } catch {
    return [];
  }
}

function twin({ family, unicodeRange, source }, base) {
  const name = nameOf({ family, unicodeRange });
  if (twins.has(name)) return;
  const absolute = source.replace(/url\("?([^")]+)"?\)/g, (_, url) => `url("${new URL(url, base)}")`);
  const face = new FontFace(family, absolute, { unicodeRange });
  twins.set(name, face);
  face.load().catch(() => twins.delete(name));
}

function described({ style }) {
  return {
    family: style.getPropertyValue("font-family"),
    unicodeRange: style.getPropertyValue("unicode-range") || "U+0-10FFFF",
    source: style.getPropertyValue("src"),
  };
}

function nameOf({ family, unicodeRange }) {
  return `${family.replaceAll('"', "")} ${unicodeRange}`;
}

document.fonts.ready.then(keep);
document.fonts.addEventListener("loadingdone", keep);
window.addEventListener("beforeprint", () => {
  for (const face of twins.values()) if (face.status === "loaded") document.fonts.add(face);
});
