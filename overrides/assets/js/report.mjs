// "Report a mistake" on pages that gather questions: a link below each answer that is opened, and
// beside each question that is open. On their notes the build has put it.
//
// <ls-report data-form="https://…/issues/new?…&question={id}&note={note}"></ls-report>

import { SITE } from "./progress-place.mjs";
import { reportAddress } from "./report-address.mjs";

const OPEN = ".ls-card > .ls-open";

class Report extends HTMLElement {
  connectedCallback() {
    this.listening = new AbortController();
    const { signal } = this.listening;
    const toggled = ({ target }) => target.matches("[data-answer][open]") && this.add(target);
    document.addEventListener("toggle", toggled, { capture: true, signal });
    for (const open of document.querySelectorAll(OPEN)) this.add(open);
  }

  disconnectedCallback() {
    this.listening.abort();
  }

  add(place) {
    const card = place.closest(".ls-card");
    const source = card?.querySelector(".ls-card__state > a");
    if (!source || card.querySelector(".ls-report")) return;
    const link = Object.assign(document.createElement("a"), {
      className: "ls-report",
      href: reportAddress(this.dataset.form, source.href, SITE),
      textContent: "Report a mistake",
    });
    place.append(" ", link);
  }
}

customElements.define("ls-report", Report);
