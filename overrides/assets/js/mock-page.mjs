// The mock interview: each question once, against the clock, and a scorecard.

import { MockChoosing } from "./mock-choosing.mjs";
import { MockClock } from "./mock-clock.mjs";
import { MockScorecard } from "./mock-scorecard.mjs";
import { SessionPage } from "./session-page.mjs";

const KIND = {
  name: "mock",
  comesBack: false,
  Choosing: MockChoosing,
  Summary: MockScorecard,
  Clock: MockClock,
};

export const open = (root, signal) => SessionPage.open(root, KIND, signal);
