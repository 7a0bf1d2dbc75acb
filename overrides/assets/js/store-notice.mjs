// What a page says when progress cannot be stored or read as it should: what is wrong, what to do
// about it, and with which buttons. `state` is a ReviewStore's.

import { counted } from "./words.mjs";

const TROUBLES = {
  blocked: {
    title: "Another tab has this site open in an older version, and holds your progress.",
    words: "Close the site's other tabs, then try again.",
    actions: ["retry", "export"],
  },
  newer: {
    title: "Your progress was stored by a newer version of this site.",
    words: "Reload the page to get that version. Until then what is stored is read, and not changed.",
    actions: ["reload", "export"],
  },
  full: {
    title: "The browser has no room left to store your progress.",
    words: "Free some room on this device, or delete what other sites have stored; then try again.",
    actions: ["retry", "export"],
  },
  unavailable: {
    title: "This browser does not let the site store anything: a private window, or a setting.",
    words: "Allow it in the browser's settings, then try again. Until then, export a file before you close the page.",
    actions: ["retry", "export"],
  },
  damaged: {
    title: "Your stored progress is damaged.",
    words: "It is left as it is. Export what can be read of it; then reset everything, and import that file.",
    actions: ["export", "reset"],
  },
  failed: {
    title: "Your progress could not be stored or read.",
    words: "Try again, or close the browser and open it again. If that does not help, export what can be read; then reset everything, and import that file.",
    actions: ["retry", "export", "reset"],
  },
};

const UNREADABLE = {
  title: "Some of your stored progress cannot be read.",
  words: "It is kept as it was found and is part of every file that you export; a newer version of this site may be able to read it.",
  actions: ["export"],
};

// `{ title, words, actions }`, or null when all is well.
export function storeNotice({ kind, unsaved, safe, unreadable, detail }) {
  const trouble = TROUBLES[kind];
  if (!trouble) return unreadable > 0 ? UNREADABLE : null;
  const words = [trouble.words];
  if (unsaved > 0) words.push(waiting(unsaved, safe));
  if (unreadable > 0) words.push(`${counted(unreadable, "stored row")} could not be read.`);
  if (kind === "failed" && detail) words.push(`The browser says: ${detail}.`);
  return { ...trouble, words: words.join(" ") };
}

function waiting(unsaved, safe) {
  const rows = counted(unsaved, "change");
  return safe
    ? `${rows} kept aside in this browser will be stored as soon as that works.`
    : `${rows} will be lost when this page is closed, unless you export a file.`;
}
