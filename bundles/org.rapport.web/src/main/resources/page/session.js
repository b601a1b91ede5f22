import { html, nothing } from './lib/lit-html/lit-html.js';
import { repeat } from './lib/lit-html/directives/repeat.js';
import { Curve } from './curve.js';
import { People } from './people.js';
import { tiles } from './tiles.js';
import { MARKS, STATES, age, colour, hertz, number, percent, signed } from './words.js';

/**
 * @typedef {import('./live.js').Live} Live
 * @typedef {import('./live.js').Source} Source
 * @typedef {import('./live.js').Stream} Stream
 */

const SPARK_SECONDS = 20;
/** An offset of so many seconds says that a clock counts from another day, as browsers' do from 1970. */
const OTHER_EPOCH = 1e8;
const ALL = 1e9;
/** @type {[string, number][]} */
const SPANS = [['1 min', 60], ['5 min', 300], ['20 min', 1200], ['Session', ALL]];

/** What one wants to know at a glance: what is predicted, who is there, and whether all is well. */
export class SessionView {
  /** @param {Live} live */
  constructor(live) {
    this.live = live;
    this.people = new People(live);
    this.large = localStorage.getItem('large') === 'yes';
    this.span = Number(localStorage.getItem('span')) || 300;
    /** @type {Map<string, Curve>} */
    this.curves = new Map();
    /** @type {Map<number, Stream>} */
    this.known = new Map();
    live.addEventListener('theme', () => {
      this.curves.forEach((curve) => curve.close());
      this.curves.clear();
    });
  }

  show() {
    this.#size();
  }

  hide() {
    delete document.documentElement.dataset.large;
    this.curves.forEach((curve) => curve.close());
    this.curves.clear();
    this.live.watch('session', []);
  }

  /** Large: to be read from the other side of the room. */
  toggleLarge() {
    this.large = !this.large;
    localStorage.setItem('large', this.large ? 'yes' : 'no');
    this.#size();
    this.live.dispatchEvent(new Event('session'));
  }

