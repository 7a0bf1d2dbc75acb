// The CSS rules a formula needs, and no others.
import { shorter } from "./glyphs.mjs";

const WRAPPERS = 1000; // MathJax's own rules, in the order of its style sheet
const FAMILIES = 7000;
const GLYPHS = 8000;

const GLYPH = /^mjx-c[0-9A-F]+$/;

const pad = (n) => String(n).padStart(4, "0");

function write(selector, properties) {
  const body = Object.entries(properties).map(([name, value]) => `${name}:${value}`);
  return `${selector}{${body.join(";")}}`;
}

// What one selector, without its commas, asks to be there: tags, classes and attributes.
function wants(selector) {
  const plain = selector.replace(/:not\([^)]*\)/g, "").replace(/::?[\w-]+(\([^)]*\))?/g, "");
  const wanted = [];
  const rest = plain.replace(/\[([\w-]+)(?:[*^$|~]?="?([^"\]]*)"?)?\]/g, (_, name, value) => {
    wanted.push(value === undefined ? `[${name}]` : `[${name}=${value}]`);
    return "";
  });
  for (const [found] of rest.matchAll(/\.?[a-zA-Z][\w-]*/g)) {
    wanted.push(found.startsWith(".") ? found : found.toLowerCase());
  }
  return wanted;
}

function split(selectors) {
  return selectors.split(/,(?![^[]*\])(?![^(]*\))/).map((selector) => selector.trim());
}

// What there is to select by in `node`. Glyphs are left out: their rules are found otherwise.
function traits(node, adaptor, found = new Set()) {
  const kind = adaptor.kind(node);
  if (kind.startsWith("#")) return found;
  found.add(kind.toLowerCase());
  for (const { name, value } of adaptor.allAttributes(node)) {
    if (name === "class") {
      for (const item of value.split(/\s+/)) if (!GLYPH.test(item)) found.add(`.${item}`);
    } else if (name !== "style") {
      found.add(`[${name}]`).add(`[${name}=${value}]`);
    }
  }
  for (const child of adaptor.childNodes(node)) traits(child, adaptor, found);
  return found;
}

export class Rules {
  constructor(output) {
    this.output = output;
    this.font = output.font;
    this.numbers = new Map();
    this.glyphs = new Map();
    this.sets = new Map();
    const sheet = { ...output.constructor.commonStyles };
    const collect = { addStyles: (styles) => merge(sheet, styles) };
    for (const kind of output.factory.getKinds()) {
      output.addClassStyles(output.factory.getNodeClass(kind), collect);
    }
    for (const [selector, properties] of Object.entries(this.font.constructor.defaultStyles)) {
      if (selector.startsWith("mjx-")) sheet[selector] = properties;
    }
    this.wrappers = Object.entries(sheet)
      .filter(([selector]) => !selector.startsWith("@") && !selector.includes(".mjx-selected"))
      .map(([selector, properties], i) => ({
        rule: pad(WRAPPERS + i) + write(selector, properties),
        wanted: split(selector).map(wants),
      }));
  }

  // The class of the font that formulas are in.
  get normal() {
    return `${this.font.cssFontPrefix}-N`;
  }

  // The names of the attributes that a rule asks for.
  get attributes() {
    const asked = this.wrappers.flatMap(({ rule }) => [...rule.matchAll(/\[([\w-]+)[\]*^$|~=]/g)]);
    return new Set(asked.map(([, name]) => name));
  }

  // Starts a new formula: MathJax notes each glyph it uses.
  forget() {
    this.font.clearCache();
  }

  // The numbers of the rules for `node`, which was typeset since `forget`, as `rules`; in `fresh`
  // those among them that had no number yet; and as MathJax has them those for its glyphs.
  used(node, adaptor) {
    const fresh = {};
    const number = (rule) => {
      let n = this.numbers.get(rule);
      if (n === undefined) {
        n = this.numbers.size;
        this.numbers.set(rule, n);
        fresh[n] = rule;
      }
      return n;
    };
    const glyphs = [...this.drawn()];
    const rules = [...this.structure(node, adaptor), ...glyphs].sort();
    const written = rules.map((rule) => shorter(rule, this.normal));
    return { rules: written.map(number), fresh, glyphs };
  }

  structure(node, adaptor) {
    const found = traits(node, adaptor);
    const key = [...found].sort().join(" ");
    let rules = this.sets.get(key);
    if (!rules) {
      rules = this.wrappers
        .filter(({ wanted }) => wanted.some((parts) => parts.every((part) => found.has(part))))
        .map(({ rule }) => rule);
      for (const trait of found) {
        if (!trait.startsWith(`.${this.font.cssFontPrefix}-`)) continue;
        const fonts = `${this.font.cssFamilyPrefix}, MJX-${trait.slice(1)}`;
        rules.push(pad(FAMILIES) + write(trait, { "font-family": fonts }));
      }
      this.sets.set(key, rules);
    }
    return rules;
  }

  // The rules for the glyphs and stretched delimiters used since `forget`.
  drawn() {
    const { font } = this;
    const rules = new Set();
    const add = (name, fill) => {
      if (!this.glyphs.has(name)) {
        const styles = {};
        fill(styles);
        const written = Object.entries(styles).map(([s, p]) => pad(GLYPHS) + write(s, p));
        this.glyphs.set(name, written);
      }
      this.glyphs.get(name).forEach((rule) => rules.add(rule));
    };
    for (const n of font.delimUsage.update()) {
      add(`${n}`, (styles) => font.addDelimiterStyles(styles, n, font.getDelimiter(n)));
    }
    for (const [name, n] of font.charUsage.update()) {
      const { letter, chars } = font.variant[name];
      add(`${name} ${n}`, (styles) => font.addCharStyles(styles, letter, n, chars[n]));
    }
    return rules;
  }
}

function merge(sheet, styles) {
  for (const [selector, properties] of Object.entries(styles ?? {})) {
    sheet[selector] = { ...sheet[selector], ...properties };
  }
}
