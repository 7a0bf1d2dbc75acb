// Says on pages that store something where they cannot share it (levelset/kept-apart.html).

import { keepsApart } from "./site-file.mjs";

for (const notice of document.querySelectorAll("[data-folder=apart]")) {
  notice.hidden = !keepsApart(location);
}
