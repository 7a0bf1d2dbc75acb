// Counts and dates as they are said.

export function counted(count, noun) {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

const LONG = { weekday: "long", day: "numeric", month: "long", year: "numeric" };
const SHORT = { day: "numeric", month: "short" };

export const longDay = (at) => new Date(at).toLocaleDateString("en-GB", LONG);
export const shortDay = (at) => new Date(at).toLocaleDateString("en-GB", SHORT);
