import { html, nothing } from '../lib/lit-html/lit-html.js';
import { now, stamp } from './clock.js';

const HISTORY = 30;
const NOTCH = 60;
const STILL = 0.08;

/** Continuous ratings: each change is a row with the values of all dimensions. */
export default class Rating {
  /**
   * @param {string} name @param {any} seat @param {import('./link.js').Link} link
   * @param {{ draw: () => void, parts: () => Map<string, any> }} shell
   */
  constructor(name, seat, link, shell) {
    this.name = name;
    this.link = link;
    this.shell = shell;
    this.seat = seat;
    /** @type {number[]} */
    this.values = seat.values;
    /** @type {{ at: number, values: number[] }[]} */
    this.past = [];
    this.turned = 0;
    this.back = 0;
    this.frame = 0;
    const signal = (this.ends = new AbortController()).signal;
    addEventListener('keydown', (event) => this.#key(event), { signal });
    addEventListener('pointermove', (event) => this.#pointer(event), { signal });
    addEventListener('wheel', (event) => this.#wheel(event), { signal, passive: false });
    this.#send(now());
    this.#each();
  }

  /** A node that was started anew may ask for something else. @param {any} seat */
  renew(seat) {
    const other = JSON.stringify(seat.dimensions) !== JSON.stringify(this.seat.dimensions);
    const anew = seat.seat !== this.seat.seat || other;
    this.seat = seat;
    if (other) {
      this.values = seat.values;
      this.past = [];
    }
    if (anew) {
      this.#send(now());
    }
  }

  /** A film begins: from neutral on. */
  begin() {
    this.values = this.values.map(() => this.seat.neutral);
    this.#send(now());
  }

  stop() {
    this.ends.abort();
    cancelAnimationFrame(this.frame);
    clearTimeout(this.back);
  }

  /** Whether somebody writes an answer, or a film's page asks for keys itself. @param {Event} event */
  #isElsewhere(event) {
    return /** @type {Element} */ (event.target).matches?.('input, textarea, select')
      || [...this.shell.parts().values()].some((part) => part.asks?.());
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (this.#isElsewhere(event) || event.ctrlKey || event.altKey || event.metaKey) {
      return;
    }
    this.seat.controls.forEach((/** @type {string} */ control, /** @type {number} */ dimension) => {
      const [kind, down, up] = control.split(' ');
      const way = kind !== 'keys' ? 0 : is(event, up) ? 1 : is(event, down) ? -1 : 0;
      if (way !== 0) {
        event.preventDefault();
        if (!event.repeat) { // a key that is held is one press
          this.#change(dimension, this.values[dimension] + way * this.seat.step, stamp(event.timeStamp), true);
        }
      }
    });
  }

  /** @param {PointerEvent} event */
  #pointer(event) {
    if (this.#isElsewhere(event)) {
      return;
    }
    this.seat.controls.forEach((/** @type {string} */ control, /** @type {number} */ dimension) => {
      if (control === 'mouse x') {
        this.#place(dimension, event.clientX / innerWidth, event.timeStamp);
      } else if (control === 'mouse y') {
        this.#place(dimension, 1 - event.clientY / innerHeight, event.timeStamp);
      }
    });
  }

  /** A place of a pointer or stick. @param {number} dimension @param {number} share from 0 to 1 @param {number} at */
  #place(dimension, share, at) {
    const { min, max, step } = this.seat;
    const inner = Math.max(0, Math.min(1, (share - 0.05) / 0.9)); // the ends are reached before the edge of the screen
    this.#change(dimension, min + step * Math.round(inner * (max - min) / step), stamp(at), false);
  }

