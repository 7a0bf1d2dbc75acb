// Copying text with formulas in it puts their TeX on the clipboard, as GitHub would read it.
//
// A formula is an element whose `data-copy` holds its TeX; one on a line of its own has `display`.

const FORMULA = "[data-copy]";

export function dollars(tex, display) {
  return display ? `$$${tex}$$` : `$${tex}$`;
}

// The range with each formula whole, where it began or ended inside of one.
function whole(range) {
  const grown = range.cloneRange();
  const first = closest(range.startContainer);
  const last = closest(range.endContainer);
  if (first) grown.setStartBefore(first);
  if (last) grown.setEndAfter(last);
  return grown;
}

function closest(node) {
  return (node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement)?.closest(FORMULA);
}

function copy(event) {
  const selection = getSelection();
  if (!event.clipboardData || !selection.rangeCount || selection.isCollapsed) return;
  const box = document.createElement("div");
  for (let i = 0; i < selection.rangeCount; i += 1) {
    box.append(whole(selection.getRangeAt(i)).cloneContents());
  }
  const formulas = box.querySelectorAll(FORMULA);
  if (!formulas.length) return;
  for (const formula of formulas) {
    formula.replaceWith(dollars(formula.dataset.copy, formula.hasAttribute("display")));
  }
  for (const link of box.querySelectorAll(".headerlink")) link.remove();
  // Only what is laid out has line breaks in its `innerText`.
  box.style.cssText = "position:fixed;top:0;left:-9999px";
  document.body.append(box);
  event.clipboardData.setData("text/plain", box.innerText);
  box.remove();
  event.clipboardData.setData("text/html", box.innerHTML);
  event.preventDefault();
}

globalThis.document?.addEventListener("copy", copy);
