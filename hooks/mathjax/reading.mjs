// A formula as one line of plain text: "dy/dx = dy/du ⋅ du/dx". Read from MathJax's internal
// MathML tree after typesetting, when each operator knows its class (a sign or a minus).
import { letters } from "./letters.mjs";
import {
  GAP, NEVER, NONE, SPACE, WORD, bracket, isBracketed, isCall, isProduct, join, piece,
} from "./pieces.mjs";

// MathJax's TEXCLASS.
const [ORD, OP, BIN, REL, OPEN, CLOSE, PUNCT, INNER] = [0, 1, 2, 3, 4, 5, 6, 7];

const table = (keys, values) => new Map(Array.from(keys, (key, i) => [key, Array.from(values)[i]]));
const SUPERSCRIPTS = table("0123456789+−=()niT⊤⊺", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱᵀᵀᵀ");
const SUBSCRIPTS = table("0123456789+−=()ijkmnt", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ᵢⱼₖₘₙₜ");
const CIRCLES = /^[∘°]$/;
const AS_THEY_ARE = /^([′″‴⁗‵]+|[†‡])$/;

// Characters that have a plainer form. Invisible operators are dropped.
const PLAIN = new Map(
  Object.entries({
    "\u2061": "", "\u2062": "", "\u2063": "", "\u2064": "", "\u200b": "", "-": "−", "∗": "*",
    "∣": "|", "∥": "‖", "\\": "∖", $: "USD", "⟮": "(", "⟯": ")", "\u2215": "/", "\u00a0": " ",
  }),
);

const HAT = "\u0302";
const BAR = "\u0304";
const LOW_LINE = "\u0332";
const ACCENTS = new Map([
  ...table("^ˆ~˜∼", HAT + HAT + "\u0303\u0303\u0303"),
  ...table("¯―ˉ‾–—", BAR.repeat(6)),
  ...table("→⃗", "\u20d7\u20d7"),
  ...table("˙¨⃛ˇ˘´ˊ`ˋ˚", "\u0307\u0308\u20db\u030c\u0306\u0301\u0301\u0300\u0300\u030a"),
  ["_", LOW_LINE],
]);
const ACCENT_NAMES = new Map([
  [HAT, "hat"], ["\u0303", "tilde"], [BAR, "overline"], [LOW_LINE, "underline"],
  ["\u20d7", "vec"], ["\u0307", "dot"], ["\u0308", "ddot"], ["\u030c", "check"],
]);
const BRACES = /^[⏞⏟⏜⏝⎴⎵︷︸]$/;

const DIFFERENTIAL = /^[dD∂δΔ]$/;
const DOTS = /^[…⋯⋮⋱]$/;
const ROUND = /^[([]$/;
const STROKE = /^[/∕]$/;
const PREFIX = /^[+−±∓¬]$/;

const WRAPPERS = new Set(["TeXAtom", "mrow", "inferredMrow", "mstyle", "mpadded", "menclose"]);

function childrenOf(node) {
  const [first] = node.childNodes;
  return node.childNodes.length === 1 && first.isInferred ? first.childNodes : node.childNodes;
}

function row(nodes, tight) {
  return join(nodes.map((node) => read(node, tight)));
}

function read(node, tight) {
  switch (node.kind) {
    case "mi": case "mn": case "mo":
      return token(node, tight);
    case "mtext": case "ms":
      return words(node);
    case "mspace":
      return space(node, tight);
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
      return isMatrix(node) && !tight ? piece(`[${grid(node)}]`, NONE) : piece(lines(node), NONE);
    default:
      return WRAPPERS.has(node.kind) || node.kind === "math" ? group(node, tight) : piece("");
  }
}

function plain(text) {
  return Array.from(text, (character) => PLAIN.get(character) ?? character).join("");
}

// ℝ and ℒ are characters that fonts have and people type; other styles of letters are dropped.
function unstyled(text, node) {
  const bare = Array.from(text);
  return Array.from(letters(text, node), (c, i) => (c.length > 1 ? bare[i] : c)).join("");
}

function token(node, tight) {
  const text = plain(unstyled(node.getText(), node));
  if (text === "") return piece("");
  const long = /^\p{L}{2}/u.test(text);
  if (node.kind === "mo") return operator(text, node.texClass, tight, long);
  if (node.kind === "mi" && node.texClass === OP) {
    return piece(text, SPACE, SPACE, { named: true, single: true });
  }
  const side = long ? WORD : NONE;
  return piece(text, side, side, { single: true });
}

function operator(text, texClass, tight, long) {
  const wide = tight && !long ? NONE : SPACE;
  if (DOTS.test(text)) return piece(text, wide);
  switch (texClass) {
    case BIN: case REL:
      return piece(text, wide);
    case PUNCT:
      return piece(text, NEVER, tight ? NONE : SPACE);
    case OPEN:
      return piece(text, NONE, NEVER, { opens: ROUND.test(text) });
    case CLOSE:
      return piece(text, NEVER, NONE, { closes: true });
    case OP:
      return piece(text, SPACE, SPACE, { named: long });
    default:
      if (STROKE.test(text)) return piece(text, NEVER);
      return piece(text, text === "." ? NEVER : NONE, PREFIX.test(text) ? NEVER : NONE);
  }
}

function words(node) {
  const text = node.getText().replace(/\\/g, "∖").replace(/\$\s*/g, "USD ");
  const trimmed = text.trim();
  if (trimmed === "") return text === "" ? piece("") : GAP;
  const side = (bare) => (bare ? SPACE : WORD);
  return piece(trimmed.replace(/\s+/g, " "), side(/^\s/.test(text)), side(/\s$/.test(text)), {
    single: !/\s/.test(trimmed),
  });
}

function space(node, tight) {
  if (node.attributes.get("linebreak") === "newline") return piece(";", NEVER, SPACE);
  return !tight && parseFloat(node.attributes.get("width")) > 0 ? GAP : piece("");
}

function group(node, tight) {
  const inner = childrenOf(node);
  if (node.kind === "mrow" && node.getProperty("open") !== undefined) return fenced(inner);
  const part = row(inner, tight);
  if (node.kind !== "TeXAtom") return part;
  switch (node.texClass) {
    case BIN: case REL: case PUNCT: case OPEN: case CLOSE:
      return { ...operator(part.text, node.texClass, tight), single: part.single };
    case OP:
      return /^\p{L}/u.test(part.text) ? { ...part, named: true, before: SPACE, after: SPACE } : part;
    default:
      // {,} and {=} ask for no space: that is what the braces are for.
      return inner.length === 1 && inner[0].kind === "mo" ? { ...part, before: NONE, after: NONE } : part;
  }
}

// What \left and \right enclose, or the brackets of a matrix, which are read as [a, b; c, d].
function fenced(inner) {
  const open = row(inner.slice(0, 1), true).text;
  const close = row(inner.slice(-1), true).text;
  const middle = inner.slice(1, -1);
  const sole = middle.length === 1 ? soleTable(middle[0]) : null;
  if (sole) {
    const cells = grid(sole);
    if (open === "{" && close === "") return piece(`{${cells}}`, NONE, NONE, { single: true });
    const text = /^[|‖]$/.test(open) ? open + cells + close : `[${cells}]`;
    return piece(text, NONE, NONE, { single: true, opens: ROUND.test(open), closes: true });
  }
  const fraction = middle.length === 1 ? atop(middle[0]) : null;
  const text = fraction ? `${fraction[0]} choose ${fraction[1]}` : row(middle, false).text;
  const both = open !== "" && close !== "";
  return piece(open + text + close, NONE, NONE, {
    single: both,
    opens: ROUND.test(open),
    closes: close !== "",
  });
}

function soleTable(node) {
  if (node.kind === "mtable") return node;
  const inner = WRAPPERS.has(node.kind) ? childrenOf(node) : [];
  return inner.length === 1 ? soleTable(inner[0]) : null;
}

// The two readings of a fraction without a stroke, or null.
function atop(node) {
  if (WRAPPERS.has(node.kind)) {
    const inner = childrenOf(node);
    return inner.length === 1 ? atop(inner[0]) : null;
  }
  if (node.kind !== "mfrac" || parseFloat(node.attributes.get("linethickness")) !== 0) return null;
  return node.childNodes.map((child) => row([child], false).text);
}

function fraction(node) {
  const stacked = atop(node);
  if (stacked) return piece(stacked.join(", "), NONE);
  const [over, under] = node.childNodes.map((child) => row([child], false));
  const above = isProduct(over.text) ? over.text : bracket(over.text);
  const bare = under.single || isCall(under.text) || isDifferential(node.childNodes[1]);
  return piece(`${above}/${bare ? under.text : bracket(under.text)}`, SPACE);
}

// dx, ∂x_i, dt²: what stands below the stroke of a derivative.
function isDifferential(node) {
  const parts = unwrap(node).map((child) => read(child, false)).filter(({ text }) => text !== "");
  return parts.length === 2 && DIFFERENTIAL.test(parts[0].text) && parts[1].single;
}

function unwrap(node) {
  return WRAPPERS.has(node.kind) ? childrenOf(node).flatMap(unwrap) : [node];
}

function root(node) {
  const [inside, index] = node.kind === "mroot" ? node.childNodes : [null, null];
  const { text } = row(inside ? [inside] : childrenOf(node), false);
  const degree = index ? script(index, SUPERSCRIPTS, "").text : "";
  const bare = /^(\p{L}\p{M}*|[\p{N}.]+)$/u.test(text) || isBracketed(text);
  return piece(`${degree}√${bare ? text : bracket(text)}`, NONE, bare ? WORD : NONE, {
    single: true,
  });
}

// A script's text, and whether it needed no mark to show what it is.
function script(node, characters, mark) {
  const { text } = row([node], true);
  if (text === "") return { text: "", clean: true };
  const all = Array.from(text);
  const word = /^\p{L}{2}/u.test(text) && unwrap(node).length === 1;
  if (!word && all.every((c) => characters.has(c))) {
    return { text: all.map((c) => characters.get(c)).join(""), clean: true };
  }
  if (mark === "^" && AS_THEY_ARE.test(text)) return { text, clean: true };
  if (mark === "^" && CIRCLES.test(text)) return { text: "°", clean: true };
  const bare = all.length === 1 || /^([\p{Lu}\p{Ll}]|\p{Nd})+$/u.test(text);
  return { text: mark + (bare ? text : bracket(text)), clean: false };
}

function scripts(base, sub, sup) {
  const low = sub ? script(sub, SUBSCRIPTS, "_") : null;
  const high = sup ? script(sup, SUPERSCRIPTS, "^") : null;
  const part = read(base, false);
  const first = high?.clean && (!low?.clean || AS_THEY_ARE.test(high.text));
  const marks = (first ? [high, low] : [low, high]).filter(Boolean);
  const added = marks.map(({ text }) => text).join("");
  const ends = marks.every(({ clean }) => clean) ? part.after : Math.max(part.after, WORD);
  return { ...part, text: carrier(part, base, sup) + added, after: ends, single: part.single };
}

// What scripts are attached to: a token or brackets as they are, anything else in brackets.
function carrier(part, base, sup) {
  if (part.closes) return part.text;
  const open = /[√/]/.test(part.text) || (sup && /\^/.test(part.text)) || /\s/.test(part.text);
  const loose = !part.single && part.before === NONE && unwrap(base).length > 1;
  return (open || loose) && part.text !== "" ? bracket(part.text) : part.text;
}

function limits(node) {
  const [base, first, second] = node.childNodes;
  if (node.kind === "munderover") return scripts(base, first, second);
  const over = node.kind === "mover";
  const mark = row([first], true).text;
  if (BRACES.test(mark)) return { ...read(base, false), single: false };
  const part = ACCENTS.has(mark) ? accented(base, mark, over) : null;
  if (part) return part;
  return over ? scripts(base, null, first) : scripts(base, first, null);
}

function accented(base, mark, over) {
  const { text } = read(base, false);
  const found = ACCENTS.get(mark);
  const accent = found === BAR && !over ? LOW_LINE : found;
  if (/^[\p{L}\p{N}]\p{M}*$/u.test(text)) {
    return piece((text + accent).normalize("NFC"), NONE, NONE, { single: true });
  }
  const name = ACCENT_NAMES.get(accent);
  return name ? piece(`${name}(${text})`, WORD, NONE, { single: true }) : null;
}

function prescripts(node) {
  const [base, ...rest] = node.childNodes;
  const at = rest.findIndex((child) => child.kind === "mprescripts");
  const [post, pre] = at < 0 ? [rest, []] : [rest.slice(0, at), rest.slice(at + 1)];
  const pair = ([low, high]) =>
    (low ? script(low, SUBSCRIPTS, "_").text : "") + (high ? script(high, SUPERSCRIPTS, "^").text : "");
  const part = read(base, false);
  return { ...part, text: pair(pre) + part.text + pair(post) };
}

// True for rows of cells; false for aligned equations and other lines one below the other.
function isMatrix(node) {
  const sides = String(node.attributes.get("columnalign"));
  const spacing = String(node.attributes.get("columnspacing"));
  const several = node.childNodes.some((line) => cellsOf(line).length > 1);
  return several && !/^(right|left) (left|right)/.test(sides) && !/^0(em)?\b/.test(spacing);
}

function cellsOf(line) {
  return line.kind === "mlabeledtr" ? line.childNodes.slice(1) : line.childNodes;
}

function grid(node) {
  const line = (cells) =>
    cells.map((cell) => row(childrenOf(cell), false).text).reduce(
      (text, cell, i) => (i === 0 ? cell : text + (/[,;]$/.test(text) ? " " : ", ") + cell),
      "",
    );
  return node.childNodes.map((item) => line(cellsOf(item))).join("; ");
}

// Aligned equations: each pair of cells is one equation, each line ends with its tag if any.
function lines(node) {
  return node.childNodes
    .map((line) => {
      const cells = cellsOf(line);
      const equations = [];
      for (let i = 0; i < cells.length; i += 2) {
        equations.push(row(cells.slice(i, i + 2).flatMap(childrenOf), false).text);
      }
      const tag = line.kind === "mlabeledtr" ? row(childrenOf(line.childNodes[0]), false).text : "";
      return [equations.filter(Boolean).join(", "), tag].filter(Boolean).join(" ");
    })
    .filter(Boolean)
    .join("; ");
}

// The plain reading of a typeset formula: one line, no TeX, no dollar signs, no backslashes.
export function reading(root) {
  return row(childrenOf(root), false).text.replace(/\s+/g, " ").trim().normalize("NFC");
}
