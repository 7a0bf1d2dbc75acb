// What a request gets.
//
// A page is opened from this worker's version. All that the page asks for afterwards is answered
// from the version that the page itself is of, even when a newer worker has taken over: from its
// shelf, or from the server if the server still has the same bytes. If it has others, a request
// fails, and a page that is opened is passed on as it is: from there on its tab has all files from
// the server, none from here. A page that was to be swapped in is opened instead (`offline.mjs`).

async function answer(event) {
  const { request } = event;
  if (request.mode === "navigate") return opened(request, event);
  const reader = await readers.of(event.clientId);
  const shelf = reader?.version ? await Shelf.open(reader.version) : null;
  const path = pathOf(request.url);
  if (!shelf?.manifest.has(path)) return passed(request);
  const kept = await shelf.find(path);
  if (kept) return used(shelf, path, kept, event);
  const found = await shelf.fetch(path).catch(() => null);
  if (!found?.mine) {
    if (shelf.manifest.title(path)) event.waitUntil(notSwapped(event));
    return found ? stale(event) : Response.error();
  }
  event.waitUntil(keep(shelf, path, found.response.clone()));
  return found.response;
}

async function notSwapped({ clientId, request }) {
  (await clients.get(clientId))?.postMessage({ open: request.url });
}

async function passed(request) {
  const response = await fetch(request, { cache: "no-cache" });
  return response.ok && response.type === "basic" ? remade(response, response.body) : response;
}

async function opened(request, event) {
  const shelf = await Shelf.open(VERSION);
  if (!shelf) return fetch(request);
  const path = pathOf(request.url);
  const kept = await shelf.find(path);
  if (kept) return seated(event, used(shelf, path, kept, event), { version: VERSION });
  const folder = `${path}/index.html`;
  if (shelf.manifest.has(folder)) return moved(folder, new URL(request.url).search);
  try {
    return await (shelf.manifest.has(path) ? visited(shelf, path, event) : unlisted(shelf, event));
  } catch {
    return unavailable(path);
  }
}

// A page of this version that is not here yet.
async function visited(shelf, path, event) {
  const { response, digest, mine } = await shelf.fetch(path);
  if (mine) event.waitUntil(keep(shelf, path, response.clone()));
  else stale(event);
  return seated(event, response, mine ? { version: VERSION } : { version: "", path, digest });
}

// A page that this version does not have: a newer one, something beside the site, or nothing.
async function unlisted(shelf, event) {
  const response = await fetch(event.request);
  if (response.type === "opaqueredirect") return response;
  const same = response.status === 404
    && (await digest(await response.clone().arrayBuffer())) === shelf.manifest.digest("404.html");
  if (!same) stale(event);
  return seated(event, response, { version: same ? VERSION : "" });
}

// What is used is put last, and so goes last.
function used(shelf, path, kept, event) {
  if (!shelf.manifest.isBase(path)) event.waitUntil(keep(shelf, path, kept.clone()));
  return kept;
}

async function seated(event, response, reader) {
  await readers.seat(event.resultingClientId, reader);
  event.waitUntil(tidy());
  return response;
}

// The server has another version: look for its worker.
function stale(event) {
  event.waitUntil(registration.update().catch(() => {}));
  return Response.error();
}

function moved(path, search) {
  return Response.redirect(addressOf(path) + search);
}

// Told at the page `offline/`, whose own relative addresses would lead astray from here.
function unavailable(path) {
  if (!/(^|\/)[^./]*$|\.html$/.test(path)) return Response.error();
  const wanted = addressOf(path).slice(SITE.href.length);
  return moved("offline/index.html", `?page=${encodeURIComponent(wanted)}`);
}

// Keeps what was asked for, within bounds unless the reader wants it all. Where the browser has no
// room the page goes on without.
async function keep(shelf, path, response) {
  try {
    await shelf.put(path, response);
    if (!(await ledger.read("whole"))) await shelf.trim(ROOM);
  } catch {
    await shelf.trim(ROOM / 2);
  }
}
