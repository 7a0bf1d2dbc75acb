// Where the site is on its host, and which address leads to which of its files.

const SITE = new URL("./", location);
const PREFIX = `levelset ${SITE.pathname} `; // Sites may share a host; each has caches of its own.

// The path of the file that an address leads to; null outside of the site.
function pathOf(address) {
  const { origin, pathname } = new URL(address);
  if (origin !== SITE.origin || !pathname.startsWith(SITE.pathname)) return null;
  try {
    const path = decodeURIComponent(pathname.slice(SITE.pathname.length));
    return path === "" || path.endsWith("/") ? `${path}index.html` : path;
  } catch {
    return null; // Not UTF-8: no file of ours.
  }
}

// The address that a file is asked for at, and kept under.
function addressOf(path) {
  const shown = path.replace(/(^|\/)index\.html$/, "$1");
  return new URL(shown.split("/").map(encodeURIComponent).join("/"), SITE).href;
}

async function digest(bytes) {
  const whole = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return [...whole.subarray(0, 16)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

async function inParallel(items, work, many = 6) {
  const waiting = [...items];
  const worker = async () => {
    while (waiting.length) await work(waiting.shift());
  };
  await Promise.all(Array.from({ length: many }, worker));
}
