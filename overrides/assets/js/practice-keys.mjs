// A session's keys. They are heard before the theme's own, and never while a dialog is open or with
// a key held down beside them.

const WRITES = "textarea, input:not([type=checkbox], [type=radio]), select, [contenteditable]";
const PRESSES = "button, a[href], summary, input, textarea, select";
const GRADES = { a: 1, h: 2, g: 3, e: 4 };
const LETTERS = { r: "rest", f: "followUp", w: "write", u: "undo", l: "later", "?": "list" };

export class PracticeKeys {
  #ready;
  #does;

  // `ready()` tells whether keys mean anything now; `does` has a function for each.
  constructor(ready, does, signal) {
    this.#ready = ready;
    this.#does = does;
    document.addEventListener("keydown", (event) => this.#key(event), { capture: true, signal });
  }

  #key(event) {
    if (!this.#ready() || event.isComposing || document.querySelector("dialog[open]")) return;
    const act = this.#meaning(event);
    if (!act) return;
    event.preventDefault();
    event.stopPropagation();
    if (!event.repeat) act();
  }

  #meaning({ key, target, ctrlKey, metaKey, altKey }) {
    const writes = target.matches?.(WRITES);
    if (writes && key === "Escape") return this.#does.stopWriting;
    if (writes && key === "Enter" && (ctrlKey || metaKey)) return this.#does.answer;
    if (writes || ctrlKey || metaKey || altKey) return null;
    if (key === "Enter" || key === " ") return this.#pressed(key, target);
    const name = key.toLowerCase();
    if (Object.hasOwn(GRADES, name)) return () => this.#does.grade(GRADES[name]);
    if (/^[1-9]$/.test(key)) return () => this.#does.digit(Number(key));
    return Object.hasOwn(LETTERS, name) ? this.#does[LETTERS[name]] : null;
  }

  // What has the focus is pressed instead; a box is ticked with the space bar only.
  #pressed(key, target) {
    const ticks = key === "Enter" && target.type === "checkbox";
    return target.matches?.(PRESSES) && !ticks ? null : this.#does.answer;
  }
}
