// A question's card made ready to be asked: its answer hidden, of that the first half minute before
// the rest, the rubric to tick, follow-ups one by one.

const PART = (kind) => `.ls-part--${kind}`;
const SPOKEN = [PART("answer"), PART("discussion")].join();

export class PracticeCard {
  // `card` as question-cards.mjs gives it; `note` is `{ title, href }`.
  constructor(card, note) {
    this.element = card;
    this.heading = card.querySelector(".ls-card__prompt");
    this.heading.tabIndex = -1;
    this.answer = card.querySelector(".ls-parts");
    this.answer.tabIndex = -1;
    this.answer.setAttribute("role", "group");
    this.answer.setAttribute("aria-label", "The answer");
    const report = card.querySelector(".ls-report");
    card.querySelector("[data-answer]").replaceWith(this.answer);
    foldRest(this.answer);
    this.ticks = [...this.answer.querySelectorAll(`${PART("rubric")} > :is(ul, ol) > li`)].map(tick);
    for (const part of this.answer.querySelectorAll(PART("follow-up"))) unfoldOneByOne(part);
    this.answer.append(from(note, report));
    this.revealed = false;
  }

  get points() {
    return this.ticks.length;
  }

  set revealed(revealed) {
    this.answer.hidden = !revealed;
    this.element.classList.toggle("ls-card--asked", !revealed);
  }

  set ticked(points) {
    this.ticks.forEach((input, point) => { input.checked = points.includes(point); });
  }

  // Opens and closes what comes after the first half minute.
  toggleRest() {
    const rest = this.answer.querySelector(".ls-rest");
    if (rest) rest.open = !rest.open;
  }

  // Opens the next follow-up that is closed.
  openFollowUp() {
    const next = this.answer.querySelector(".ls-follow:not([open], [hidden])");
    if (!next) return;
    next.open = true;
    next.querySelector(".ls-follow__answer").focus();
  }
}

function element(name, className, ...content) {
  const made = document.createElement(name);
  made.className = className;
  made.append(...content);
  return made;
}

function fold(className, summary, content) {
  return element("details", `ls-fold ${className}`, element("summary", "", summary), ...content);
}

function foldRest(answer) {
  const part = answer.firstElementChild;
  if (!part?.matches(SPOKEN) || part.firstElementChild?.localName !== "p") return;
  const rest = [...part.children].slice(1);
  if (rest.length > 0) part.append(fold("ls-rest", "The rest of the answer", rest));
}

function tick(item, point) {
  const input = Object.assign(document.createElement("input"), { type: "checkbox", value: point });
  const label = element("label", "ls-tick", input, element("span", "", ...item.childNodes));
  item.replaceChildren(label);
  item.parentElement.classList.add("ls-ticks");
  return input;
}

function unfoldOneByOne(part) {
  const [label, ...blocks] = part.children;
  if (!label?.matches(".ls-part__label")) blocks.unshift(label);
  const found = followUps(blocks);
  const folds = found.map(({ question, answer }) => {
    const body = element("div", "ls-follow__answer", ...answer);
    body.tabIndex = -1;
    return fold("ls-follow", question, [body]);
  });
  folds.forEach((one, place) => {
    one.hidden = place > 0;
    one.addEventListener("toggle", () => { if (folds[place + 1]) folds[place + 1].hidden = false; });
  });
  part.replaceChildren(...(label?.matches(".ls-part__label") ? [label] : []), ...folds);
}

// What the interviewer asks next is bold, at the start of a paragraph or of a list's item.
function followUps(blocks) {
  const [only] = blocks;
  if (blocks.length === 1 && only.matches("ul, ol")) {
    return [...only.children].map((item) => followUp([...item.childNodes]));
  }
  const starts = blocks.filter((block) => boldStart(block));
  if (starts[0] !== only) return [{ question: "Show the follow-up", answer: blocks }];
  return starts.map((start, place) => {
    const end = starts[place + 1] ? blocks.indexOf(starts[place + 1]) : blocks.length;
    const [first, ...rest] = blocks.slice(blocks.indexOf(start), end);
    return followUp([...first.childNodes], rest);
  });
}

function followUp(words, blocks = []) {
  const nodes = words.filter((node) => node.nodeType !== Node.TEXT_NODE || node.data.trim());
  const [first, ...others] = nodes;
  if (first?.localName === "p") return followUp([...first.childNodes], [...others, ...blocks]);
  if (first?.localName !== "strong") {
    return { question: "Show the follow-up", answer: [...nodes, ...blocks] };
  }
  const question = element("span", "ls-follow__asks", ...first.childNodes);
  const answer = others.length > 0 ? [element("p", "", ...others)] : [];
  return { question, answer: [...answer, ...blocks] };
}

function boldStart(block) {
  const first = [...block.childNodes].find((node) => {
    return node.nodeType !== Node.TEXT_NODE || node.data.trim();
  });
  return block.localName === "p" && first?.localName === "strong";
}

function from({ title, href }, report) {
  const link = Object.assign(document.createElement("a"), { href, textContent: title });
  return element("p", "ls-card__from", "From ", link, ...(report ? [" ", report] : []));
}
