// Files of the site that scripts read, and addresses of its pages that scripts make.
//
// In a copy that opens as a folder (`dev.py build --offline`) browsers let no script fetch a file.
// There each such file is a script beside its place, `….js`, that tells what the file holds; and a
// page's address names its file, since folders have no index page there.

const FOLDER = Boolean(globalThis.document?.querySelector("meta[name=ls-folder]"));

const told = new Map(); // script element → text

// The text of a file. Rejects when it cannot be had.
export async function siteText(address, options = {}) {
  if (FOLDER) return tellingOf(new URL(address, document.baseURI));
  const response = await fetch(address, options);
  if (!response.ok) throw new Error(`the server answered ${response.status} for ${address}`);
  return response.text();
}

// The address of a page whose path counts from that address: `levels/mid/#math`.
export function pageAddress(path, site) {
  const address = new URL(path, site);
  if (FOLDER && address.pathname.endsWith("/")) address.pathname += "index.html";
  return address.href;
}

function tellingOf(address) {
  const script = document.createElement("script");
  script.src = `${address.href.replace(/[?#].*/, "")}.js`;
  const text = new Promise((tell, fail) => {
    script.onload = () => (told.has(script) ? tell(told.get(script)) : fail(lost(script)));
    script.onerror = () => fail(lost(script));
  });
  document.head.append(script);
  return text.finally(() => {
    told.delete(script);
    script.remove();
  });
}

const lost = ({ src }) => new Error(`the folder has no ${src}`);

if (FOLDER) globalThis.levelsetTell = (text) => told.set(document.currentScript, text);
