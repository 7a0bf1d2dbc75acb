// The filters' form: what the reader chose in it, and what it says of the result.

import { fold, inUse, nothing } from "./facets.mjs";
import { tidy, writeSelection } from "./filter-address.mjs";
import { write } from "./written.mjs";

const SAID_AFTER = 500; // ms without a change, so that a screen reader hears the last one only
const WIDE = "(min-width: 48em)"; // as in explorer.css

export class FilterPanel {
  #form;
  #fields;
  #said;
  #saying = 0;
  #parts = new Map();
  #chosen = null; // what is chosen in each facet, kept while the reader types; null: look

  // `heard` has `typed(selection)` and `chose(selection)`.
  constructor(form, heard, signal) {
    this.#form = form;
    this.#fields = [...form.querySelectorAll("[data-facet]:enabled")].map(field);
    this.facets = this.#fields.map(asked);
    form.addEventListener("submit", (event) => event.preventDefault(), { signal });
    form.addEventListener("input", ({ target }) => this.#input(target, heard), { signal });
    form.addEventListener("change", ({ target }) => this.#change(target, heard), { signal });
    form.addEventListener("click", ({ target }) => this.#click(target, heard), { signal });
    signal.addEventListener("abort", () => clearTimeout(this.#saying));
    this.#sheetFromBelow(signal);
  }

  get selection() {
    this.#chosen ??= this.#fields.map(({ name, set }) => {
      return [name, [...set.querySelectorAll("input:checked")].map(({ value }) => value)];
    });
    return { ...Object.fromEntries(this.#chosen), text: tidy(this.#one("text").value) };
  }

  set selection(selection) {
    for (const { name, inputs, labels } of this.#fields) {
      inputs.forEach((input, place) => {
        input.checked = selection[name].includes(input.value);
        if (input.checked) labels[place].hidden = false;
      });
    }
    this.#chosen = null;
    const text = this.#one("text");
    if (tidy(text.value) !== selection.text) text.value = selection.text;
    this.#showUse(selection);
    this.#linkAnswers(selection);
  }

  // Puts a facet among the others or takes it from them. Returns whether that changed anything.
  // `facets` stays the same list, for others hold it too.
  offer(name, there) {
    const set = this.#form.querySelector(`[data-facet=${name}]`);
    const at = this.#fields.findIndex((each) => each.name === name);
    if (set) set.hidden = !there;
    if (!set || there === at >= 0) return false;
    set.disabled = !there;
    const added = there ? [field(set)] : [];
    this.#fields.splice(there ? this.#fields.length : at, there ? 0 : 1, ...added);
    this.#chosen = null;
    this.facets.splice(there ? this.facets.length : at, there ? 0 : 1, ...added.map(asked));
    return true;
  }

  // Room for a facet that is about to be offered.
  expect(name) {
    const set = this.#form.querySelector(`[data-facet=${name}]`);
    if (set) set.hidden = false;
  }

  // Put up the counts of `Facets.ask`, asked for that selection.
  show(result, size, selection = this.selection) {
    for (const each of this.#fields) putUp(each, result.counts[each.name]);
    this.showTotal(result.rows.length);
    this.#showUse(selection);
    this.#linkAnswers(selection);
    this.#showEmpty(result, selection);
    this.#say(this.#summary(result, size));
  }

  // How many questions fit; some do.
  showTotal(count) {
    for (const total of this.#all("total")) write(total, count);
    if (count > 0) this.#one("empty").hidden = true;
  }

  // Where the focus goes when what had it is gone.
  focusCount() {
    this.#one("count").focus({ preventScroll: true });
  }

  #input(target, heard) {
    if (target.dataset.facets === "find") this.#find(target);
    else if (target.name === "text") {
      const { selection } = this;
      heard.typed(selection);
      this.#showUse(selection);
    }
  }

  #change(target, heard) {
    if (target.dataset.facets === "find") return;
    this.#chosen = null;
    heard.chose(this.selection);
  }

  #click(target, heard) {
    const button = target.closest("button");
    const does = button?.dataset.facets;
    if (does === "clear") this.#drop(this.facets.map(({ name }) => name).concat("text"), heard);
    if (does === "drop") this.#drop([button.value], heard);
  }

  #drop(names, heard) {
    const kept = this.selection;
    for (const name of names) kept[name] = nothing(this.facets)[name];
    this.selection = kept;
    heard.chose(kept);
    if (!this.#one("below").open) this.focusCount();
    else this.#one("close").focus();
  }

  // Only the choices whose label has the text, and those that are chosen.
  #find(box) {
    const { inputs, labels, spelled } = this.#fields.find(({ set }) => set.contains(box));
    const sought = fold(tidy(box.value));
    let found = 0;
    labels.forEach((label, place) => {
      const fits = spelled()[place].includes(sought);
      found += fits ? 1 : 0;
      label.hidden = !fits && !inputs[place].checked;
    });
    box.parentElement.querySelector("[data-facets=none-found]").hidden = found > 0;
    this.#say(`${found} of ${labels.length} in this list.`);
  }

  #showUse(selection) {
    const used = inUse(selection);
    const badge = this.#one("used");
    const facets = used.filter((name) => name !== "text").length;
    write(badge, facets);
    badge.hidden = facets === 0;
    for (const button of this.#all("clear")) button.disabled = used.length === 0;
  }

  // The search opens for an address with a `q` when its page loads, hence the `target` in the
  // link: without one, instant navigation would load nothing.
  #linkAnswers(selection) {
    const link = this.#one("answers");
    link.hidden = selection.text === "";
    const sought = new URLSearchParams({ q: selection.text });
    link.href = `${location.pathname}${writeSelection("", selection, this.facets)}&${sought}`;
  }

  #showEmpty({ rows, without }, selection) {
    const empty = this.#one("empty");
    empty.hidden = rows.length > 0 || inUse(selection).length === 0;
    if (empty.hidden) return;
    const helping = Object.entries(without).filter(([, count]) => count > 0);
    this.#one("stuck").hidden = helping.length > 0;
    const items = helping.map(([name, count]) => this.#dropButton(name, count, selection[name]));
    this.#one("drops").replaceChildren(...items);
  }

  #dropButton(name, count, chosen) {
    const button = document.createElement("button");
    Object.assign(button, { type: "button", className: "ls-button", value: name });
    button.dataset.facets = "drop";
    button.append(`Drop ${this.#words(name)}: ${[chosen].flat().map((id) => this.#label(name, id)).join(", ")}`);
    const item = document.createElement("li");
    item.append(button, ` gives ${count} question${count === 1 ? "" : "s"}`);
    return item;
  }

  #summary({ rows, without }, size) {
    const said = `${rows.length} of ${size} question${size === 1 ? "" : "s"}.`;
    if (rows.length > 0) return said;
    const helping = Object.entries(without).filter(([, count]) => count > 0);
    return [said, ...helping.map(([n, count]) => `${count} without ${this.#words(n)}.`)].join(" ");
  }

