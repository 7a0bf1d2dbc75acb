// The worker's events. It claims no open tab: of those it cannot know which version they are.

addEventListener("install", (event) => event.waitUntil(install()));

addEventListener("activate", (event) => event.waitUntil(ledger.remove("failing").then(tidy)));

addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method === "GET" && pathOf(request.url) !== null) event.respondWith(answer(event));
});

addEventListener("message", (event) => {
  if (Object.hasOwn(replies, event.data?.ask)) event.waitUntil(reply(event));
});
