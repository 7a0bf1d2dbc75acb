// The practice page: sessions in which what was missed comes back.

import { PracticeChoosing } from "./practice-choosing.mjs";
import { PracticeSummary } from "./practice-summary.mjs";
import { SessionPage } from "./session-page.mjs";

const KIND = {
  name: "practice",
  comesBack: true,
  Choosing: PracticeChoosing,
  Summary: PracticeSummary,
};

export const open = (root, signal) => SessionPage.open(root, KIND, signal);
