// One version's files, as far as they are here. Nothing is put on a shelf but what its manifest
// has the digest of, so that a shelf never holds a file of another version.

const shelves = new Map(); // Those that were opened.

class Shelf {
  #cache;

  constructor(cache, manifest) {
    this.#cache = cache;
    this.manifest = manifest;
  }

  // The shelf of a version, or null when there is none.
  static async open(version) {
    if (!shelves.has(version)) {
      const name = PREFIX + version;
      const cache = (await caches.has(name)) ? await caches.open(name) : null;
      const written = await cache?.match(MANIFEST);
      if (!written) return null;
      shelves.set(version, new Shelf(cache, new Manifest(await written.json())));
    }
    return shelves.get(version);
  }

  // The shelf for the version that the server has; one that was left half full is used.
  static async make() {
    const [manifest, written] = await Manifest.fetched();
    const cache = await caches.open(PREFIX + manifest.version);
    await cache.put(MANIFEST, written);
    return new Shelf(cache, manifest);
  }

  static async versions() {
    const names = (await caches.keys()).filter((name) => name.startsWith(PREFIX));
    return names.map((name) => name.slice(PREFIX.length)).filter((name) => name !== "ledger");
  }

  static async remove(version) {
    shelves.delete(version);
    await caches.delete(PREFIX + version);
  }

  async find(path) {
    return this.#cache.match(addressOf(path));
  }

  async put(path, response) {
    await this.#cache.put(addressOf(path), response);
  }

  // What is here, the longest unused first.
  async paths() {
    const keys = await this.#cache.keys();
    return keys.map(({ url }) => pathOf(url)).filter((path) => this.manifest.has(path));
  }

  // What is here because it was asked for.
  async extras() {
    return (await this.paths()).filter((path) => !this.manifest.isBase(path));
  }

  async missing() {
    const here = new Set(await this.paths());
    return this.manifest.whole.filter((path) => !here.has(path));
  }

  // The file as the server has it now, and whether it is this version's.
  async fetch(path) {
    const response = await fetch(addressOf(path), { cache: "no-cache", credentials: "same-origin" });
    const body = await response.arrayBuffer();
    const found = await digest(body);
    const mine = response.ok && found === this.manifest.digest(path);
    return { response: remade(response, body), digest: found, mine };
  }

  // The file from the server, on the shelf from now on. Throws OtherVersion.
  async take(path) {
    const { response, mine } = await this.fetch(path);
    if (!mine) throw new OtherVersion(path);
    await this.put(path, response);
  }

  // Puts files here that are not: from another version's shelf if it has them, else the server.
  async fill(paths, others = []) {
    await inParallel(paths, async (path) => {
      if (await this.find(path)) return;
      const same = await onAnother(others, this.manifest.digest(path));
      if (same) await this.put(path, same);
      else await this.take(path);
    });
  }

  // Makes room for what was asked for last; the rest of it goes, the longest unused first.
  async trim(room) {
    const extras = await this.extras();
    let bytes = this.manifest.bytes(extras);
    for (const path of extras) {
      if (bytes <= room) break;
      await this.#cache.delete(addressOf(path));
      bytes -= this.manifest.bytes([path]);
    }
  }
}

async function onAnother(shelves, wanted) {
  for (const shelf of shelves) {
    const path = shelf.manifest.holder(wanted);
    const found = path && (await shelf.find(path));
    if (found) return found;
  }
  return null;
}

// The response with its body unpacked. Browsers must not use it again for another page: that may be
// of another version (Chromium 156 does).
function remade({ status, statusText, headers }, body) {
  const kept = new Headers(headers);
  for (const name of ["content-encoding", "content-length", "etag", "last-modified"]) kept.delete(name);
  kept.set("cache-control", "no-cache");
  return new Response(body, { status, statusText, headers: kept });
}