  /** @param {WheelEvent} event */
  #wheel(event) {
    const dimension = this.seat.controls.indexOf('wheel');
    if (dimension < 0 || this.#isElsewhere(event)) {
      return;
    }
    event.preventDefault();
    this.turned += event.deltaMode === WheelEvent.DOM_DELTA_PIXEL ? -event.deltaY : -event.deltaY * NOTCH;
    const notches = Math.trunc(this.turned / NOTCH);
    if (notches !== 0) { // a mouse's notch is one step, whatever the browser makes of it; a touchpad is as fine as it is
      this.turned = 0;
      this.#change(dimension, this.values[dimension] + Math.sign(notches) * this.seat.step, stamp(event.timeStamp), true);
    }
  }

  /** A game controller sends nothing by itself. */
  #each() {
    this.frame = requestAnimationFrame(() => {
      this.seat.controls.forEach((/** @type {string} */ control, /** @type {number} */ dimension) => {
        if (control.startsWith('gamepad ')) {
          this.#stick(dimension, control.slice('gamepad '.length));
        }
      });
      this.#history();
      this.#each();
    });
  }

  /** @param {number} dimension @param {string} axis */
  #stick(dimension, axis) {
    const pad = navigator.getGamepads?.().find((one) => one?.connected && one.axes.length > Math.abs(Number(axis)));
    if (pad) {
      const raw = pad.axes[Math.abs(Number(axis))] * (axis.startsWith('-') ? -1 : 1);
      const still = Math.abs(raw) < STILL ? 0 : raw;
      const { min, max, step } = this.seat;
      this.#change(dimension, min + step * Math.round((still + 1) / 2 * (max - min) / step), stamp(pad.timestamp), false);
    }
  }

  /**
   * @param {number} dimension @param {number} wanted @param {number} at seconds of the page's clock
   * @param {boolean} pressed whether it counts also where the value is at its bound
   */
  #change(dimension, wanted, at, pressed) {
    const { min, max, range } = this.seat;
    const bounded = range === 'unbounded' ? wanted : Math.max(min, Math.min(max, wanted));
    const value = Number(bounded.toFixed(6)); // steps add up to round numbers
    if (pressed || value !== this.values[dimension]) {
      this.values = this.values.map((old, i) => i === dimension ? value : old);
      this.#send(at);
      clearTimeout(this.back);
      if (range === 'return' && this.values.some((one) => one !== this.seat.neutral)) {
        this.back = setTimeout(() => {
          this.values = this.values.map(() => this.seat.neutral);
          this.#send(now());
        }, 1000 * this.seat.returnAfter);
      }
    }
  }

  /** @param {number} at seconds of the page's clock */
  #send(at) {
    this.link.row(this.name, at, this.values);
    this.past.push({ at, values: this.values });
    while (this.past.length > 1 && this.past[1].at < at - HISTORY) {
      this.past.shift();
    }
    this.shell.draw();
  }

  template() {
    const { dimensions, display, question } = this.seat;
    return html`<section class="rating ${display}">${question ? html`<h1>${question}</h1>` : nothing}
      <div class="dimensions">${dimensions.map((/** @type {string} */ name, /** @type {number} */ i) => this.#dimension(name, i))}
      </div></section>`;
  }

  /** @param {string} name @param {number} i */
  #dimension(name, i) {
    const { display, controls, ends } = this.seat;
    const [low, high] = (ends[i] ?? '|').split('|').map((/** @type {string} */ word) => word.trim());
    return html`<article data-value=${this.values[i]}><h2>${name}</h2>
      ${display === 'off' ? nothing : html`<output>${shown(this.values[i])}</output>`}
      ${display === 'value' ? this.#scale(i, low, high) : nothing}
      ${display === 'history' ? html`<canvas data-history=${i}></canvas>` : nothing}
      <p class="keys">${keys(controls[i])}</p></article>`;
  }

  /** @param {number} i @param {string} low @param {string} high */
  #scale(i, low, high) {
    const { min, max, range, neutral } = this.seat;
    if (range === 'unbounded') {
      return nothing;
    }
    const share = (this.values[i] - min) / (max - min);
    const middle = (neutral - min) / (max - min);
    return html`<svg class="scale" viewBox="0 0 100 12" preserveAspectRatio="none" aria-hidden="true">
        <rect class="bar" x="0" y="5" width="100" height="2"></rect>
        <rect class="neutral" x=${100 * middle - 0.15} y="3" width="0.3" height="6"></rect>
        <rect class="now" x=${98 * share} y="0" width="2" height="12" rx="0.6"></rect></svg>
      ${low || high ? html`<div class="ends"><span>${low}</span><span>${high}</span></div>` : nothing}`;
  }

  #history() {
    for (const canvas of /** @type {NodeListOf<HTMLCanvasElement>} */ (document.querySelectorAll('canvas[data-history]'))) {
      const scale = devicePixelRatio;
      const width = canvas.width = Math.round(canvas.clientWidth * scale);
      const height = canvas.height = Math.round(canvas.clientHeight * scale);
      const pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
      const column = Number(canvas.dataset.history);
      const { min, max, range } = this.seat;
      const all = this.past.map((one) => one.values[column]);
      const low = range === 'unbounded' ? Math.min(...all) - this.seat.step : min;
      const high = range === 'unbounded' ? Math.max(...all) + this.seat.step : max;
      const end = now();
      const y = (/** @type {number} */ value) => height - 4 * scale - (height - 8 * scale) * (value - low) / (high - low);
      pen.fillStyle = '#3b4752';
      pen.fillRect(0, y(range === 'unbounded' ? this.values[column] : this.seat.neutral), width, scale);
      pen.strokeStyle = getComputedStyle(canvas).color;
      pen.lineWidth = 3 * scale;
      pen.beginPath();
      this.past.forEach((one, i) => {
        const x = Math.max(0, width * (1 - (end - one.at) / HISTORY));
        if (i === 0) {
          pen.moveTo(x, y(one.values[column]));
        } else {
          pen.lineTo(x, y(this.past[i - 1].values[column]));
          pen.lineTo(x, y(one.values[column]));
        }
      });
      pen.lineTo(width, y(this.values[column]));
      pen.stroke();
    }
  }
}

/** @param {KeyboardEvent} event @param {string} key */
function is(event, key) {
  return event.code === key || event.key.toLowerCase() === key.toLowerCase();
}

/** @param {number} value */
function shown(value) {
  return (value > 0 ? '+' : value < 0 ? '−' : '') + String(Number(Math.abs(value).toPrecision(6)));
}

/** @type {Record<string, string>} */
const NAMES = { ArrowLeft: '←', ArrowRight: '→', ArrowUp: '↑', ArrowDown: '↓' };

/** What moves a dimension. @param {string} control */
function keys(control) {
  const [kind, down, up] = control.split(' ');
  return kind === 'keys' ? html`<kbd>${NAMES[down] ?? down}</kbd> less <span class="gap"></span> more <kbd>${NAMES[up] ?? up}</kbd>`
    : kind === 'wheel' ? 'mouse wheel' : kind === 'gamepad' ? 'game controller'
      : down === 'x' ? 'mouse, left and right' : 'mouse, up and down';
}
