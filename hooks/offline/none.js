// No worker: takes the place of one that a reader's browser still has for this address, and goes.

addEventListener("install", () => skipWaiting());

addEventListener("activate", (event) => event.waitUntil(leave()));

async function leave() {
  for (const name of await caches.keys()) {
    if (name.startsWith(PREFIX)) await caches.delete(name);
  }
  await registration.unregister();
  for (const page of await clients.matchAll()) await page.navigate(page.url);
}
