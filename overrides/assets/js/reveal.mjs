// "Reveal all answers": one button for every answer on the page.
//
// <ls-reveal><button type="button">Reveal all answers</button></ls-reveal>

const ANSWERS = "details[data-answer]";

class Reveal extends HTMLElement {
  connectedCallback() {
    this.button = this.querySelector("button");
    this.closedLabel ??= this.button.textContent;
    this.button.onclick = () => this.toggle();
    // `toggle` does not bubble, but it can be caught on its way down.
    this.listening = new AbortController();
    const { signal } = this.listening;
    document.addEventListener("toggle", () => this.relabel(), { capture: true, signal });
    this.relabel();
  }

  disconnectedCallback() {
    this.listening.abort();
  }

  answers() {
    return [...document.querySelectorAll(ANSWERS)];
  }

  toggle() {
    const open = !this.allOpen();
    for (const answer of this.answers()) answer.open = open;
    this.relabel();
  }

  allOpen() {
    return this.answers().every((answer) => answer.open);
  }

  relabel() {
    this.button.textContent = this.allOpen() ? "Hide all answers" : this.closedLabel;
  }
}

customElements.define("ls-reveal", Reveal);
