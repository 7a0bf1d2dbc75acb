// A formula as one line of plain text: "dy/dx = dy/du ⋅ du/dx". Written from MathJax's internal
// MathML tree after it was typeset, so that each operator knows its class (a sign or a minus).
import { letters } from "./letters.mjs";

// MathJax's TEXCLASS.
const [ORD, OP, BIN, REL, OPEN, CLOSE, PUNCT, INNER] = [0, 1, 2, 3, 4, 5, 6, 7];

const SUPERSCRIPTS = new Map(
  Object.entries({
    0: "⁰", 1: "¹", 2: "²", 3: "³", 4: "⁴", 5: "⁵", 6: "⁶", 7: "⁷", 8: "⁸", 9: "⁹",
    "+": "⁺", "−": "⁻", "(": "⁽", ")": "⁾", n: "ⁿ", i: "ⁱ", T: "ᵀ", "⊤": "ᵀ", "⊺": "ᵀ",
  }),
);
const SUBSCRIPTS = new Map(
  Object.entries({
    0: "₀", 1: "₁", 2: "₂", 3: "₃", 4: "₄", 5: "₅", 6: "₆", 7: "₇", 8: "₈", 9: "₉",
    "+": "₊", "−": "₋", "=": "₌", "(": "₍", ")": "₎", i: "ᵢ", j: "ⱼ", k: "ₖ", m: "ₘ", n: "ₙ",
    t: "ₜ",
  }),
);
// Marks that follow what they belong to as they are.
const MARKS = new Map(Object.entries({ "∘": "°", "°": "°", "†": "†", "‡": "‡", "%": "%" }));
const PRIMES = /^[′″‴⁗‵]+$/;

const ACCENTS = new Map(
  Object.entries({
    "^": "\u0302", ˆ: "\u0302", "~": "\u0303", "˜": "\u0303", "¯": "\u0304", "―": "\u0304",
    ˉ: "\u0304", "‾": "\u0304", "_": "\u0332", "→": "\u20d7", "⃗": "\u20d7", "˙": "\u0307",
    "¨": "\u0308", "⃛": "\u20db", "ˇ": "\u030c", "˘": "\u0306", "´": "\u0301", ˊ: "\u0301",
    "`": "\u0300", ˋ: "\u0300", "˚": "\u030a",
  }),
);
const ACCENT_NAMES = new Map(
  Object.entries({
    "\u0302": "hat", "\u0303": "tilde", "\u0304": "overline", "\u0332": "underline",
    "\u20d7": "vec", "\u0307": "dot", "\u0308": "ddot",
  }),
);
const BRACES = /^[⏞⏟⏜⏝⎴⎵]$/;

const SYMBOLS = new Map(
  Object.entries({
    "\u2061": "", "\u2062": "", "\u2063": "", "\u2064": "", // invisible operators
    "∣": "|", "∥": "‖", "∖": "∖", "\\": "∖", $: "USD", "⟮": "(", "⟯": ")", "\u2215": "/",
    "\u00a0": " ", "\u200b": "", "-": "−",
  }),
);
const DIFFERENTIAL = /^(d|∂|D|δ|Δ)$/;

// A reading under way. `type` is the TeX class at its edges, `atom` whether it can stand in a
// fraction or under a root without brackets, `word` whether a letter beside it needs a space.
function piece(text, type = ORD, { atom = true, word = false, tight = false } = {}) {
  return { text, type, atom, word, tight };
}

const EMPTY = piece("");

function wrap(part) {
  return part.atom || part.text === "" ? part.text : `(${part.text})`;
}

function childrenOf(node) {
  return node.isInferred || node.childNodes.length !== 1 || !node.childNodes[0].isInferred
    ? node.childNodes
    : node.childNodes[0].childNodes;
}

function flat(node) {
  return childrenOf(node).flatMap((child) =>
    ["mrow", "inferredMrow", "mstyle"].includes(child.kind) && !delimited(child)
      ? flat(child)
      : [child],
  );
}

// True for what \left and \right enclose.
function delimited(node) {
  return node.isKind("mrow") && node.getProperty("open") !== undefined;
}

function sign(text) {
  return Array.from(text, (c) => SYMBOLS.get(c) ?? c).join("");
}

