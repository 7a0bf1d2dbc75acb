"""Asked in a page: which text is too faint on its ground, and which keeps an author's colour."""

from __future__ import annotations

FAINT_TEXT = """
(root) => {
  const parse = (text) => { const n = text.match(/[0-9.]+/g).map(Number);
    if (text.startsWith("color(srgb")) n.splice(0, 3, ...n.slice(0, 3).map((v) => v * 255));
    return n.length < 4 ? [...n, 1] : n; };
  const probe = document.body.appendChild(document.createElement("i"));
  probe.style.cssText = "forced-color-adjust: none; background: Canvas";
  const canvas = parse(getComputedStyle(probe).backgroundColor);
  probe.remove();
  const over = (top, below) => [0, 1, 2].map((i) => top[i] * top[3] + below[i] * (1 - top[3]));
  const light = (c) => { const [r, g, b] = c.map((v) => { v /= 255;
    return v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4; });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
  const ground = (element) => { const layers = [];
    for (let e = element; e; e = e.parentElement)
      layers.push(parse(getComputedStyle(e).backgroundColor));
    return layers.reverse().reduce((below, top) => over(top, below), canvas); };
  const faint = [];
  const walker = document.createTreeWalker(document.querySelector(root), NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    const words = walker.currentNode.data.trim();
    if (!words || !element.checkVisibility({ opacityProperty: true, visibilityProperty: true })
      || element.closest("mjx-container, .headerlink, :disabled, svg")) continue;
    const style = getComputedStyle(element);
    const size = parseFloat(style.fontSize);
    const large = size >= 24 || (size >= 18.66 && +style.fontWeight >= 700);
    const below = ground(element);
    const a = light(over(parse(style.color), below)), b = light(below);
    const contrast = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (contrast < (large ? 3 : 4.5))
      faint.push(`${contrast.toFixed(2)} ${element.className}: ${words.slice(0, 40)}`);
  }
  return [...new Set(faint)];
}
"""
"""Lines of text below an element that contrast less than WCAG 1.4.3 asks for."""

UNFORCED_TEXT = """
() => {
  const probe = document.body.appendChild(document.createElement("i"));
  probe.style.forcedColorAdjust = "none";
  const names = ["CanvasText", "LinkText", "VisitedText", "ActiveText", "ButtonText", "FieldText",
    "HighlightText", "MarkText", "GrayText"];
  const system = new Set(names.map((name) => {
    probe.style.color = name;
    return getComputedStyle(probe).color;
  }));
  probe.remove();
  const own = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    const words = walker.currentNode.data.trim();
    if (!words || !element.checkVisibility({ opacityProperty: true, visibilityProperty: true })
      || element.closest("mjx-copy, script, style, template")) continue;
    const { color } = getComputedStyle(element);
    if (!system.has(color)) own.push(`${color} ${element.className}: ${words.slice(0, 40)}`);
  }
  return [...new Set(own)];
}
"""
"""Text in other colours than the system's, where it forces them. What lies unseen over a formula
to be copied has none."""
