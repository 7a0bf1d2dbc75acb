// The form in which a reader reports a mistake, filled in; the same as hooks/levelset/reports.py.

import { idIn } from "./place-address.mjs";

// `form` is the form's address with `{id}` and `{note}` in it, `href` that of the question on its
// note, and `site` that of the front page.
export function reportAddress(form, href, site) {
  const { pathname, hash } = new URL(href);
  const note = pathname.slice(new URL(site).pathname.length).replace(/\/$/, "");
  const id = idIn(hash);
  return form.replaceAll("{id}", encodeURIComponent(id)).replaceAll("{note}", note || "index");
}