function token(node) {
  const raw = node.childNodes.map((child) => child.getText?.() ?? "").join("");
  if (node.isKind("mtext") || node.isKind("ms")) {
    const text = sign(raw).replace(/−/g, "-");
    return piece(text, ORD, { atom: /^\S*$/.test(text), word: /\w/.test(text) });
  }
  const text = sign(plainLetters(raw, node));
  const long = Array.from(text).length > 1;
  const type = node.texClass ?? ORD;
  if (node.isKind("mn")) return piece(text);
  if (node.isKind("mi")) return piece(text, long && type === OP ? OP : ORD, { word: long });
  return piece(text, type === -1 || type === null ? ORD : type, { word: /^[A-Za-z]{2}/.test(text) });
}

// ℝ and ℒ are characters that fonts have and people type; other styles are dropped.
function plainLetters(raw, node) {
  const styled = letters(raw, node);
  return Array.from(styled, (c, i) => (c.codePointAt(0) > 0xffff ? Array.from(raw)[i] : c)).join("");
}

function row(nodes, tight) {
  const pieces = nodes.map((node) => read(node, tight)).filter((part) => part.text !== "");
  if (pieces.length === 1) return pieces[0];
  return piece(join(pieces, tight), edge(pieces), {
    atom: isAtom(pieces),
    word: pieces[0]?.word ?? false,
  });
}

function edge(pieces) {
  return pieces.length > 0 && [OP, INNER].includes(pieces[0].type) ? pieces[0].type : ORD;
}

// Bracketed as a whole, or a run of single letters and digits.
function isAtom(pieces) {
  if (pieces.length === 0) return true;
  if (isBracketed(pieces)) return true;
  return pieces.every(({ text, type, atom, word }) => type === ORD && atom && !word && text !== " ");
}

function isBracketed(pieces) {
  if (pieces[0].type !== OPEN || pieces.at(-1).type !== CLOSE) return false;
  let depth = 0;
  return pieces.every(({ type }, i) => {
    depth += type === OPEN ? 1 : type === CLOSE ? -1 : 0;
    return depth > 0 || i === pieces.length - 1;
  });
}

function join(pieces, tight) {
  let text = "";
  pieces.forEach((part, i) => {
    if (i > 0 && gap(pieces[i - 1], part, tight)) text += " ";
    text += part.text;
  });
  return text.replace(/\s+/g, " ").trim();
}

