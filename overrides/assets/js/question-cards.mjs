// Question cards for pages that ask: each is taken from its note's own page, where the build has
// typeset its maths, so that a card has one anatomy everywhere and works wherever its page does.

import { idIn } from "./place-address.mjs";
import { siteText } from "./site-file.mjs";

const KEPT = 24; // pages held in memory

const HEADING = ".ls-card__prompt";

const pages = new Map(); // address → a promise of its document, the latest last

// The note's page has no such question: it was reworded or removed.
export class NoSuchQuestion extends Error {}

// A card to put anywhere, new for every call: an `article.ls-card` without ids, whose addresses
// are whole and whose prompt is a heading of that depth. `href` is the note's address with the
// question's id behind the `#`. Where the note's page cannot be had, which is so without a network
// unless it was visited, the card is taken from the page `instead`. Rejects when neither can be had.
export async function questionCard(href, depth = 3, instead = null) {
  const { page, id } = parts(href);
  const { from, cards } = await eitherPage(page, instead);
  const found = cards.querySelector(`[data-question="${CSS.escape(id)}"]`);
  if (!found) throw new NoSuchQuestion(`no question ${id} on ${from}`);
  return document.adoptNode(placed(found.cloneNode(true), from, depth));
}

// Fetches the page of a question that may be asked soon.
export function expectCard(href) {
  pageAt(parts(href).page).catch(() => {}); // Whoever asks for the card will hear of it.
}

function parts(href) {
  const address = new URL(href, document.baseURI);
  const id = idIn(address.hash);
  address.hash = "";
  return { page: address.href, id };
}

async function eitherPage(page, instead) {
  try {
    return { from: page, cards: await pageAt(page) };
  } catch (error) {
    if (!instead) throw error;
    return { from: instead, cards: await pageAt(instead) };
  }
}

function pageAt(address) {
  const known = pages.get(address) ?? fetched(address);
  pages.delete(address);
  pages.set(address, known);
  if (pages.size > KEPT) pages.delete(pages.keys().next().value);
  return known;
}

function fetched(address) {
  const page = parsed(address);
  page.catch(() => pages.get(address) === page && pages.delete(address));
  return page;
}

async function parsed(address) {
  return new DOMParser().parseFromString(await siteText(address), "text/html");
}

// Done before the card is this document's: from then on the browser asks for its pictures.
function placed(card, page, depth) {
  for (const element of card.querySelectorAll("[href], [src]")) {
    for (const name of ["href", "src"]) rebase(element, name, page);
  }
  for (const element of [card, ...card.querySelectorAll("[id]")]) element.removeAttribute("id");
  card.querySelector(`${HEADING} > .headerlink`)?.remove();
  card.querySelector(".ls-card__state")?.remove(); // The note's name, on pages that gather.
  const heading = card.querySelector(HEADING);
  for (const anchor of heading.querySelectorAll("a:empty")) anchor.remove();
  const made = card.ownerDocument.createElement(`h${depth}`);
  made.className = heading.className;
  made.append(...heading.childNodes);
  heading.replaceWith(made);
  return card;
}

function rebase(element, name, page) {
  const written = element.getAttribute(name);
  if (written !== null && URL.canParse(written, page)) {
    element.setAttribute(name, new URL(written, page).href);
  }
}
