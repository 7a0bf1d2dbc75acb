// Which tab was loaded with which version: { version, since }, or { version: "", path, digest,
// since } for one whose page came from a server that has another version by now.

const SETTLING = 60_000; // ms in which a tab may not be among the clients yet

const readers = {
  known: new Map(),

  async seat(id, reader) {
    const whole = { ...reader, since: Date.now() };
    this.known.set(id, whole);
    await ledger.write(`reader ${id}`, whole);
  },

  async of(id) {
    if (!id) return undefined;
    if (!this.known.has(id)) this.known.set(id, await ledger.read(`reader ${id}`));
    return this.known.get(id);
  },

  // Forgets the tabs that were closed, and gives the versions of the others.
  async versions() {
    const open = new Set((await clients.matchAll({ includeUncontrolled: true })).map(({ id }) => id));
    const versions = new Set();
    for (const name of await ledger.names()) {
      if (!name.startsWith("reader ")) continue;
      const id = name.slice("reader ".length);
      const reader = await ledger.read(name);
      if (open.has(id) || Date.now() - reader?.since < SETTLING) versions.add(reader.version);
      else await this.leave(id);
    }
    return versions;
  },

  async leave(id) {
    this.known.delete(id);
    await ledger.remove(`reader ${id}`);
  },
};
