import assert from "node:assert/strict";
import test from "node:test";

import { megabytes, wantedPage } from "../../overrides/assets/js/offline-words.mjs";

const SITE = new URL("https://notes.example/study/");

test("sizes have one decimal while they are small", () => {
  assert.equal(megabytes(0), "0.0 MB");
  assert.equal(megabytes(1_240_000), "1.2 MB");
  assert.equal(megabytes(31_400_000), "31 MB");
  assert.equal(megabytes(-1), "0.0 MB");
});

test("a wanted page is named and linked", () => {
  assert.deepEqual(wantedPage("?page=math%2Fgradients%2F", SITE), {
    href: "https://notes.example/study/math/gradients/",
    name: "math/gradients/",
  });
  assert.equal(wantedPage("?page=caf%25C3%25A9/", SITE).name, "café/");
  assert.equal(wantedPage("?page=", SITE).name, "The front page");
});

test("a name that is no UTF-8 is shown as it is", () => {
  assert.equal(wantedPage("?page=%25E0/", SITE).name, "%E0/");
});

test("nothing outside of the site is linked to", () => {
  for (const page of ["../", "/other/", "//elsewhere.example/", "javascript:alert(1)", "http://"]) {
    assert.equal(wantedPage(`?page=${encodeURIComponent(page)}`, SITE), null, page);
  }
  assert.equal(wantedPage("", SITE), null);
});
