// The service worker, which the build writes (`hooks/offline`): registered from every page, for
// the site's folder. A page has no `ls-worker` when it comes from the development server.

const PATIENCE = 30_000; // ms for an answer

const script = globalThis.document?.querySelector("meta[name=ls-worker]")?.content;
const address = script && new URL(script, document.baseURI);

// Why there is no worker here, or "".
export function whyNot() {
  if (!address) return "This page comes from a development server, which keeps nothing.";
  if (!/^https?:$/.test(location.protocol) || !isSecureContext)
    return "Pages can be kept only from an address that starts with https.";
  if (!navigator.serviceWorker) return "This browser, or a private window, cannot keep pages.";
  return "";
}

// The registration, or null where a browser refuses one.
export async function register() {
  try {
    const registered = navigator.serviceWorker.register(address, { updateViaCache: "none" });
    return (await registered) ?? null;
  } catch (error) {
    console.warn(`No pages are kept: ${error.message}`);
    return null;
  }
}

// Asks the worker that answers new pages (`hooks/offline/replies.js`). Rejects with an error whose
// `name` is the worker's, or when there is none in time.
export async function ask(question, more = {}) {
  const { active } = await ready();
  const { port1, port2 } = new MessageChannel();
  const answer = new Promise((settle, reject) => {
    port1.onmessage = ({ data }) => {
      if (data.failed) reject(Object.assign(new Error(data.failed), { name: data.failed }));
      else settle(data.value);
    };
  });
  active.postMessage({ ask: question, ...more }, [port2]);
  return answer.finally(() => port1.close());
}

function ready() {
  return Promise.race([
    navigator.serviceWorker.ready,
    new Promise((_, reject) => setTimeout(reject, PATIENCE, new Error("no worker in time"))),
  ]);
}
