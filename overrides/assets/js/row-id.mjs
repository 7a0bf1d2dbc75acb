// A name for a row that no other row has, in this browser or another.

export function rowId() {
  if (crypto.randomUUID) return crypto.randomUUID(); // At secure addresses only.
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
