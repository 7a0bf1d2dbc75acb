// Letters in a mathematical style, as the Unicode characters that exist for them.

const STYLES = {
  bold: { A: 0x1d400, a: 0x1d41a, Α: 0x1d6a8, α: 0x1d6c2, 0: 0x1d7ce },
  "bold-italic": { A: 0x1d468, a: 0x1d482, Α: 0x1d71c, α: 0x1d736 },
  script: { A: 0x1d49c, a: 0x1d4b6 },
  "-tex-calligraphic": { A: 0x1d49c, a: 0x1d4b6 },
  "bold-script": { A: 0x1d4d0, a: 0x1d4ea },
  "-tex-bold-calligraphic": { A: 0x1d4d0, a: 0x1d4ea },
  fraktur: { A: 0x1d504, a: 0x1d51e },
  "bold-fraktur": { A: 0x1d56c, a: 0x1d586 },
  "double-struck": { A: 0x1d538, a: 0x1d552, 0: 0x1d7d8 },
  "sans-serif": { A: 0x1d5a0, a: 0x1d5ba, 0: 0x1d7e2 },
  "bold-sans-serif": { A: 0x1d5d4, a: 0x1d5ee, Α: 0x1d756, α: 0x1d770, 0: 0x1d7ec },
  "sans-serif-italic": { A: 0x1d608, a: 0x1d622 },
  "sans-serif-bold-italic": { A: 0x1d63c, a: 0x1d656, Α: 0x1d790, α: 0x1d7aa },
  monospace: { A: 0x1d670, a: 0x1d68a, 0: 0x1d7f6 },
};

// Places in those blocks that Unicode left empty because the letter stands elsewhere.
const ELSEWHERE = new Map([
  [0x1d49d, "ℬ"], [0x1d4a0, "ℰ"], [0x1d4a1, "ℱ"], [0x1d4a3, "ℋ"], [0x1d4a4, "ℐ"],
  [0x1d4a7, "ℒ"], [0x1d4a8, "ℳ"], [0x1d4ad, "ℛ"], [0x1d4ba, "ℯ"], [0x1d4bc, "ℊ"],
  [0x1d4c4, "ℴ"], [0x1d506, "ℭ"], [0x1d50b, "ℌ"], [0x1d50c, "ℑ"], [0x1d515, "ℜ"],
  [0x1d51d, "ℨ"], [0x1d53a, "ℂ"], [0x1d53f, "ℍ"], [0x1d545, "ℕ"], [0x1d547, "ℙ"],
  [0x1d548, "ℚ"], [0x1d549, "ℝ"], [0x1d551, "ℤ"],
]);

const RANGES = [["A", "Z"], ["a", "z"], ["Α", "Ω"], ["α", "ω"], ["0", "9"]];

function styled(character, style) {
  for (const [first, last] of RANGES) {
    if (character < first || character > last || style[first] === undefined) continue;
    const code = style[first] + character.codePointAt(0) - first.codePointAt(0);
    return ELSEWHERE.get(code) ?? String.fromCodePoint(code);
  }
  return character;
}

// `text` as the style of the token it stands in (`mathvariant`) would have it written.
export function letters(text, token) {
  const style = STYLES[token?.attributes?.get("mathvariant")];
  if (!style || token.kind === "mtext") return text;
  return Array.from(text, (character) => styled(character, style)).join("");
}
