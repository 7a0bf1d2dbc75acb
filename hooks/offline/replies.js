// What pages may ask the worker. Pages of older versions ask too: never change what a question
// means, add another.

const BATCH = 12; // files; the page asks again for more, which keeps the worker alive

const replies = {
  // The newest version, and the one that the page is of as far as that is known.
  async hello(_, page) {
    const reader = await readers.of(page?.id);
    const shelf = await Shelf.open(VERSION);
    const same = reader?.path && shelf?.manifest.digest(reader.path) === reader.digest;
    return { version: VERSION, mine: same ? VERSION : reader?.version || null };
  },

  // Keeps what a tab has loaded before there was a worker.
  async keep({ addresses }) {
    const shelf = await Shelf.open(VERSION);
    const paths = addresses.map(pathOf).filter((path) => shelf?.manifest.has(path));
    for (const path of paths) {
      if (await shelf.find(path)) continue;
      const { response, mine } = await shelf.fetch(path);
      if (mine) await keep(shelf, path, response);
    }
  },

  async state() {
    const shelf = await Shelf.open(VERSION);
    const { manifest } = shelf;
    const [here, missing] = [await shelf.paths(), await shelf.missing()];
    return {
      whole: Boolean(await ledger.read("whole")),
      here: manifest.bytes(here),
      missing: manifest.bytes(missing),
      pages: listed(here, manifest),
    };
  },

  // Takes some more of the whole site along, and says how many bytes are missing.
  async take() {
    const shelf = await Shelf.open(VERSION);
    await ledger.write("whole", true);
    await shelf.fill((await shelf.missing()).slice(0, BATCH));
    return shelf.manifest.bytes(await shelf.missing());
  },

  // Takes no more, and lets go of it in time.
  async stop() {
    await ledger.remove("whole");
  },

  // Lets go of everything that was not here from the start.
  async drop() {
    await ledger.remove("whole");
    await (await Shelf.open(VERSION)).trim(0);
  },
};

// Those that are here from the start first. Skills have too many pages for a list to be read.
function listed(here, manifest) {
  const pages = here.filter((path) => manifest.title(path) && !/^(offline|skills\/.+)\//.test(path));
  const weight = (path) => `${manifest.isBase(path) ? 0 : 1} ${path}`;
  pages.sort((a, b) => (weight(a) < weight(b) ? -1 : 1));
  const name = (path) => (path === "index.html" ? "Front page" : manifest.title(path));
  return pages.map((path) => [addressOf(path), name(path)]);
}

async function reply({ data, source, ports: [port] }) {
  try {
    const value = await replies[data.ask](data, source);
    port?.postMessage({ value });
  } catch (error) {
    port?.postMessage({ failed: error instanceof OtherVersion ? "OtherVersion" : error.name });
    if (error instanceof OtherVersion) await registration.update();
  }
}
