// What a page's script is made of; each module works on its own and on every page.
import "./copy-buttons.mjs";
import "./copy-tex.mjs";
import "./drawer.mjs";
import "./explorer.mjs";
import "./filter.mjs";
import "./fonts.mjs";
import "./landing.mjs";
import "./marks.mjs";
import "./offline.mjs";
import "./overview.mjs";
import "./paper-fonts.mjs";
import "./practice.mjs";
import "./progress-element.mjs";
import "./report.mjs";
import "./reveal.mjs";
import "./search.mjs";
import "./sheet.mjs";
