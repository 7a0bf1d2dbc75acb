// Reading without a network: registers the worker, tells it what was loaded before it was there,
// and offers a new version of the site when one has come. No page is ever loaded anew unasked.

import { ask, register, whyNot } from "./worker.mjs";

const HOUR = 3_600_000;

let registration = null;
let first = null; // The version that this page is taken to be of.
let looked = Date.now();

async function start() {
  if (whyNot() || spare()) return;
  registration = await register();
  if (!registration) return;
  registration.addEventListener("updatefound", () => follow(registration.installing));
  if (registration.installing) follow(registration.installing);
  document.addEventListener("visibilitychange", look);
  document.addEventListener("click", open, { capture: true });
  addEventListener("pageshow", ({ persisted }) => persisted && compare());
  await ready();
}

// Somebody who pays for every byte is asked first: by opening the page that this is about.
function spare() {
  const kept = navigator.serviceWorker.controller || document.querySelector("ls-offline");
  return navigator.connection?.saveData && !kept;
}

async function ready() {
  await navigator.serviceWorker.ready;
  pages(tell);
  await compare();
}

function follow(worker) {
  worker?.addEventListener("statechange", () => worker.state === "activated" && compare());
}

async function compare() {
  const { version, mine } = await ask("hello");
  first = mine ?? first ?? version;
  if (first === version) return;
  const { offer } = await import("./update-offer.mjs");
  offer(version);
}

// Material (9.8.1) puts a page's address in place before it has the page. If that cannot be had, it
// goes to the address, which does nothing when there is a `#` in it: what is open is there already.
function heard({ data }) {
  const [here] = location.href.split(/[?#]/);
  if (data?.open?.split(/[?#]/)[0] === here) location.reload();
}

// The tab of the first visit is not the worker's, but a page that it opens is.
function open({ target }) {
  const link = target.closest?.("a[href]");
  if (link && !navigator.onLine && !navigator.serviceWorker.controller) link.target ||= "_self";
}

// A tab that stays open for days asks for nothing that would make the browser look.
function look() {
  if (document.visibilityState !== "visible" || Date.now() - looked < HOUR) return;
  looked = Date.now();
  registration.update().catch(() => {}); // No network.
}

// The tab of the first visit asks the server itself until it is loaded again.
function tell() {
  if (navigator.serviceWorker.controller) return;
  const loaded = performance.getEntriesByType("resource").map(({ name }) => name);
  ask("keep", { addresses: [...new Set([location.href, ...loaded])] }).catch(() => {});
}

function pages(call) {
  if (globalThis.document$) globalThis.document$.subscribe(call);
  else call();
}

// Another page's element that is on some pages only.
pages(() => {
  if (document.querySelector("ls-offline")) import("./offline-element.mjs");
});

const idle = globalThis.requestIdleCallback ?? ((work) => setTimeout(work, 500));
const begin = () => idle(() => start().catch((error) => console.warn(`Offline: ${error.message}`)));
if (!whyNot()) navigator.serviceWorker.addEventListener("message", heard);
if (document.readyState === "complete") begin();
else addEventListener("load", begin, { once: true });
