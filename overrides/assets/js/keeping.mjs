// Whether the browser keeps what is stored here until the reader deletes it, or may clear it away
// when it needs room, or (Safari) after seven days without a visit.

const ASKED = "levelset.asked-to-keep";

let asking = null;

// Asks once in the browser's life: some ask the reader. Called at the first review that is kept.
export function askToKeep() {
  asking ??= remembered() ? isKept() : askAgain();
  return asking;
}

// Resolves to whether it does.
export async function askAgain() {
  remember();
  try {
    return (await isKept()) || (await navigator.storage.persist());
  } catch {
    return false;
  }
}

export async function isKept() {
  try {
    return await navigator.storage.persisted();
  } catch {
    return false; // Not a secure address, or the browser does not know of this.
  }
}

function remembered() {
  try {
    return localStorage.getItem(ASKED) !== null;
  } catch {
    return false;
  }
}

function remember() {
  try {
    localStorage.setItem(ASKED, "yes");
  } catch {
    // Then it is asked again with the next page.
  }
}
