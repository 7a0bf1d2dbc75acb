// The place on a page that an address leads to.

// The id that a hash names; as it is written where it is not well encoded.
export function idIn(hash) {
  const written = hash.replace(/^#/, "");
  try {
    return decodeURIComponent(written);
  } catch {
    return written;
  }
}
