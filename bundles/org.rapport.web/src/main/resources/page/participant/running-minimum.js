/**
 * The least of the numbers of the last seconds. What arrives late tells nothing of a clock, and what arrives soonest tells most: the
 * least of arrival minus stamp is the offset between two clocks, and the least time under way.
 */
export class RunningMinimum {
  /** @param {number} span seconds that are remembered */
  constructor(span) {
    this.span = span;
    /** The least of each second. @type {{ second: number, least: number }[]} */
    this.seconds = [];
  }

  /** @param {number} time seconds, growing @param {number} value */
  add(time, value) {
    const second = Math.floor(time);
    const last = this.seconds.at(-1);
    if (last && last.second === second) {
      last.least = Math.min(last.least, value);
    } else {
      this.seconds.push({ second, least: value });
    }
    while (this.seconds[0].second <= second - this.span) {
      this.seconds.shift();
    }
    return this.value;
  }

  get value() {
    return this.seconds.reduce((least, one) => Math.min(least, one.least), Infinity);
  }

  clear() {
    this.seconds = [];
  }
}