  /** The top of the page and the banner grow as well. */
  #size() {
    if (this.large) {
      document.documentElement.dataset.large = '';
    } else {
      delete document.documentElement.dataset.large;
    }
  }

  /** @param {string} key */
  key(key) {
    if (key === 'f') {
      this.toggleLarge();
    }
    return key === 'f';
  }

  get session() {
    return /** @type {import('./live.js').Session} */ (this.live.session);
  }

  /** A stream's channels once they are here. @param {number} number */
  #stream(number) {
    if (!this.known.has(number)) {
      this.live.stream(number).then((stream) => this.known.set(number, stream), () => {});
    }
    return this.known.get(number);
  }

  /** Asks for what is shown: the whole of predictions and labels, one channel of each source. */
  #watch() {
    const curves = this.session.predictions.flatMap((one) => one.label === null ? [one.stream] : [one.stream, one.label]);
    const wishes = curves.map((stream) => ({ stream, first: 0, count: 64, seconds: ALL }));
    for (const source of this.large ? [] : this.session.sources) {
      if (source.stream !== null && !curves.includes(source.stream)) {
        wishes.push({ stream: source.stream, first: 0, count: 1, seconds: SPARK_SECONDS });
      }
    }
    this.live.watch('session', wishes);
  }

  template() {
    this.#watch();
    return html`<section class="predictions">${this.session.predictions.length ? this.session.predictions.map((one) =>
      this.#prediction(one)) : this.#none()}</section>
      ${this.people.template()}${this.#sources()}`;
  }

  #none() {
    const planned = this.session.nodes.some((node) => node.type.startsWith('rapport.inference.'));
    const text = this.session.pipelines.length === 0
        ? 'No pipeline runs. Put a pipeline file into the folder that the runtime follows.'
      : planned ? 'No prediction yet: the model needs its first window of samples from the devices below.'
        : 'This pipeline predicts nothing: it has no model. Its sources are below.';
    return html`<p class="empty">${text}</p>`;
  }

  /** @param {import('./live.js').Prediction} one */
  #prediction(one) {
    const stream = this.#stream(one.stream);
    if (!stream) {
      return nothing;
    }
    const validity = stream.channels.findIndex((channel) => channel.label === 'validity');
    const valid = validity < 0 ? null : one.latest[validity];
    const label = one.label === null ? undefined : this.#stream(one.label);
    const targets = stream.channels.map((channel, column) => ({ label: channel.label, column }))
      .filter((target) => target.column !== validity && !target.label.includes('.')); // intervals and parts have a dot
    return html`<div class="predicting">
      ${targets.map((target) => {
        const value = one.latest[target.column];
        const half = one.halfWidth90[target.label];
        const column = label?.channels.findIndex((channel) => channel.label === target.label) ?? -1;
        const told = column < 0 ? NaN : this.#latest(/** @type {number} */ (one.label), column);
        return html`<article class="target">
          <h2>${target.label}</h2>
          <div class="value ${value === null || value === undefined ? 'none' : ''}">${signed(value, 2)}</div>
          <dl>
            <div title="nine of ten moments of new people lie within"><dt>90 % within</dt><dd>${half && value !== null
              ? `${signed(value - half, 2)} … ${signed(value + half, 2)}` : 'not known'}</dd></div>
            <div><dt><i class="swatch label"></i>receiver’s label</dt><dd>${column < 0 ? 'none' : signed(told, 2)}</dd></div>
          </dl>
          <div class="curve" data-curve="${one.stream}/${target.column}"></div></article>`;
      })}
      <aside class="validity">
        <h2>input valid</h2><div class="value ${valid !== null && valid < 0.8 ? 'low' : ''}">${percent(valid)}</div>
        <meter min="0" max="1" low="0.8" optimum="1" value=${valid ?? 0}></meter>
        <p>${one.node}${this.session.predictions.length > 1 ? ` in ${one.pipeline}` : ''}</p>
        <p>age ${one.time === null ? '–' : age(this.live.now() - one.time)}</p>
        <p class="legend"><span><i class="swatch predicted"></i>predicted</span> <span><i class="swatch band"></i>90 %</span>
          ${one.label === null ? nothing : html`<span><i class="swatch label"></i>label</span>`}</p>
        <div class="spans" role="group" aria-label="time shown">${SPANS.map(([word, seconds]) => html`<button
          aria-pressed=${this.span === seconds} @click=${() => this.#choose(seconds)}>${word}</button>`)}</div>
      </aside></div>`;
  }

  /** @param {number} seconds */
  #choose(seconds) {
    this.span = seconds;
    localStorage.setItem('span', String(seconds));
    this.live.dispatchEvent(new Event('session'));
  }

  /** @param {number} stream @param {number} column */
  #latest(stream, column) {
    const series = this.live.series.get(stream);
    return series && series.length ? series.values[(series.length - 1) * series.width + column] : NaN;
  }

  #sources() {
    const rows = this.session.sources;
    if (!rows.length) {
      return html`<p class="empty">No source: no running pipeline asks for a device.</p>`;
    }
    if (this.large) {
      return tiles(rows, this.live.now());
    }
    return html`<table class="sources"><thead><tr><th>Role</th><th>Device</th><th>State</th><th class="n">Rate</th>
      <th class="n">Last sample</th><th class="n">Missing</th><th class="n">Valid</th><th class="n">Clock offset</th>
      <th>Last ${SPARK_SECONDS} s</th></tr></thead><tbody>
      ${repeat(rows, (row) => `${row.pipeline}/${row.node}/${row.title}/${row.sourceId}`, (row) => this.#source(row))}
      </tbody></table>`;
  }

  /** @param {Source} row */
  #source(row) {
    const off = row.nominalRate && row.rate !== null && Math.abs(row.rate / row.nominalRate - 1) > 0.05;
    const since = row.lastTime === null ? NaN : this.live.now() - row.lastTime;
    return html`<tr class=${row.state}>
      <td class="role ${row.role}">${row.role || '–'}</td>
      <td class="device" title="${row.name}; ${row.sourceId ? `source id ${row.sourceId}` : 'no source id'}; ${row.type}">
        <b>${row.name}</b><small>${row.modality || row.type.replace(/^rapport\.source\./, '')} · ${row.node}</small></td>
      <td class="state" title=${row.reason}><span class="chip ${row.state}">${MARKS[row.state]} ${STATES[row.state]}</span>
        ${row.state === 'LIVE' && !row.warning ? nothing : html`<small>${row.reason}</small>`}</td>
      <td class="n ${off ? 'off' : ''}">${row.nominalRate ? html`${hertz(row.rate)}<small> of ${hertz(row.nominalRate)}</small>` : html`${number(row.rate, 4)}${row.nominalRate === 0 ? html`<small> irregular</small>` : nothing}`}</td>
      <td class="n">${age(since)}</td>
      <td class="n ${row.missing !== null && row.missing > 0.01 ? 'off' : ''}">${percent(row.missing)}</td>
      <td class="n ${row.valid !== null && row.valid < 0.8 ? 'off' : ''}">${percent(row.valid)}</td>
      <td class="n" title="seconds: ${row.offset ?? 'not known'}">${row.offset === null ? '–' : html`${Math.abs(row.offset) > OTHER_EPOCH
        ? 'Unix time' : signed(1000 * row.offset, 2)}<small> ±
        ${number(row.uncertainty === null ? null : 1000 * row.uncertainty, 2)} ms</small>`}</td>
      <td><canvas class="spark" data-stream=${row.stream ?? ''}
        data-steps=${row.nominalRate === 0 ? 'steps' : ''}></canvas></td></tr>`;
  }

  drawn() {
    if (!this.live.session) {
      return;
    }
    for (const canvas of /** @type {NodeListOf<HTMLCanvasElement>} */ (document.querySelectorAll('canvas.spark'))) {
      spark(canvas, this.live);
    }
    const end = this.live.now();
    const begin = this.span === ALL ? this.session.began : Math.max(this.session.began, end - this.span);
    for (const place of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll('[data-curve]'))) {
      const key = place.dataset.curve ?? '';
      const [number, column] = key.split('/').map(Number);
      const prediction = this.session.predictions.find((one) => one.stream === number);
      const stream = this.known.get(number);
      if (!prediction || !stream) {
        continue;
      }
      let curve = this.curves.get(key);
      if (!curve || curve.place !== place) {
        curve?.close();
        curve = new Curve(place, this.session.began);
        this.curves.set(key, curve);
      }
      const name = stream.channels[column].label;
      const label = prediction.label === null ? undefined : this.known.get(prediction.label);
      const labelColumn = label?.channels.findIndex((channel) => channel.label === name) ?? -1;
      curve.draw({ series: this.live.series.get(number), column, half: prediction.halfWidth90[name] ?? NaN },
        labelColumn < 0 ? null : { series: this.live.series.get(/** @type {number} */ (prediction.label)), column: labelColumn },
        begin, end);
    }
  }
}

/** @param {HTMLCanvasElement} canvas @param {Live} live */
function spark(canvas, live) {
  const series = live.series.get(Number(canvas.dataset.stream || -1));
  const scale = devicePixelRatio;
  const width = Math.round(canvas.clientWidth * scale);
  const height = Math.round(canvas.clientHeight * scale);
  if (canvas.width !== width || canvas.height !== height) {
    canvas.width = width;
    canvas.height = height;
  }
  const pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
  pen.clearRect(0, 0, width, height);
  if (!series) {
    return;
  }
  const end = live.now();
  const from = series.at(end - SPARK_SECONDS);
  const range = series.range(0, from);
  if (!range) {
    return;
  }
  const high = range.high - range.low || 1;
  pen.strokeStyle = colour('trace');
  pen.lineWidth = scale;
  pen.beginPath();
  let up = false;
  let before = 0;
  for (let i = from; i < series.length; i++) {
    const value = series.values[i * series.width];
    const x = width * (1 - (end - series.times[i]) / SPARK_SECONDS);
    const y = height - 2 * scale - (height - 4 * scale) * (range.high === range.low ? 0.5 : (value - range.low) / high);
    if (Number.isNaN(value) || (i > from && series.times[i] - series.times[i - 1] > series.gap)) {
      up = false;
    }
    if (!Number.isNaN(value)) {
      if (up && canvas.dataset.steps) {
        pen.lineTo(x, before);
      }
      if (up) {
        pen.lineTo(x, y);
      } else {
        pen.moveTo(x, y);
      }
      up = true;
      before = y;
    }
  }
  if (up && canvas.dataset.steps) { // what was said holds
    pen.lineTo(width, before);
  }
  pen.stroke();
}
