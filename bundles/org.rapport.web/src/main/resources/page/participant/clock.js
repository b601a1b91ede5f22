// The page's clock: seconds since 1970 by the browser's steady clock, which nobody sets while the page is open. Stamps of events,
// and what workers tell, are on it as well. The runtime measures it against its own.

/** Now. */
export function now() {
  return (performance.timeOrigin + performance.now()) / 1000;
}

/** A stamp of the page, such as an event's: milliseconds as performance.now() tells them. @param {number} millis */
export function stamp(millis) {
  return (performance.timeOrigin + millis) / 1000;
}

const PROBES = 8;
const APART = 20;
const EVERY = 1000;

/** Asks for the time in waves of eight questions; of each wave the one that was back soonest is told. */
export class Prober {
  /** @param {(message: object) => void} say */
  constructor(say) {
    this.say = say;
    /** @type {Map<number, number>} */
    this.asked = new Map();
    this.id = 0;
    this.timer = 0;
    /** @type {{ t0: number, t1: number, t2: number, t3: number } | null} */
    this.best = null;
  }

  start() {
    this.stop();
    this.#wave(0);
  }

  stop() {
    clearTimeout(this.timer);
    this.asked.clear();
    this.best = null;
  }

  /** @param {number} probe */
  #wave(probe) {
    if (probe < PROBES) {
      this.id++;
      this.asked.set(this.id, now());
      this.say({ op: 'probe', id: this.id, t0: this.asked.get(this.id) });
      this.timer = setTimeout(() => this.#wave(probe + 1), APART);
    } else {
      this.timer = setTimeout(() => {
        if (this.best) {
          this.say({ op: 'wave', ...this.best });
        }
        this.best = null;
        this.asked.clear();
        this.#wave(0);
      }, EVERY - PROBES * APART);
    }
  }

  /** An answer. @param {{ id: number, t0: number, t1: number, t2: number }} answer */
  answered({ id, t0, t1, t2 }) {
    const t3 = now();
    if (this.asked.delete(id) && (!this.best || t3 - t0 - (t2 - t1) < this.best.t3 - this.best.t0 - (this.best.t2 - this.best.t1))) {
      this.best = { t0, t1, t2, t3 };
    }
  }
}
