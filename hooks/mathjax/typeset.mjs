// Typesets formulas: JSON lines in, JSON lines out, in the same order.
//
//   node typeset.mjs PATH/TO/node_modules
//
// The first line out is {"version"}. Then, for each {"tex", "display"}, one {"error"} or one
// {"html", "reading", "rules", "new"}: `rules` are numbers of the CSS rules this formula needs, and
// `new` holds those that were not needed before, by number. Each rule starts with four digits that
// give its place in the cascade, so that any union of them can be put in order.
import { createRequire } from "node:module";
import { join } from "node:path";
import { createInterface } from "node:readline";

import { Glyphs, opening } from "./glyphs.mjs";
import { escape, mathml } from "./mathml.mjs";
import { reading } from "./reading.mjs";
import { Rules } from "./rules.mjs";

// What GitHub's MathJax understands, minus what can reach out of a formula: no \require, \href,
// \class, \style or \cssId (require, html), no \bbox with CSS in it, no toggles or tips (action).
const PACKAGES = [
  "ams", "amscd", "boldsymbol", "braket", "cancel", "cases", "centernot", "color", "enclose",
  "extpfeil", "gensymb", "mathtools", "newcommand", "textmacros", "upgreek", "verb",
];

// Commands that leave something behind in the input jax. A formula with one of them gets its own.
const LASTING = /\\(re)?new|\\(def|let|provide|declare|use|label|tag|mathtoolsset)/i;

// Attributes end up in style attributes. What could start another declaration there, or fetch
// something, is no part of a formula.
const FOREIGN = /[;:<>\\]|url\s*\(/i;
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
    output: { linebreaks: { inline: true } },
    startup: { typeset: false },
  });
  return MathJax;
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
    this.glyphs = new Glyphs(adaptor, this.rules.attributes, this.rules.normal);
    this.shared = this.fresh();
    this.output.processMath = (wrapper, parent) => {
      wrapper.toCHTML([parent]);
      this.width = widest(wrapper);
    };
  }

  // What one formula defines (macros, colours, labels, settings) must not reach the next.
  input(tex) {
    if (!LASTING.test(tex)) {
      this.shared.reset();
      return this.shared;
    }
    return this.fresh();
  }

  fresh() {
    const jax = new this.TeX(this.options);
    jax.setAdaptor(this.adaptor);
    jax.setMmlFactory(this.document.mmlFactory);
    return jax;
  }

  async typeset({ tex, display }) {
    try {
      return await this.retry(() => this.attempt(tex, display));
    } catch (error) {
      this.shared = this.fresh();
      return { error: fault(error) };
    }
  }

  attempt(tex, display) {
    const item = new this.document.options.MathItem(tex, this.input(tex), display);
    item.start.node = this.adaptor.body(this.document.document); // where MathJax would measure
    item.setMetrics(16, 8, 1e6, 1);
    item.compile(this.document);
    item.root.walkTree(clean);
    if (!display) item.root.walkTree(mayBreak);
    this.rules.forget();
    const node = this.output.typeset(item, this.document);
    const words = reading(item.root);
    const { rules, fresh, glyphs } = this.rules.used(node, this.adaptor);
    this.glyphs.learn(glyphs);
    const html = this.container(node, item.root, { tex, display, words });
    return { html, reading: words, rules, new: fresh };
  }

  // The formula as three layers: glyphs for the eye, MathML for assistive technology, and the
  // plain reading, invisible, for whoever selects and copies without our script.
  container(node, root, { tex, display, words }) {
    const { adaptor } = this;
    const drawn = adaptor.childNodes(node).map((child) => {
      adaptor.setAttribute(child, "aria-hidden", "true");
      return this.glyphs.write(child);
    });
    return (
      `${opening("mjx-container", this.about(node, tex, display))}${drawn.join("")}` +
      `${mathml(root, words)}<mjx-copy aria-hidden=true>${escape(words)}</mjx-copy></mjx-container>`
    );
  }

  // What a container says: its TeX, and how it may scroll.
  about(node, tex, display) {
    const about = new Map([["data-copy", tex], ...this.glyphs.attributes(node)]);
    for (const name of ["jax", "overflow"]) about.delete(name);
    if (display) about.set("display", "true");
    if (this.width > NARROW) {
      about.set("data-scroll", "").set("tabindex", "0").set("role", "group");
      about.set("aria-label", "Wide formula");
    }
    if (this.width > WIDE) about.set("style", `--ls-width:${Math.ceil(this.width)}`);
    return about;
  }
}

// MathJax breaks lines only at the top level of a formula, and in rows with this mark. What \left
// and \right enclose is such a row, often wider than a phone.
function mayBreak(node) {
  if (node.kind === "mrow" && node.getProperty("open") !== undefined) {
    node.attributes.set("data-semantic-added", "true");
  }
}

// The width in em of the widest piece that stays on one line.
function widest(wrapper) {
  const row = wrapper.childNodes[0];
  if (!wrapper.node.getProperty("process-breaks")) return wrapper.getOuterBBox().w;
  return Math.max(...pieces(row));
}

function pieces(row) {
  const found = [0];
  for (const child of row.childNodes) {
    if (child.node.getProperty("breakable")) found.push(0);
    if (child.node.getProperty("process-breaks") && child.childNodes.length > 0) {
      const inner = pieces(child.childNodes[0].node.isInferred ? child.childNodes[0] : child);
      found.push(found.pop() + inner[0], ...inner.slice(1));
    } else {
      const { L, w, R } = child.getOuterBBox();
      found.push(found.pop() + L + w + R);
    }
  }
  return found;
}

// Takes off what MathJax keeps for debugging and what reaches out of a formula.
function clean(node) {
  const { attributes } = node;
  if (!attributes) return;
  for (const name of attributes.getExplicitNames()) {
    const value = attributes.getExplicit(name);
    if (name.startsWith("data-") || UNSAFE.includes(name)) {
      attributes.unset(name);
    } else if (typeof value === "string" && FOREIGN.test(value)) {
      throw new Error(`Not allowed: ${name}="${value}"`);
    }
  }
}

// The first line of what MathJax has to say.
function fault(error) {
  if (error instanceof RangeError) return "nested too deeply for MathJax";
  return String(error?.message ?? error).split("\n")[0] || "MathJax cannot read it";
}

const MathJax = await start(process.argv[2]);
const typesetter = new Typesetter(MathJax);
const write = (value) => process.stdout.write(`${JSON.stringify(value)}\n`);
write({ version: MathJax.version });
for await (const line of createInterface({ input: process.stdin })) {
  write(await typesetter.typeset(JSON.parse(line)));
}
