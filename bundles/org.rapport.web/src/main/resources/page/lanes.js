import { colour } from './words.js';

/**
 * One channel as it is drawn.
 * @typedef {{ stream: number, column: number, stepwise: boolean, top: number, height: number, gain: number, offset: number,
 *   low: number, high: number, since: number, colour: string }} Lane
 */

/** Pixels at the bottom that tell the time. */
const AXIS = 22;
/** Pixels that a trace has at least, and its name. */
const LEAST_HEIGHT = 14;

/**
 * Channels as scrolling traces on a canvas of the size of the window: of all lanes, those that are scrolled into it are drawn.
 * While it is live, a frame moves what is drawn to the left and draws only what is new; all is drawn anew only when something
 * else changes.
 */
export class Lanes {
  /** @param {HTMLCanvasElement} canvas @param {import('./live.js').Live | import('./recorded.js').Recorded} live */
  constructor(canvas, live) {
    this.canvas = canvas;
    this.live = live;
    this.pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d', { alpha: false }));
    /** @type {Lane[]} */
    this.lanes = [];
    /** those of them that reach into the window @type {Lane[]} */
    this.seen = [];
    /** pixels of the page that are above the window */
    this.above = 0;
    /** @type {{ time: number, text: string, kind: string }[]} */
    this.events = [];
    this.seconds = 10;
    /** the time at the right edge, in whole pixels of time */
    this.end = 0;
    /** @type {Map<number, number>} rows that are drawn of each stream, counted from the first that came */
    this.drawn = new Map();
    this.eventsDrawn = 0;
    this.fresh = true;
    /** where what is new begins, in pixels of the canvas */
    this.strip = 0;
    /** @type {Record<string, string>} */
    this.colours = {};
    this.font = '';
  }

  /** Draws all anew with the next frame. */
  renew() {
    this.fresh = true;
  }

  /** @param {number} above pixels of the page that are above the window @param {NodeListOf<Element>} names of all lanes */
  scroll(above, names) {
    this.above = above;
    this.#see();
    this.fresh = true;
    const times = above + this.canvas.clientHeight - AXIS;
    this.lanes.forEach((lane, i) => names[i]?.classList.toggle('under', lane.top + LEAST_HEIGHT > times));
  }

