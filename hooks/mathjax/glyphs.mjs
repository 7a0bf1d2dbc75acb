// A typeset formula as HTML, in as few bytes as look the same. A page has hundreds of formulas, and
// a formula dozens of glyphs.
//
// A glyph is `<i class=c78>x</i>` instead of `<mjx-mi><mjx-c class="mjx-c78">x</mjx-c></mjx-mi>`: a
// box around nothing but glyphs changes nothing, nor does an attribute that no rule asks for, nor
// a glyph's height that its class has too. What a box asked for its only glyph has as a class, since
// HTML knows no `space` or `size` on it. `shorter` writes MathJax's rules for the same names.
import { escape } from "./mathml.mjs";

const LEAVES = new Set(["mjx-mi", "mjx-mo", "mjx-mn", "mjx-mtext"]);
const GLYPH = /^mjx-c[0-9A-F]+$/;
const BARE = /^[\w.#%-]+$/; // what needs no quotation marks
const INVISIBLE = /^mjx-c206[1-4]$/; // function application, invisible times and the like
const OURS = /^(aria-hidden|aria-label|role|tabindex|data-scroll|data-copy|style|class)$/;

const ASKED = { space: "s", size: "z" };

// Of the rules for glyphs, the one that says how high it is.
const HEIGHT = /^\d{4}mjx-c\.(mjx-c[0-9A-F]+)\{padding:([\d.]+(?:em)?)/;

// A rule of MathJax's for the elements that `Glyphs` writes.
export function shorter(rule, normal) {
  return rule
    .replaceAll('mjx-container[jax="CHTML"]', "mjx-container")
    .replaceAll(`mjx-math.${normal}`, "mjx-math")
    .replace(`.${normal}{`, `mjx-math, .${normal}{`)
    .replace(/^(\d{4})mjx-mo > mjx-c, .*?\{/, (_, order) => `${order}${ALONE}{`)
    .replace(/^(\d{4})mjx-c\{/, "$1mjx-math i{font-style:normal;")
    .replace(/\[(space|size)="(\w+)"\]/g, (all, key, value) => `:is(${all}, .${ASKED[key]}${value})`)
    .replace(/\.mjx-(c[0-9A-F]+)/g, ".$1")
    .replace(/mjx-c(?![\w-])/g, "i");
}

// Glyphs that are not pieces of a stretched one.
const ALONE = "mjx-math > i, mjx-math :not(mjx-beg, mjx-ext, mjx-mid, mjx-end) > i";

export class Glyphs {
  // `selected` has the names of the attributes that MathJax's rules ask for; `normal` is the class
  // of the font that formulas are in unless they say otherwise.
  constructor(adaptor, selected, normal) {
    this.adaptor = adaptor;
    this.selected = selected;
    this.normal = normal;
    this.heights = new Map();
  }

  // Takes note of how high the glyphs are that these rules are for.
  learn(rules) {
    for (const rule of rules) {
      const found = HEIGHT.exec(rule);
      if (found) this.heights.set(found[1], Number.parseFloat(found[2]));
    }
  }

  // The element as HTML.
  write(node) {
    const { adaptor } = this;
    const name = adaptor.kind(node);
    if (name === "#text") return escape(adaptor.value(node));
    if (name.startsWith("#")) return "";
    if (LEAVES.has(name)) return this.leaf(node);
    return this.element(name, this.attributes(node), adaptor.childNodes(node));
  }

  element(name, attributes, children) {
    const short = name === "mjx-c" ? "i" : name;
    const inner = children.map((child) => this.write(child)).join("");
    return `${opening(short, attributes)}${inner}</${short}>`;
  }

  attributes(node) {
    const kept = new Map();
    for (const { name, value } of this.adaptor.allAttributes(node)) {
      if (!OURS.test(name) && !this.selected.has(name)) continue;
      if (name === "class") {
        const classes = value.split(/\s+/).filter((each) => this.isSaid(node, each));
        if (classes.length > 0) kept.set(name, classes.map(shortClass).join(" "));
      } else {
        kept.set(name, name === "style" ? shortStyle(value) : value);
      }
    }
    return kept;
  }

  isSaid(node, name) {
    if (name === "MathJax") return false;
    return name !== this.normal || this.adaptor.kind(node) !== "mjx-math";
  }

  // A letter, number, operator or text. Its box is left out where it holds nothing but glyphs, and
  // what it asks for can be asked of the first of them.
  leaf(node) {
    const { adaptor } = this;
    const children = adaptor.childNodes(node);
    const asked = this.attributes(node);
    const bare = children.every((child) => this.isPlain(child));
    if (!bare) return this.element(adaptor.kind(node), asked, children);
    const highest = Math.max(...children.map((child) => this.heights.get(glyphOf(adaptor, child))));
    const glyphs = children.filter((child) => !INVISIBLE.test(glyphOf(adaptor, child)));
    if (glyphs.length === 0) {
      return asked.size === 0 ? "" : this.element(adaptor.kind(node), asked, []);
    }
    const written = glyphs.map((child) => [child, this.glyph(child, highest)]);
    const [, first] = written[0];
    const several = glyphs.length > 1;
    const moved = [...asked.keys()].every((key) => key === "space" || (key === "size" && !several));
    if (moved) {
      const classes = [...asked].map(([key, value]) => `${ASKED[key]}${value}`);
      first.set("class", [first.get("class"), ...classes].join(" "));
    }
    const inner = written
      .map(([child, attributes]) => this.element("mjx-c", attributes, adaptor.childNodes(child)))
      .join("");
    if (moved) return inner;
    return `${opening(adaptor.kind(node), asked)}${inner}</${adaptor.kind(node)}>`;
  }

  // The attributes of a glyph; all in a number are as high as the highest of them anyway.
  glyph(node, highest) {
    const attributes = this.attributes(node);
    const height = /^padding-top:([\d.]+)em$/.exec(attributes.get("style") ?? "");
    if (height && Number(height[1]) === highest) attributes.delete("style");
    return attributes;
  }

  isPlain(node) {
    if (this.adaptor.kind(node) !== "mjx-c") return false;
    return GLYPH.test(this.adaptor.getAttribute(node, "class") ?? "");
  }
}

function glyphOf(adaptor, node) {
  return adaptor.getAttribute(node, "class");
}

function shortClass(name) {
  return GLYPH.test(name) ? name.slice("mjx-".length) : name;
}

function shortStyle(style) {
  return style
    .replace(/\s*([:;,])\s*/g, "$1")
    .replace(/;$/, "")
    .replace(/(?<![\d.])0(?=\.\d)/g, "");
}

// A tag that opens an element with these attributes, a map of strings.
export function opening(name, attributes) {
  return `<${name}${[...attributes].map(([key, value]) => attribute(key, value)).join("")}>`;
}

function attribute(name, value) {
  if (value === "") return ` ${name}`;
  return ` ${name}=${BARE.test(value) ? value : `"${escape(value)}"`}`;
}
