// Text in the place of an element's own, where it differs: the browser would lay the same text out
// anew.
export function write(element, text) {
  const { firstChild, lastChild } = element;
  const alone = firstChild === lastChild && firstChild?.nodeType === 3; // A text.
  if (!alone) element.textContent = text;
  else if (firstChild.data !== `${text}`) firstChild.data = text;
}
