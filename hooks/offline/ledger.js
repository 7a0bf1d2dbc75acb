// What the worker must know when it is started again: browsers stop it whenever they like.
//
//   whole            the reader takes the whole site along
//   failing          a version that cannot be had, and since when
//   reader <id>      what a tab was loaded with; see readers.js

const ledger = {
  async read(name) {
    return (await (await this.cache()).match(this.key(name)))?.json();
  },

  async write(name, value) {
    await (await this.cache()).put(this.key(name), new Response(JSON.stringify(value)));
  },

  async remove(name) {
    await (await this.cache()).delete(this.key(name));
  },

  async names() {
    const keys = await (await this.cache()).keys();
    return keys.map(({ url }) => decodeURIComponent(new URL(url).search.slice(1)));
  },

  cache: () => caches.open(`${PREFIX}ledger`),
  key: (name) => new URL(`?${encodeURIComponent(name)}`, SITE).href,
};
