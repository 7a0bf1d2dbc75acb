// The numbers of a sheet's links: one for each address, in the order in which they are met.

// From the addresses as the text cites them, shown ones only, to their numbers from 1.
export function numbers(cited) {
  const found = new Map();
  for (const address of cited) {
    if (!found.has(address)) found.set(address, found.size + 1);
  }
  return found;
}
