// Mastery as pictures: rings for the levels, bars for topics. What is known is full, what is being
// learnt half, what was missed striped, and what is new an empty line. A table beside them says the
// same in numbers, so screen readers pass the pictures by.

import { shares } from "./mastery.mjs";

const SVG = "http://www.w3.org/2000/svg";
const SIZE = 200;
const WIDEST = 92;
const BAND = 0.62; // of the room between two rings
const TALL = { known: 1, learning: 0.5, missed: 1 };

// A ring for each level, the first one innermost, as in its mark. `levels`: `{ hue, counts }`.
export function ringsPicture(levels) {
  const gap = WIDEST / (levels.length + 0.35);
  const rings = levels.map(({ hue, counts }, place) => {
    const ring = drawn("g", { class: `ls-hue--${hue}` });
    const radius = gap * (place + 1);
    const track = drawn("circle", { cx: 0, cy: 0, r: radius, class: "ls-picture__track" });
    ring.append(track, ...shares(counts).map((share) => arc(share, radius, gap * BAND)));
    return ring;
  });
  return picture("ls-picture ls-picture--rings", `${-SIZE / 2} ${-SIZE / 2} ${SIZE} ${SIZE}`, rings);
}

function arc({ status, begin, end }, radius, band) {
  const width = band * TALL[status];
  const inner = radius - band / 2 + width / 2; // Half of it lies at the band's inner side.
  const whole = end - begin > 0.9999;
  const ends = whole ? [begin, begin + 0.5, end] : [begin, end];
  const path = ends.map((share, place) => {
    const [x, y] = [Math.sin(2 * Math.PI * share), -Math.cos(2 * Math.PI * share)];
    const to = `${(inner * x).toFixed(2)} ${(inner * y).toFixed(2)}`;
    const large = !whole && end - begin > 0.5 ? 1 : 0;
    return place === 0 ? `M${to}` : `A${inner} ${inner} 0 ${large} 1 ${to}`;
  });
  const line = { d: path.join(""), "stroke-width": width.toFixed(2) };
  return drawn("path", { ...line, class: `ls-picture__arc ls-picture__arc--${status}` });
}

// A line divided between the statuses.
export function barPicture(counts) {
  const parts = shares(counts).map(({ status, begin, end }) => {
    const tall = 10 * TALL[status];
    const place = { x1: 100 * begin, x2: 100 * end, y1: 10 - tall / 2, y2: 10 - tall / 2 };
    const name = `ls-picture__part ls-picture__part--${status}`;
    return drawn("line", { ...place, "stroke-width": tall, class: name });
  });
  const line = { x1: 0, x2: 100, y1: 9.5, y2: 9.5, class: "ls-picture__line" };
  const bar = picture("ls-picture ls-picture--bar", "0 0 100 10", [drawn("line", line), ...parts]);
  bar.setAttribute("preserveAspectRatio", "none");
  return bar;
}

function picture(name, viewBox, content) {
  const made = drawn("svg", { class: name, viewBox, "aria-hidden": "true", focusable: "false" });
  made.append(...content);
  return made;
}

function drawn(name, attributes) {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  return element;
}