  #words(name) {
    return this.#fields.find((each) => each.name === name)?.legend.toLowerCase() ?? "words";
  }

  #label(name, id) {
    const facet = this.#fields.find((each) => each.name === name);
    return facet ? facet.words(facet.values.indexOf(id)) : `“${id}”`;
  }

  #say(text) {
    clearTimeout(this.#saying);
    if (this.#said === undefined) this.#said = text; // What the page says by itself.
    if (this.#said === text) return;
    this.#saying = setTimeout(() => {
      this.#said = text;
      this.#one("status").textContent = text;
    }, SAID_AFTER);
  }

  // On a narrow screen the facets stand in a dialog while that is open, else in their place.
  #sheetFromBelow(signal) {
    const below = this.#one("below");
    const facets = this.#one("all");
    const { dataset } = document.documentElement;
    this.#one("open").addEventListener("click", () => {
      below.querySelector(".ls-facets__head").after(facets);
      dataset.lsStill = ""; // `:has()` in the style sheet would look for it at every key.
      below.showModal();
    }, { signal });
    below.addEventListener("close", () => {
      this.#one("place").append(facets);
      delete dataset.lsStill;
    }, { signal });
    signal.addEventListener("abort", () => { delete dataset.lsStill; });
    below.addEventListener("click", ({ target }) => {
      if (target === below || target.closest("[data-facets=close]")) below.close();
    }, { signal });
    matchMedia(WIDE).addEventListener("change", () => below.close(), { signal });
  }

  #one(part) {
    return this.#all(part)[0];
  }

  // Kept, since to look for them among a thousand choices takes its time.
  #all(part) {
    if (!this.#parts.has(part)) {
      this.#parts.set(part, [...this.#form.querySelectorAll(`[data-facets=${part}]`)]);
    }
    return this.#parts.get(part);
  }
}

const asked = ({ name, values }) => ({ name, values });

function putUp({ labels, numbers }, counts) {
  counts.forEach((count, place) => {
    if (numbers[place].data === String(count)) return;
    numbers[place].data = String(count);
    labels[place].classList.toggle("ls-choice--none", count === 0);
  });
}

function field(set) {
  const inputs = [...set.querySelectorAll("input[type=checkbox]")];
  const labels = inputs.map((input) => input.closest("label"));
  const words = (place) => labels[place].querySelector("span").textContent;
  let folded;
  return {
    set,
    inputs,
    labels,
    words,
    name: set.dataset.facet,
    legend: set.querySelector("legend").textContent,
    values: inputs.map((input) => input.value),
    numbers: labels.map((label) => label.querySelector("b").firstChild),
    spelled: () => (folded ??= labels.map((_, place) => fold(words(place)))),
  };
}
