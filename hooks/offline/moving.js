// From one version to the next.

const DAY = 86_400_000;

// A version is complete before any page is opened with it. What was visited in the last one comes
// along as far as it can be had.
async function install() {
  try {
    const shelf = await Shelf.make();
    const others = (await Promise.all((await Shelf.versions()).map((each) => Shelf.open(each))))
      .filter((each) => each && each.manifest.version !== VERSION);
    await shelf.fill(shelf.manifest.base, others);
    await bring(shelf, others);
    await skipWaiting(); // Tabs that are open keep their version; see answers.js.
  } catch (error) {
    await failed(error);
    throw error;
  }
}

async function bring(shelf, others) {
  if (await ledger.read("whole")) return roomy(shelf.fill(shelf.manifest.whole, others));
  const before = (await Promise.all(others.map((each) => each.extras()))).flat();
  for (const path of before) {
    if (shelf.manifest.has(path)) await shelf.fill([path], others).catch(() => {});
  }
  return shelf.trim(ROOM);
}

// Two versions of the whole site may be more than the browser has room for.
async function roomy(filling) {
  try {
    await filling;
  } catch (error) {
    if (error.name !== "QuotaExceededError") throw error;
  }
}

// Rather no worker than one that holds on to an old site: where a server changes files on their
// way, so that no version ever fits its manifest, this one takes its leave after a day.
async function failed(error) {
  if (error.name === "QuotaExceededError") {
    for (const version of await Shelf.versions()) await (await Shelf.open(version))?.trim(0);
  }
  if (!(error instanceof OtherVersion)) return;
  const failing = await ledger.read("failing");
  if (failing?.version !== VERSION) await ledger.write("failing", { version: VERSION, since: Date.now() });
  else if (Date.now() - failing.since > DAY) await registration.unregister();
}

// Versions that no tab reads go, unless the next one is being fetched just now.
async function tidy() {
  const used = await readers.versions();
  const versions = await Shelf.versions();
  if (registration.installing) return;
  for (const version of versions) {
    if (version !== VERSION && !used.has(version)) await Shelf.remove(version);
  }
}
