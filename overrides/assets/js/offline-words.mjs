// What the page `offline/` says.

export function megabytes(bytes) {
  const many = Math.max(0, bytes) / 1e6;
  return `${many < 10 ? many.toFixed(1) : Math.round(many)} MB`;
}

// The page below `site` that `?page=` names, or null: nothing else is ever linked to.
export function wantedPage(query, site) {
  const path = new URLSearchParams(query).get("page");
  if (path === null || !URL.canParse(path, site)) return null;
  const { href } = new URL(path, site);
  if (!href.startsWith(site.href)) return null;
  return { href, name: readable(href.slice(site.href.length)) || "The front page" };
}

function readable(path) {
  try {
    return decodeURI(path);
  } catch {
    return path;
  }
}
