// The search's dialog. Which of its elements is which, `data-search` says.

const HTML = `
<dialog class="ls-search" aria-label="Search">
  <form class="ls-search__form" role="search">
    <svg viewBox="0 0 24 24" aria-hidden="true" focusable="false"><circle cx="10.5" cy="10.5" r="6.5"/><path d="m15.5 15.5 5 5"/></svg>
    <input type="text" inputmode="search" role="combobox" aria-label="Search" aria-expanded="false" aria-controls="ls-search-hits" aria-autocomplete="list" placeholder="A topic, a question, a skill, a formula" enterkeyhint="go" autocomplete="off" autocapitalize="off" spellcheck="false" maxlength="200">
    <button type="button" data-close>Close</button>
  </form>
  <div class="ls-search__all" data-search="all">
    <div class="ls-search__facets" data-search="facets" hidden>
      <div role="group" aria-label="Level" data-facet="level"></div>
      <div role="group" aria-label="Topic" data-facet="category"></div>
      <details><summary>Skills</summary><div role="group" aria-label="Skill" data-facet="skill"></div></details>
    </div>
    <p class="ls-search__meant" data-search="meant" hidden></p>
    <p class="ls-search__status" data-search="status"></p>
    <p class="ls-hidden" role="status"></p>
    <div id="ls-search-hits" role="listbox" aria-label="Results" data-search="hits"></div>
    <button class="ls-search__more" type="button" data-search="more" hidden>More results</button>
    <div class="ls-search__empty" data-search="empty" hidden>
      <button type="button" data-search="clear">Search without filters</button>
      <p>Or browse <a href="questions/">all questions</a>, <a href="skills/">skills</a> and <a href="levels/">levels</a>.</p>
    </div>
  </div>
  <p class="ls-search__keys" aria-hidden="true"><kbd>↑</kbd> <kbd>↓</kbd> choose <kbd>Enter</kbd> open <kbd>Esc</kbd> close</p>
  <div hidden data-search="marks"></div>
</dialog>
`;

// A new dialog for the site at the address `site`; `marks` has an element for each level, by its
// place in `data-level`.
export function searchDialog(site, marks) {
  const box = document.createElement("template");
  box.innerHTML = HTML;
  const dialog = box.content.firstElementChild;
  dialog.querySelector("[data-search=marks]").append(marks);
  for (const link of dialog.querySelectorAll("a[href]")) {
    link.href = new URL(link.getAttribute("href"), site);
  }
  return document.importNode(dialog, true);
}
