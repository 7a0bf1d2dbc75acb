// The clock of a mock interview. It stands still while the reader is away, as a session's time does,
// and stops nobody.

const NEAR = 300; // seconds before the end, said once

// Seconds that a session has taken so far.
export function spent({ made, open }, now) {
  const before = made.reduce((sum, { review }) => sum + review.seconds, 0);
  const running = open.since === null ? 0 : Math.max(0, now - open.since) / 1000;
  return before + open.spent + running;
}

// What a clock shows of the seconds that are left, or of those over time.
export function clockWords(left) {
  const whole = Math.abs(Math.ceil(left));
  const seconds = String(whole % 60).padStart(2, "0");
  return `${Math.floor(whole / 60)}:${seconds} ${left > -1 ? "left" : "over"}`;
}

export class MockClock {
  #face;
  #say;
  #session = null;
  #seconds = 0;
  #left = Infinity; // when it was last drawn

  constructor(root, say, signal) {
    this.#face = root.querySelector("[data-mock=clock]");
    this.#say = say;
    const timer = setInterval(() => this.#tick(), 1000);
    signal.addEventListener("abort", () => clearInterval(timer));
  }

  // Without a session nothing is shown.
  draw(session, { minutes = 0, clock = false }) {
    if (!session || session.id !== this.#session?.id) this.#left = Infinity;
    this.#session = clock ? session : null;
    this.#seconds = minutes * 60;
    this.#face.hidden = this.#session === null;
    this.#tick();
  }

  #tick() {
    if (!this.#session) return;
    const left = this.#seconds - spent(this.#session, Date.now());
    this.#face.textContent = clockWords(left);
    this.#face.classList.toggle("ls-clock--over", left <= 0);
    if (this.#left > NEAR && left <= NEAR && this.#left !== Infinity) this.#say("Five minutes left.");
    if (this.#left > 0 && left <= 0) this.#say("The time is over. Finish when you like.");
    this.#left = left;
  }
}
