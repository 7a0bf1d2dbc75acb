// Rows that cannot be read, listed.

const MOST_ROWS = 100; // on the page; a file has all

// A row that is wrong: what is wrong with it, and what it holds, as text.
export function faultItems(unreadable) {
  const items = unreadable.slice(0, MOST_ROWS).map(({ list, row, fault }) => {
    const item = document.createElement("li");
    const held = document.createElement("code");
    held.textContent = JSON.stringify(row)?.slice(0, 300) ?? String(row);
    item.append(`${list}: ${fault}. `, held);
    return item;
  });
  const rest = unreadable.length - items.length;
  if (rest > 0) {
    const item = document.createElement("li");
    item.textContent = `and ${rest} more`;
    items.push(item);
  }
  return items;
}
