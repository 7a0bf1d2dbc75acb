// The CSS rules a formula needs, and no others.

const WRAPPERS = 1000; // MathJax's own rules, in the order of its style sheet
const FAMILIES = 7000;
const GLYPHS = 8000;

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

function traits(node, adaptor, found = new Set()) {
  if (adaptor.kind(node).startsWith("#")) return found;
  found.add(adaptor.kind(node).toLowerCase());
  for (const { name, value } of adaptor.allAttributes(node)) {
    found.add(`[${name}]`).add(`[${name}=${value}]`);
    if (name === "class") value.split(/\s+/).forEach((item) => found.add(`.${item}`));
  }
  for (const child of adaptor.childNodes(node)) traits(child, adaptor, found);
  return found;
}

export class Rules {
  constructor(output) {
    this.output = output;
    this.font = output.font;
    this.wrappers = [];
    const { factory } = output;
    const sheet = { ...output.constructor.commonStyles };
    const collect = { addStyles: (styles) => merge(sheet, styles) };
    for (const kind of factory.getKinds()) {
      output.addClassStyles(factory.getNodeClass(kind), collect);
    }
    for (const [selector, properties] of Object.entries(this.font.constructor.defaultStyles)) {
      if (selector.startsWith("mjx-")) sheet[selector] = properties;
    }
    for (const [selector, properties] of Object.entries(sheet)) {
      if (selector.startsWith("@") || selector.includes(".mjx-selected")) continue;
      this.wrappers.push({
        rule: pad(WRAPPERS + this.wrappers.length) + write(selector, properties),
        wanted: split(selector).map(wants),
      });
    }
  }

  // Starts a new formula: MathJax notes each glyph it uses.
  forget() {
    this.font.clearCache();
  }

  // The rules for `node`, which was typeset since `forget`.
  used(node, adaptor) {
    const found = traits(node, adaptor);
    const css = this.wrappers
      .filter(({ wanted }) => wanted.some((parts) => parts.every((part) => found.has(part))))
      .map(({ rule }) => rule);
    const prefix = this.font.cssFontPrefix;
    for (const trait of found) {
      if (trait.startsWith(`.${prefix}-`)) {
        const fonts = `${this.font.cssFamilyPrefix}, MJX-${trait.slice(1)}`;
        css.push(pad(FAMILIES) + write(trait, { "font-family": fonts }));
      }
    }
    for (const [selector, properties] of Object.entries(this.font.updateStyles({}))) {
      css.push(pad(GLYPHS) + write(selector, properties));
    }
    return [...new Set(css)].sort();
  }
}

function merge(sheet, styles) {
  for (const [selector, properties] of Object.entries(styles ?? {})) {
    sheet[selector] = { ...sheet[selector], ...properties };
  }
}
