// What practice says of the store: that it fails, or that the browser may clear it away.

import { dateOf } from "./exam-setting.mjs";
import { askAgain, isKept } from "./keeping.mjs";
import { fileText } from "./progress-file.mjs";
import { SITE } from "./progress-place.mjs";
import { save } from "./saved-file.mjs";
import { storeNotice } from "./store-notice.mjs";

export class PracticeNotices {
  #root;
  #reader;

  constructor(root, reader, signal) {
    this.#root = root;
    this.#reader = reader;
    const does = {
      retry: () => reader.retry(),
      reload: () => location.reload(),
      export: () => this.#export(),
      persist: () => askAgain().then(() => this.draw()),
    };
    root.addEventListener("click", ({ target }) => {
      does[target.closest("[data-does]")?.dataset.does]?.();
    }, { signal });
  }

  async draw() {
    const notice = storeNotice(this.#reader.state);
    const trouble = this.#part("trouble");
    trouble.hidden = !notice;
    if (notice) this.#tell(trouble, notice);
    const some = this.#reader.reviews.length > 0;
    this.#part("evicted").hidden = !some || Boolean(notice) || (await isKept());
  }

  #tell(trouble, { title, words, actions }) {
    say(this.#part("trouble-title"), title);
    say(this.#part("trouble-words"), words);
    for (const button of trouble.querySelectorAll("[data-does]")) {
      button.hidden = !actions.includes(button.dataset.does);
    }
  }

  #export() {
    const now = Date.now();
    const text = fileText(this.#reader.progress, { at: now, site: SITE.href });
    save(text, `levelset-progress-${dateOf(now)}.json`);
  }

  #part(name) {
    return this.#root.querySelector(`[data-practice=${name}]`);
  }
}

// A text that is the same is not said again.
function say(element, words) {
  if (element.textContent !== words) element.textContent = words;
}
