import { html, nothing } from './lib/lit-html/lit-html.js';
import { Curve } from './curve.js';

/**
 * @typedef {import('./recorded.js').Recorded} Recorded
 * @typedef {import('./recorded.js').RecordedStream} RecordedStream
 * @typedef {import('./series.js').Series} Series
 * @typedef {{ name: string, stream: RecordedStream, column: number, low: number, high: number,
 *   label: { stream: RecordedStream, column: number } | null }} Course
 */

const PREDICTED = 'Impression';
/** As many as a course has pixels on a wide screen. */
const MOMENTS = 1500;

/** What was predicted in a recording and what the receiver said, over all of its time; a click goes to that moment. */
export class Courses {
  /** @param {Recorded} recorded @param {import('./signals.js').SignalsView} signals */
  constructor(recorded, signals) {
    this.recorded = recorded;
    this.signals = signals;
    this.courses = courses(recorded.told.streams.filter((one) => one.together));
    /** @type {Map<number, Series> | null} */
    this.series = null;
    /** @type {Curve[]} */
    this.curves = [];
    this.failure = '';
    if (this.courses.length) {
      this.#fetch();
    }
  }

  #fetch() {
    const streams = new Set(this.courses.flatMap((one) => one.label ? [one.stream, one.label.stream] : [one.stream]));
    this.recorded.samples([...streams].map((one) => ({ stream: one.number, first: 0, count: one.channels.length })),
        this.recorded.start, this.recorded.end, MOMENTS).then((series) => {
      this.series = series;
    }, (e) => {
      this.failure = e.message;
    }).finally(() => this.recorded.dispatchEvent(new Event('session')));
  }

  template() {
    if (!this.courses.length) {
      return nothing;
    }
    return html`<section class="courses">${this.failure ? html`<p class="failure" role="alert">${this.failure}</p>`
      : this.courses.map((one, i) => html`<article class="course"><h2>${one.name} <small>${one.stream.node}</small>
          <small><i class="swatch predicted"></i>predicted ${one.label ? html`<i class="swatch label"></i>label` : nothing}</small></h2>
        <div class="curve" data-course=${i} title="click: look at this moment"
          @click=${() => this.#go(i)}></div></article>`)}</section>`;
  }

  /** @param {number} i */
  #go(i) {
    const time = this.curves[i]?.pointed();
    if (time !== undefined) {
      this.signals.stop(Math.min(this.recorded.end, time + this.signals.seconds / 2));
    }
  }

  drawn() {
    const { series, recorded } = this;
    if (!series) {
      return;
    }
    for (const place of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll('[data-course]'))) {
      const i = Number(place.dataset.course);
      const course = this.courses[i];
      if (this.curves[i]?.place !== place) {
        this.curves[i]?.close();
        this.curves[i] = new Curve(place, recorded.start);
        const made = series.get(course.stream.number);
        this.curves[i].draw({ series: made, column: course.column, half: half(made, course) },
            course.label && { series: series.get(course.label.stream.number), column: course.label.column },
            recorded.start, recorded.end);
      }
      this.curves[i].mark(this.signals.end - this.signals.seconds, this.signals.end);
    }
  }

  /** Curves are drawn anew when they are seen again. */
  close() {
    this.curves.forEach((curve) => curve.close());
    this.curves = [];
  }
}

/** One for each target of each prediction. @param {RecordedStream[]} streams @returns {Course[]} */
function courses(streams) {
  return streams.filter((one) => one.modality === PREDICTED).flatMap((stream) => stream.channels.map((channel, column) => ({
    name: channel.label,
    stream,
    column,
    low: place(stream, `${channel.label}.low`),
    high: place(stream, `${channel.label}.high`),
    label: label(streams, channel.label),
  })).filter((course) => course.name !== 'validity' && !course.name.includes('.'))); // intervals and parts have a dot
}

/** @param {RecordedStream} stream @param {string} channel */
function place(stream, channel) {
  return stream.channels.findIndex((one) => one.label === channel);
}

/** @param {RecordedStream[]} streams @param {string} target */
function label(streams, target) {
  const stream = streams.find((one) => one.modality === 'Label' && place(one, target) >= 0);
  return stream ? { stream, column: place(stream, target) } : null;
}

/** Half of the width of the interval, the same for all rows; NaN if there is none. @param {Series | undefined} series
 * @param {Course} course */
function half(series, course) {
  if (!series || course.low < 0 || course.high < 0) {
    return NaN;
  }
  for (let row = 0; row < series.length; row++) {
    const width = series.values[row * series.width + course.high] - series.values[row * series.width + course.low];
    if (Number.isFinite(width)) {
      return width / 2;
    }
  }
  return NaN;
}
