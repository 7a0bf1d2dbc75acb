// The scorecard of a mock interview: points made, by skill and by question, and what to read next.

import { scorecard } from "./mock.mjs";
import { GRADE_NAMES, dayWords, minutes } from "./practice-words.mjs";
import { SITE } from "./progress-place.mjs";
import { pageAddress } from "./site-file.mjs";
import { counted } from "./words.mjs";

const WELL = 0.8; // below, there is something to read
const MOST = 5;

export class MockScorecard {
  #root;
  #about;

  // `does` has `choose()`, `goOn()` and `undo()`.
  constructor(root, about, does, signal) {
    this.#root = root;
    this.#about = about;
    const clicks = { ...does, print: () => window.print() };
    root.addEventListener("click", ({ target }) => {
      clicks[target.closest("button")?.dataset.summary]?.();
    }, { signal });
  }

  draw(session, { minutes: planned = 0 }) {
    const results = session.made.map(({ review }) => review);
    const card = scorecard(this.#about.index.questions, results);
    const left = session.queue.length;
    this.#say("title", left > 0 ? "Scorecard so far" : "Scorecard");
    this.#say("done", this.#done(card, results, planned, left));
    const words = this.#skillWords();
    const rows = card.skill.map((group) => row(words.get(group.name), group, results));
    this.#part("skills").replaceChildren(...rows);
    this.#part("skills-place").hidden = rows.length === 0;
    this.#part("questions").replaceChildren(...results.map((review) => this.#item(review)));
    this.#next(card, results, words);
    this.#part("goOn").hidden = left === 0;
    this.#part("choose").classList.toggle("ls-button--primary", left === 0);
    this.#part("undo").hidden = results.length === 0;
    this.#part("title").focus({ preventScroll: true });
    if (this.#root.getBoundingClientRect().top < 0) this.#root.scrollIntoView();
  }

  #done({ asked, score, seconds }, results, planned, left) {
    const points = results.reduce((sum, one) => sum + one.points, 0);
    const ticked = results.reduce((sum, one) => sum + one.ticked.length, 0);
    const share = `${Math.round(score * 100)} %`;
    const rubric = points > 0 ? `, ${ticked} of ${counted(points, "rubric point")}` : "";
    const time = `in ${minutes(seconds)}${planned > 0 ? ` (${planned} planned)` : ""}`;
    const rest = left > 0 ? ` ${counted(left, "question")} not asked.` : "";
    const day = dayWords(Date.now());
    return `${day}: ${counted(asked, "question")}, ${share}${rubric}, ${time}.${rest}`;
  }

  // What skills are called, by their ids.
  #skillWords() {
    const { index } = this.#about;
    return new Map(index.questions.flatMap(({ skills }, place) => {
      const words = index.result(place).skills;
      return skills.map((id, at) => [id, { id, words: words[at] }]);
    }));
  }

  #item({ question, ticked, points, grade, seconds }) {
    const result = this.#about.result(question);
    const link = Object.assign(document.createElement("a"), { href: result.href });
    if (result.html === null) link.textContent = result.prompt;
    else link.innerHTML = result.html; // The build's own, as on the note's page.
    const how = points > 0 ? `${ticked.length} of ${points} points` : GRADE_NAMES[grade - 1];
    const from = element("span", "ls-from", `${how}, ${minutes(seconds)} · ${result.note}`);
    return element("li", "", link, from);
  }

  // The notes of what went wrong, and the weakest skills, weakest first.
  #next({ skill }, results, words) {
    const weak = skill.filter(({ score }) => score < WELL).slice(0, MOST);
    const ids = [...new Set(weak.flatMap(({ questions }) => questions))];
    const missed = results.filter(({ question }) => ids.includes(question));
    const notes = new Map(missed.map(({ question }) => {
      const { href, note } = this.#about.result(question);
      return [href.split("#")[0], note];
    }));
    const links = [...notes].slice(0, MOST);
    const skills = weak.map(({ name }) => [skillHref(name), words.get(name).words]);
    this.#part("notes").replaceChildren(...links.map(linkItem));
    this.#part("weak").replaceChildren(...skills.map(linkItem));
    this.#part("next").hidden = links.length === 0;
    this.#part("well").hidden = links.length > 0 || results.length === 0;
  }

  #say(name, words) {
    this.#part(name).textContent = words;
  }

  #part(name) {
    return this.#root.querySelector(`[data-summary=${name}]`);
  }
}

// How many rubric points were made of how many.
function pointsOf({ questions }, results) {
  const mine = results.filter(({ question }) => questions.includes(question));
  const points = mine.reduce((sum, one) => sum + one.points, 0);
  const ticked = mine.reduce((sum, one) => sum + one.ticked.length, 0);
  return points > 0 ? `${ticked} of ${points}` : "–";
}

function row({ id, words }, group, results) {
  const link = Object.assign(document.createElement("a"), {
    href: skillHref(id),
    textContent: words,
  });
  const bar = element("span", "ls-score");
  bar.style.setProperty("--ls-share", group.score);
  const head = element("th", "", link);
  head.scope = "row";
  const cells = [group.asked, pointsOf(group, results)].map((words) => element("td", "", words));
  const share = element("td", "", `${Math.round(group.score * 100)} %`, bar);
  return element("tr", "", head, ...cells, share);
}

function skillHref(id) {
  return pageAddress(`skills/${id}/`, SITE);
}

function linkItem([href, words]) {
  return element("li", "", Object.assign(document.createElement("a"), { href, textContent: words }));
}

function element(name, className, ...content) {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.append(...content);
  return made;
}
