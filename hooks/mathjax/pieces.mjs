// Pieces of a plain reading, and how they are set side by side.

// What a piece asks for on a side: NEVER wins over SPACE, WORD asks only beside a letter or digit.
export const NEVER = -1;
export const NONE = 0;
export const WORD = 1;
export const SPACE = 2;

// `single`: stands as a divisor or under a root without brackets. `named`: a function's name, which
// hugs a bracket. `opens` and `closes`: a bracket.
export function piece(text, before = NONE, after = before, more = {}) {
  return { text, before, after, single: false, named: false, opens: false, closes: false, ...more };
}

export const GAP = piece("", SPACE);

const LETTER_END = /[\p{L}\p{N}\p{M}]$/u;
const LETTER_START = /^[\p{L}\p{N}√∂∇∞]/u;

function gap(left, right) {
  if (left.after === NEVER || right.before === NEVER) return false;
  if (left.named && right.opens) return false;
  if (left.after === SPACE || right.before === SPACE) return true;
  if (/\d$/.test(left.text) && /^\d/.test(right.text)) return true;
  if (left.after !== WORD && right.before !== WORD) return false;
  return LETTER_END.test(left.text) && LETTER_START.test(right.text);
}

// A row of pieces as one piece, with the spaces they ask for.
export function join(pieces) {
  const shown = [];
  let text = "";
  let spaced = false;
  for (const part of pieces) {
    if (part.text === "") {
      spaced ||= part.after === SPACE;
      continue;
    }
    const last = shown.at(-1);
    if (last) {
      const allowed = last.after !== NEVER && part.before !== NEVER;
      if ((spaced && allowed) || gap(last, part)) text += " ";
    }
    text += part.text;
    shown.push(part);
    spaced = false;
  }
  if (shown.length === 0) return piece("", spaced ? SPACE : NONE);
  if (shown.length === 1) return shown[0];
  return piece(text, shown[0].before, shown.at(-1).after, {
    single: isBracketed(text),
    opens: shown[0].opens,
  });
}

// `text` with whatever stands in brackets taken out.
function outside(text) {
  let before;
  do {
    before = text;
    text = text.replace(/\([^()[\]{}]*\)|\[[^()[\]{}]*\]|\{[^()[\]{}]*\}/g, "•");
  } while (text !== before);
  return text;
}

// True when one pair of brackets or bars holds all of it.
export function isBracketed(text) {
  return outside(text) === "•" || /^\|[^|]*\|$/.test(text) || /^‖[^‖]*‖$/.test(text);
}

// True for a product without signs or strokes: it can stand above a stroke as it is.
export function isProduct(text) {
  return !/[\s/,]/.test(outside(text));
}

// True for f(x), p_θ(y | x), softmax(z), but not n(n + 1).
export function isCall(text) {
  return /^(\p{L}{2,}|[fghpqFGPQZφψ])([_^]?[\p{L}\p{N}\p{M}′]+|[_^]•)*•$/u.test(outside(text));
}

export function bracket(text) {
  return isBracketed(text) && /^[([]/.test(text) ? text : `(${text})`;
}
