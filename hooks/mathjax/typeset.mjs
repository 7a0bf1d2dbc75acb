// Typesets formulas: JSON lines in, JSON lines out, in the same order.
//
//   node typeset.mjs PATH/TO/node_modules
//
// First line out: {"version"}. Then for each {"tex", "display"} one
// {"html", "reading", "css", "error"}, only "error" where it is not empty. `css` holds the rules
// this formula needs, each after four digits that give its place in the cascade, so that any union
// of them can be put in order.
import { createRequire } from "node:module";
import { join } from "node:path";
import { createInterface } from "node:readline";

import { mathml } from "./mathml.mjs";
import { reading } from "./reading.mjs";
import { Rules } from "./rules.mjs";

// What GitHub's MathJax understands, minus what can reach out of a formula: no \require, \href,
// \class, \style or \cssId (require, html), no \bbox with CSS in it, no \special effects (action).
const PACKAGES = [
  "ams", "amscd", "boldsymbol", "braket", "cancel", "cases", "centernot", "color", "enclose",
  "extpfeil", "gensymb", "mathtools", "newcommand", "textmacros", "unicode", "upgreek",
  "verb",
];

// Colours end up in style attributes; anything but a plain colour would be a way to put CSS there.
const COLOUR = /^(#[0-9a-f]{3,8}|[a-z]+|rgba?\([\d\s.,%]+\)|transparent)$/i;
const UNSAFE = ["href", "src", "id", "class", "style"];

// Widths in em of the formula's own size, at which it may need a scroll bar: on a 320 px screen,
// and on any screen or sheet of paper.
const NARROW = 12;
const WIDE = 24;

async function start(nodeModules) {
  const MathJax = createRequire(join(nodeModules, "any.js"))("mathjax");
  await MathJax.init({
    loader: {
      load: ["input/tex-base", "output/chtml", "adaptors/liteDOM"].concat(
        PACKAGES.map((name) => `[tex]/${name}`),
      ),
      paths: { "mathjax-newcm": join(nodeModules, "@mathjax", "mathjax-newcm-font") },
    },
    tex: {
      packages: ["base", ...PACKAGES],
      formatError: (_jax, error) => {
        throw error;
      },
    },
    output: { linebreaks: { inline: true }, displayOverflow: "scroll" },
    startup: { typeset: false },
  });
  return MathJax;
}

function escape(text) {
  return text.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);
}

class Typesetter {
  constructor(MathJax) {
    const { document, adaptor } = MathJax.startup;
    this.TeX = MathJax._.input.tex_ts.TeX;
    this.retry = MathJax._.mathjax.mathjax.handleRetriesFor;
    this.options = MathJax.config.tex;
    this.document = document;
    this.adaptor = adaptor;
    this.output = document.outputJax;
    this.rules = new Rules(this.output);
  }

  // A new input jax for each formula: \newcommand, \definecolor, \label and \mathtoolsset all
  // keep state in it, and one formula must not depend on another.
  input() {
    const jax = new this.TeX(this.options);
    jax.setAdaptor(this.adaptor);
    jax.setMmlFactory(this.document.mmlFactory);
    return jax;
  }

  async typeset({ tex, display }) {
    try {
      return await this.retry(() => this.attempt(tex, display));
    } catch (error) {
      return { error: fault(error) };
    }
  }

  attempt(tex, display) {
    const item = new this.document.options.MathItem(tex, this.input(), display);
    item.setMetrics(16, 8, 1e6, 1);
    item.compile(this.document);
    item.root.walkTree(clean);
    this.rules.forget();
    const node = this.output.typeset(item, this.document);
    const words = reading(item.root);
    const { w } = this.output.getBBox(item, this.document);
    return {
      html: this.container(node, item.root, { tex, display, words, width: w }),
      reading: words,
      css: this.rules.used(node, this.adaptor),
      error: "",
    };
  }

  // The formula as three layers: glyphs for the eye, MathML for assistive technology, and the
  // plain reading, invisible, for whoever selects and copies without our script.
  container(node, root, { tex, display, words, width }) {
    const { adaptor } = this;
    adaptor.setAttribute(node, "data-copy", tex);
    if (display) {
      adaptor.setAttribute(node, "display", "true");
      if (width > NARROW) {
        adaptor.setAttribute(node, "tabindex", "0");
        adaptor.setAttribute(node, "role", "group");
        adaptor.setAttribute(node, "aria-label", "Formula, scrolls sideways");
      }
      if (width > WIDE) {
        adaptor.setAttribute(node, "style", `--ls-width:${Math.ceil(width)}`);
      }
    } else {
      adaptor.removeAttribute(node, "overflow");
    }
    for (const child of adaptor.childNodes(node)) {
      adaptor.setAttribute(child, "aria-hidden", "true");
    }
    const glyphs = adaptor.outerHTML(node).replace(/<\/mjx-container>$/, "");
    return (
      `${glyphs}<mjx-assistive-mml>${mathml(root, words)}</mjx-assistive-mml>` +
      `<span class="ls-copy" aria-hidden="true">${escape(words)}</span></mjx-container>`
    );
  }
}

function clean(node) {
  const { attributes } = node;
  if (!attributes) return;
  for (const name of attributes.getExplicitNames()) {
    if (name.startsWith("data-") || UNSAFE.includes(name)) {
      attributes.unset(name);
    } else if (/^(math)?(color|background)$/.test(name)) {
      const colour = String(attributes.getExplicit(name));
      if (!COLOUR.test(colour)) throw new Error(`Not a colour: ${colour}`);
    }
  }
}

// The first line of what MathJax has to say.
function fault(error) {
  return String(error?.message ?? error).split("\n")[0] || "MathJax cannot read it";
}

const MathJax = await start(process.argv[2]);
const typesetter = new Typesetter(MathJax);
const write = (value) => process.stdout.write(`${JSON.stringify(value)}\n`);
write({ version: MathJax.version });
for await (const line of createInterface({ input: process.stdin })) {
  write(await typesetter.typeset(JSON.parse(line)));
}