  #see() {
    const below = this.above + this.canvas.clientHeight;
    this.seen = this.lanes.filter((lane) => {
      const middle = lane.top + lane.height / 2;
      const reach = lane.height * (0.5 * Math.max(1, lane.gain) + Math.abs(lane.offset));
      return middle + reach > this.above && middle - reach < below;
    });
  }

  /** The lane at a height of the window. @param {number} y */
  at(y) {
    const top = y + this.above;
    return this.lanes.find((lane) => top >= lane.top && top < lane.top + lane.height);
  }

  /** Pixels of time, of the canvas's own. */
  get pixel() {
    return this.seconds / this.canvas.width;
  }

  /** Fits the canvas to where it is; returns whether there is anything to draw on. */
  #fit() {
    this.font = `${(innerWidth >= 1900 ? 14 : 12) * devicePixelRatio}px system-ui, "DejaVu Sans", sans-serif`;
    const width = Math.round(this.canvas.clientWidth * devicePixelRatio);
    const height = Math.round(this.canvas.clientHeight * devicePixelRatio);
    if (width !== this.canvas.width || height !== this.canvas.height) {
      this.canvas.width = width;
      this.canvas.height = height;
      this.fresh = true;
    }
    return width > 0 && height > 0;
  }

  /** Draws what there is until a time. @param {number} end the time at the right edge */
  draw(end) {
    if (!this.#fit()) {
      return;
    }
    const snapped = Math.floor(end / this.pixel) * this.pixel;
    const shift = Math.round((snapped - this.end) / this.pixel);
    if (this.fresh || shift < 0 || shift >= this.canvas.width) {
      this.#all(snapped);
      return;
    }
    this.strip = this.canvas.width - shift;
    if (shift > 0) {
      this.pen.drawImage(this.canvas, -shift, 0);
      this.end = snapped;
      this.#blank(this.strip, shift);
    }
    this.#traces();
  }

  /** @param {number} end */
  #all(end) {
    for (const name of ['card', 'grid', 'faint', 'line', 'bad', 'label', 'text']) {
      this.colours[name] = colour(name);
    }
    this.fresh = false;
    this.strip = 0;
    this.#see();
    this.end = end;
    this.drawn.clear();
    this.eventsDrawn = 0;
    this.#blank(0, this.canvas.width);
    this.#traces();
  }

  /** A strip without traces: lines between channels, seconds, and their times. @param {number} x @param {number} width */
  #blank(x, width) {
    const { pen, canvas } = this;
    const scale = devicePixelRatio;
    pen.fillStyle = this.colours.card;
    pen.fillRect(x, 0, width, canvas.height);
    pen.fillStyle = this.colours.grid;
    let stream = -1;
    for (const lane of this.seen) {
      if (lane.stream !== stream) {
        stream = lane.stream;
        pen.fillRect(x, Math.round((lane.top - this.above) * scale), width, Math.max(1, scale));
      }
    }
    const step = this.seconds > 120 ? 30 : this.seconds > 30 ? 5 : this.seconds > 4 ? 1 : this.seconds > 0.8 ? 0.2 : 0.02;
    const left = this.end - (canvas.width - x + 80 * scale) * this.pixel;
    for (let second = Math.ceil(left / step); second * step < this.end + this.pixel; second++) {
      const at = Math.round(canvas.width - (this.end - second * step) / this.pixel);
      if (at >= x && at < x + width) {
        pen.fillRect(at, 0, 1, canvas.height);
      }
      const began = this.live.session?.began ?? 0;
      const label = this.#clock(second * step - began, step);
      pen.save();
      pen.beginPath();
      pen.rect(x, 0, width, canvas.height);
      pen.clip();
      pen.fillStyle = this.colours.faint;
      pen.font = this.font;
      if (Math.round(second) % (this.seconds > 4 && this.seconds <= 30 ? 2 : 1) === 0) {
        pen.fillText(label, at + 4 * scale, canvas.height - 6 * scale);
      }
      pen.restore();
    }
  }

  /** @param {number} seconds @param {number} step */
  #clock(seconds, step) {
    const minutes = Math.floor(seconds / 60);
    return `${minutes}:${(seconds - 60 * minutes).toFixed(step < 0.1 ? 2 : step < 1 ? 1 : 0).padStart(step < 1 ? 4 : 2, '0')}`;
  }

  #traces() {
    const scale = devicePixelRatio;
    /** @type {Map<number, [number, number]>} */
    const news = new Map();
    const { pen, canvas } = this;
    pen.save();
    pen.beginPath();
    pen.rect(0, 0, canvas.width, canvas.height - AXIS * scale);
    pen.clip();
    pen.lineCap = 'round'; // or one sees where the line of one frame ends and that of the next begins
    for (const lane of this.seen) {
      const series = this.live.series.get(lane.stream);
      if (!series || !series.length) {
        continue;
      }
      let rows = news.get(lane.stream);
      if (!rows) {
        const left = series.at(this.end - this.seconds) - 1;
        const after = series.at(this.end + this.pixel);
        const from = Math.max(0, left, (this.drawn.get(lane.stream) ?? 0) - series.start - 1);
        rows = [from, after];
        news.set(lane.stream, rows);
        this.drawn.set(lane.stream, series.start + after);
      }
      if (rows[1] > rows[0]) {
        this.#trace(lane, series, rows[0], rows[1]);
      }
    }
    pen.restore();
    this.#marks(scale);
  }

  /** @param {Lane} lane @param {import('./series.js').Series} series @param {number} from @param {number} to */
  #trace(lane, series, from, to) {
    const { pen, canvas } = this;
    const column = lane.column - series.first;
    if (column < 0 || column >= series.width || lane.high === lane.low) { // not here, or its size is not known yet
      return;
    }
    const scale = devicePixelRatio;
    const middle = (lane.low + lane.high) / 2;
    const unit = (0.84 * lane.height * scale * lane.gain) / (lane.high - lane.low);
    const zero = (lane.top - this.above + lane.height / 2 - lane.offset * lane.height) * scale;
    pen.strokeStyle = lane.colour;
    pen.lineWidth = lane.height > 30 ? 1.4 * scale : scale;
    pen.beginPath();
    const holds = lane.stepwise && series.gap === Infinity; // what was said, until something else is
    let up = false;
    let before = 0;
    let x = 0;
    for (let i = from; i < to; i++) {
      const value = series.values[i * series.width + column];
      const gap = i > 0 && series.times[i] - series.times[i - 1] > series.gap;
      if (value !== value) {
        up = false;
        continue;
      }
      x = canvas.width - (this.end - series.times[i]) / this.pixel;
      if (holds && i === from) {
        x = Math.max(x, this.strip); // drawn twice, a line is bolder
      }
      const y = zero - (value - middle) * unit;
      if (!up || gap) {
        pen.moveTo(x, y);
      } else {
        if (lane.stepwise) {
          pen.lineTo(x, before);
        }
        pen.lineTo(x, y);
      }
      up = true;
      before = y;
    }
    if (up && holds && x < canvas.width && (this.live.isLive || to < series.length)) {
      pen.lineTo(canvas.width, before);
    }
    pen.stroke();
  }

  /** Markers and changes of state, across all traces. @param {number} scale */
  #marks(scale) {
    const { pen, canvas } = this;
    for (; this.eventsDrawn < this.events.length; this.eventsDrawn++) {
      const event = this.events[this.eventsDrawn];
      const x = Math.round(canvas.width - (this.end - event.time) / this.pixel);
      if (event.time > this.end) {
        return;
      }
      if (x < -200 * scale) {
        continue;
      }
      pen.fillStyle = event.kind === 'MARKER' ? this.colours.label : this.colours.bad;
      pen.fillRect(x, 0, Math.max(1, scale), canvas.height - AXIS * scale);
      pen.font = this.font;
      const text = event.text.length > 40 ? `${event.text.slice(0, 39)}…` : event.text;
      const width = pen.measureText(text).width;
      const left = Math.min(x + 4 * scale, canvas.width - width - 4 * scale);
      const line = (12 + 14 * (this.eventsDrawn % 3)) * scale;
      const ink = pen.fillStyle;
      pen.fillStyle = this.colours.card;
      pen.fillRect(left - 2 * scale, line - 11 * scale, width + 4 * scale, 14 * scale);
      pen.fillStyle = ink;
      pen.fillText(text, left, line);
    }
  }
}

/**
 * The channels' names, as text over the traces.
 * @param {Element | null} place
 * @param {Lane[]} lanes
 * @param {Map<number, import('./live.js').Stream>} known
 */
function named(place, lanes, known) {
  place?.replaceChildren(...lanes.map((lane, i) => {
    const name = document.createElement('div');
    const stream = known.get(lane.stream);
    const channel = stream?.channels[lane.column];
    const first = i === 0 || lanes[i - 1].stream !== lane.stream;
    const unit = channel?.unit ? ` (${channel.unit})` : '';
    name.textContent = `${first ? `${stream?.title ?? ''}: ` : ''}${channel?.label ?? ''}${unit}`;
    name.style.top = `${lane.top}px`;
    name.style.height = `${lane.height}px`;
    name.style.color = lane.colour;
    name.classList.toggle('first', first);
    return name;
  }));
}

export { AXIS, LEAST_HEIGHT, named };