function gap(left, right, tight) {
  if (left.text.endsWith(" ") || right.text.startsWith(" ")) return false;
  if (right.type === PUNCT || right.type === CLOSE || left.type === OPEN) return false;
  const spaced = (part) => part.type === REL || part.type === BIN;
  if (spaced(left) || spaced(right)) return !tight || left.word || right.word;
  if (left.type === PUNCT) return !tight;
  if (left.type === OP) return right.type !== OPEN && !(left.word && /^[([]/.test(right.text));
  if (right.type === OP) return left.text !== "";
  if (left.type === INNER || right.type === INNER) return right.type !== OPEN;
  if (left.word || right.word) return right.type !== OPEN && left.type !== CLOSE && fuses(left, right);
  return /\d$/.test(left.text) && /^\d/.test(right.text);
}

const fuses = (left, right) =>
  /[\p{L}\p{N}\p{M}]$/u.test(left.text) && /^[\p{L}\p{N}]/u.test(right.text);

function script(part, table, mark) {
  if (part.text === "") return "";
  const characters = Array.from(part.text);
  if (characters.every((c) => table.has(c))) return characters.map((c) => table.get(c)).join("");
  if (mark === "^" && PRIMES.test(part.text)) return part.text;
  if (mark === "^" && MARKS.has(part.text)) return MARKS.get(part.text);
  const bare = characters.length === 1 || /^[\p{L}\p{N}]+$/u.test(part.text);
  return bare ? mark + part.text : `${mark}(${part.text})`;
}

function scripts(base, sub, sup) {
  const low = sub ? script(row([sub], true), SUBSCRIPTS, "_") : "";
  const high = sup ? script(row([sup], true), SUPERSCRIPTS, "^") : "";
  const part = read(base, false);
  const simple = part.atom && (isToken(base) || /^[(\[{|‖⌊⌈⟨]/.test(part.text) || !/\S\S/.test(part.text));
  const text = (simple || part.type === OP || part.type === CLOSE ? part.text : wrapAlways(part));
  const primed = PRIMES.test(high);
  return piece(text + (primed ? high + low : low + high), part.type, {
    word: part.word || (part.type === ORD && /^[_^]/.test(low + high)),
  });
}

const wrapAlways = (part) => (part.text === "" ? "" : `(${part.text})`);

function isToken(node) {
  if (node.isToken) return true;
  const inner = childrenOf(node);
  return inner.length === 1 && !node.isKind("mtable") && isToken(inner[0]);
}

function fraction(node) {
  const [above, below] = node.childNodes;
  const over = row([above], false);
  const under = row([below], false);
  if (/^0/.test(String(node.attributes.get("linethickness")))) {
    const choose = node.prevClass === OPEN || node.getProperty("withDelims");
    return piece(choose ? `${over.text} choose ${under.text}` : `${over.text}, ${under.text}`, ORD, {
      atom: false,
    });
  }
  const numerator = isProduct(above) ? over.text : wrap({ ...over, atom: over.atom && !/\//.test(over.text) });
  const denominator = isSingle(below) || isDifferential(below) ? under.text : wrapUnder(under);
  return piece(`${numerator}/${denominator}`, INNER, { atom: false });
}

function wrapUnder(part) {
  return /^[([{|‖]/.test(part.text) && part.atom ? part.text : wrapAlways(part);
}

const isProduct = (node) => false && node;

function isSingle(node) {
  const parts = flat(node).filter((child) => !child.isKind("mspace"));
  if (parts.length !== 1) return parts.length === 0;
  const [only] = parts;
  if (only.isToken) return !/\s/.test(read(only, false).text);
  if (/^(msub|msup|msubsup|msqrt|mroot|mover|munder|munderover)$/.test(only.kind)) {
    return !/\s/.test(read(only, false).text);
  }
  return only.isKind("TeXAtom") ? isSingle(only) : false;
}

// dx, ∂x_i, dt²: read without brackets below a fraction.
function isDifferential(node) {
  const parts = flat(node).filter((child) => !child.isKind("mspace"));
  return parts.length === 2 && DIFFERENTIAL.test(read(parts[0], false).text) && isSingle(parts[1]);
}

function root(node) {
  const [inside, index] = node.isKind("mroot") ? node.childNodes : [node, null];
  const radicand = index ? row([inside], false) : row(childrenOf(node), false);
  const bare = /^[\p{L}\p{N}]\p{M}*$|^[\p{N}]+$/u.test(radicand.text);
  const bracketed = /^\([^()]*\)$/.test(radicand.text);
  const degree = index ? script(row([index], true), SUPERSCRIPTS, "") : "";
  return piece(`${degree}√${bare || bracketed ? radicand.text : `(${radicand.text})`}`);
}

function accented(node) {
  const [base, ...rest] = node.childNodes;
  const isOver = node.isKind("mover");
  const part = read(base, false);
  const mark = row(rest.slice(0, 1), true);
  if (BRACES.test(mark.text)) return { ...part, atom: false };
  const combining = accent(node, mark, isOver);
  if (!combining) return null;
  const drawn = combining === "\u0304" && !isOver ? "\u0332" : combining;
  if (/^[\p{L}\p{N}]\p{M}*$/u.test(part.text)) return piece((part.text + drawn).normalize("NFC"));
  const name = ACCENT_NAMES.get(drawn);
  return name ? piece(`${name}(${part.text})`, ORD, { word: true }) : null;
}

function accent(node, mark, isOver) {
  const flag = node.attributes.get(isOver ? "accent" : "accentunder");
  const rest = node.childNodes[1];
  const stretchy = rest.isEmbellished && rest.coreMO?.().attributes.get("stretchy");
  if (!flag && !stretchy && !rest.isKind("mo") && !rest.isKind("TeXAtom")) return "";
  return ACCENTS.get(mark.text) ?? "";
}

function limits(node) {
  if (node.childNodes.length === 2) {
    const part = accented(node);
    if (part) return part;
  }
  const [base, first, second] = node.childNodes;
  if (node.isKind("munderover")) return scripts(base, first, second);
  return node.isKind("munder") ? scripts(base, first, null) : scripts(base, null, first);
}

function prescripts(node) {
  const [base, ...rest] = node.childNodes;
  const at = rest.findIndex((child) => child.isKind("mprescripts"));
  const [post, pre] = at < 0 ? [rest, []] : [rest.slice(0, at), rest.slice(at + 1)];
  const read1 = ([low, high]) =>
    (low ? script(row([low], true), SUBSCRIPTS, "_") : "") +
    (high ? script(row([high], true), SUPERSCRIPTS, "^") : "");
  return piece(read1(pre) + read(base, false).text + read1(post));
}

function isAlignment(node) {
  const spacing = String(node.attributes.get("columnspacing"));
  const sides = String(node.attributes.get("columnalign"));
  return /^right left/.test(sides) || /^0(em)?( |$)/.test(spacing);
}

function table(node, fenced) {
  const rows = node.childNodes.map((line) => {
    const labelled = line.isKind("mlabeledtr");
    const cells = line.childNodes.slice(labelled ? 1 : 0).map((cell) => row(childrenOf(cell), false).text);
    const label = labelled ? row(childrenOf(line.childNodes[0]), false).text : "";
    return { cells, label };
  });
  const between = !fenced && isAlignment(node) ? " " : ", ";
  const lines = rows.map(({ cells, label }) =>
    [cells.filter((cell, i) => cell !== "" || between === ", " && i < cells.length).join(between), label]
      .filter(Boolean)
      .join(" "),
  );
  return lines.map((line) => line.trim()).join("; ");
}

// \left( … \right), and what stands in for a matrix: [a, b; c, d].
function fenced(node) {
  const inner = childrenOf(node);
  const parts = inner.filter((child) => !(child.isKind("TeXAtom") && childrenOf(child).length === 0));
  const open = fence(inner[0]);
  const close = fence(inner.at(-1));
  const middle = parts.slice(1, -1);
  if (middle.length === 1 && soleTable(middle[0])) {
    const text = table(soleTable(middle[0]), true);
    if (open === "{" && close === "") return piece(`{${text}}`, INNER);
    if (open === "|" || open === "‖") return piece(open + text + close, INNER);
    return piece(`[${text}]`, INNER);
  }
  const text = row(middle, false).text;
  return piece(open + text + close, open ? OPENED : ORD);
}

const OPENED = ORD;

function soleTable(node) {
  if (node.isKind("mtable")) return node;
  const inner = node.isToken ? [] : childrenOf(node);
  return inner.length === 1 && /^(TeXAtom|mrow|mstyle|mpadded|inferredMrow)$/.test(node.kind)
    ? soleTable(inner[0])
    : null;
}

function fence(node) {
  return node ? row([node], true).text : "";
}

function space(node) {
  const width = String(node.attributes.get("width"));
  return parseFloat(width) > 0 ? piece(" ") : EMPTY;
}

function read(node, tight) {
  switch (node.kind) {
    case "mi": case "mn": case "mo": case "mtext": case "ms":
      return token(node);
    case "mspace":
      return tight ? EMPTY : space(node);
    case "mphantom": case "none": case "mprescripts": case "maligngroup": case "malignmark":
      return EMPTY;
    case "mfrac":
      return fraction(node);
    case "msqrt": case "mroot":
      return root(node);
    case "msub":
      return scripts(node.childNodes[0], node.childNodes[1], null);
    case "msup":
      return scripts(node.childNodes[0], null, node.childNodes[1]);
    case "msubsup":
      return scripts(...node.childNodes);
    case "munder": case "mover": case "munderover":
      return limits(node);
    case "mmultiscripts":
      return prescripts(node);
    case "mtable":
      return piece(isAlignment(node) || tight ? table(node, false) : `[${table(node, false)}]`, ORD, { atom: false });
    case "text":
      return piece(node.getText());
    default:
      break;
  }
  if (delimited(node)) return fenced(node);
  const part = row(childrenOf(node), tight);
  const type = node.texClass;
  return node.isKind("TeXAtom") && [OP, BIN, REL, OPEN, CLOSE, PUNCT].includes(type)
    ? { ...part, type }
    : part;
}

// The plain reading of a typeset formula: one line, no TeX, no dollar signs, no backslashes.
export function reading(root) {
  return row(childrenOf(root), false).text.replace(/\s+/g, " ").trim();
}
