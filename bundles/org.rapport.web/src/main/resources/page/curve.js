import uPlot from './lib/uplot/uPlot.esm.js';
import { clock, colour } from './words.js';

/** Points a curve has at most: more than a screen is wide. */
const POINTS = 3000;

/** One prediction over the session's time, its interval, and what the receiver says. */
export class Curve {
  /** @param {HTMLElement} place @param {number} began */
  constructor(place, began) {
    this.place = place;
    this.began = began;
    const axis = { stroke: colour('faint'), grid: { stroke: colour('grid'), width: 1 }, ticks: { show: false },
      font: '13px system-ui, sans-serif' };
    this.plot = new uPlot({
      width: Math.max(100, place.clientWidth),
      height: Math.max(60, place.clientHeight),
      legend: { show: false },
      cursor: { y: false, drag: { x: false, y: false } },
      scales: { x: { time: false, auto: false }, y: { auto: false } },
      axes: [
        { ...axis, size: 30, space: 90, // a time is 60 pixels wide
          values: (/** @type {uPlot} */ plot, /** @type {number[]} */ at) => at.map((time) => clock(time)) },
        { ...axis, size: 44, values: (/** @type {uPlot} */ plot, /** @type {number[]} */ at) =>
          at.map((value) => String(Number(value.toFixed(2))).replace('-', '−')) },
      ],
      series: [
        {},
        { stroke: 'transparent', points: { show: false } },
        { stroke: 'transparent', points: { show: false } },
        { stroke: colour('predicted'), width: 2.5, points: { show: false } },
        { stroke: colour('label'), width: 2, dash: [6, 3], points: { show: false },
          paths: /** @type {any} */ (uPlot.paths).stepped({ align: 1 }) },
      ],
      bands: [{ series: [1, 2], fill: colour('band') }],
    }, [[], [], [], [], []], place);
    this.size = new ResizeObserver(() => this.plot.setSize({ width: place.clientWidth, height: place.clientHeight }));
    this.size.observe(place);
  }

  /**
   * @param {{ series: import('./series.js').Series | undefined, column: number, half: number }} predicted
   * @param {{ series: import('./series.js').Series | undefined, column: number } | null} label
   * @param {number} begin
   * @param {number} end
   */
  draw(predicted, label, begin, end) {
    const curve = this.#points(predicted.series, predicted.column, begin);
    const steps = label ? this.#points(label.series, label.column, begin) : { times: [], values: [] };
    if (steps.times.length) { // what was said holds until now
      steps.times.push(end - this.began);
      steps.values.push(steps.values[steps.values.length - 1]);
    }
    const high = curve.values.map((value) => value === null ? null : value + predicted.half);
    const low = curve.values.map((value) => value === null ? null : value - predicted.half);
    const nothing = curve.values.map(() => null);
    const banded = Number.isFinite(predicted.half);
    const data = uPlot.join([[curve.times, banded ? high : nothing, banded ? low : nothing, curve.values],
      [steps.times, steps.values]]);
    const all = [...curve.values, ...steps.values, ...(banded ? [...high, ...low] : [])].filter((value) => value !== null);
    const most = all.reduce((/** @type {number} */ widest, value) => Math.max(widest, Math.abs(/** @type {number} */ (value))),
        1);
    this.plot.batch(() => {
      this.plot.setData(/** @type {any} */ (data), false);
      this.plot.setScale('x', { min: begin - this.began, max: Math.max(end - this.began, begin - this.began + 10) });
      this.plot.setScale('y', { min: -1.05 * most, max: 1.05 * most });
    });
  }

  /** @param {import('./series.js').Series | undefined} series @param {number} column @param {number} begin */
  #points(series, column, begin) {
    /** @type {number[]} */
    const times = [];
    /** @type {(number | null)[]} */
    const values = [];
    if (series) {
      const from = Math.max(0, series.at(begin) - 1);
      const step = Math.max(1, Math.ceil((series.length - from) / POINTS));
      for (let i = from; i < series.length; i += step) {
        const value = series.values[i * series.width + column];
        if (times.length && series.times[i] - series.times[i - 1] > series.gap) {
          times.push(series.times[i - 1] - this.began + 1e-3);
          values.push(null);
        }
        times.push(series.times[i] - this.began);
        values.push(Number.isNaN(value) ? null : value);
      }
    }
    return { times, values };
  }

  /** The time at which the pointer is, if it is here. */
  pointed() {
    const left = this.plot.cursor.left ?? -1;
    return left < 0 ? undefined : this.began + this.plot.posToVal(left, 'x');
  }

  /** Marks what is looked at elsewhere. @param {number} begin @param {number} end */
  mark(begin, end) {
    const left = Math.max(0, this.plot.valToPos(begin - this.began, 'x'));
    const right = this.plot.valToPos(end - this.began, 'x');
    this.plot.setSelect({ left, width: Math.max(2, right - left), top: 0, height: this.plot.over.clientHeight }, false);
  }

  close() {
    this.size.disconnect();
    this.plot.destroy();
  }
}
