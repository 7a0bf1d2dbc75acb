// What one version of the site consists of: `offline.json`, written by `levelset/offline.py`.

const MANIFEST = new URL("offline.json", SITE).href;

class Manifest {
  #files;
  #places = null;

  constructor({ version, files }) {
    this.version = version;
    this.#files = new Map(Object.entries(files));
  }

  // Throws unless the server has the manifest of the version that this worker was built with.
  static async fetched() {
    const response = await fetch(MANIFEST, { cache: "no-cache" });
    if (!response.ok) throw new Error(`offline.json: ${response.status}`);
    const written = await response.text();
    const manifest = new Manifest(JSON.parse(written));
    if (manifest.version !== VERSION) throw new OtherVersion("offline.json");
    return [manifest, new Response(written, { headers: { "content-type": "application/json" } })];
  }

  has(path) {
    return this.#files.has(path);
  }

  digest(path) {
    return this.#files.get(path)?.[0];
  }

  bytes(paths) {
    return paths.reduce((sum, path) => sum + (this.#files.get(path)?.[1] ?? 0), 0);
  }

  title(path) {
    return this.#files.get(path)?.[3];
  }

  // Kept from the first visit on.
  isBase(path) {
    return this.#files.get(path)?.[2] === "base";
  }

  get base() {
    return [...this.#files.keys()].filter((path) => this.isBase(path));
  }

  // All that a reader could ask for.
  get whole() {
    return [...this.#files.keys()].filter((path) => this.#files.get(path)[2] !== "left");
  }

  // The path of a file with these bytes, wherever it lies in this version.
  holder(digest) {
    this.#places ??= new Map([...this.#files].map(([path, [each]]) => [each, path]));
    return this.#places.get(digest);
  }
}

// The server has something else than this version says.
class OtherVersion extends Error {}
