// MathML for assistive technology, from MathJax's internal tree: no TeX, no attributes that only
// MathJax understands, letters as Unicode's own (MathML Core knows no mathvariant but "normal").
import { letters } from "./letters.mjs";

const RENAME = { TeXAtom: "mrow", inferredMrow: "mrow", none: "mrow" };
const KEEP = new Set([
  "accent", "accentunder", "columnalign", "columnspan", "display", "displaystyle", "linethickness",
  "mathbackground", "mathcolor", "notation", "rowspan",
]);

// `text` for HTML, inside double quotes or out.
export function escape(text) {
  return text.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);
}

function attributes(node) {
  let text = "";
  for (const name of node.attributes.getExplicitNames().sort()) {
    if (KEEP.has(name)) text += ` ${name}="${escape(String(node.attributes.getExplicit(name)))}"`;
  }
  if (node.kind === "mi" && node.attributes.get("mathvariant") === "normal") {
    if ([...node.getText()].length === 1) text += ' mathvariant="normal"';
  }
  return text;
}

function element(node) {
  if (node.kind === "text") return escape(letters(node.getText(), node.parent));
  if (node.kind === "XML" || node.kind === "html") return "";
  const children = node.childNodes.map(element).join("");
  if (node.isInferred) return children;
  const single = node.childNodes[0]?.isInferred ? node.childNodes[0].childNodes : node.childNodes;
  if (node.kind === "TeXAtom" && single.length === 1) return children;
  const name = RENAME[node.kind] ?? node.kind;
  return `<${name}${attributes(node)}>${children}</${name}>`;
}

// The <math> element of a formula whose plain reading is `words`.
export function mathml(root, words) {
  const display = root.attributes.get("display") === "block" ? ' display="block"' : "";
  const label = words ? ` aria-label="${escape(words)}"` : "";
  const children = root.childNodes.map(element).join("");
  return `<math${display}${label}>${children}</math>`;
}
