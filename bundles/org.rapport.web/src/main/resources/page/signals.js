import { html, nothing } from './lib/lit-html/lit-html.js';
import { repeat } from './lib/lit-html/directives/repeat.js';
import { Choices } from './choices.js';
import { AXIS, LEAST_HEIGHT, Lanes, named } from './lanes.js';
import { tell } from './tip.js';
import { hertz, number } from './words.js';

/**
 * @typedef {import('./live.js').Live} Live
 * @typedef {import('./live.js').Stream} Stream
 * @typedef {import('./live.js').StreamHead} StreamHead
 * @typedef {import('./choices.js').Choice} Choice
 */

const SPANS = [1, 2, 5, 10, 20, 30, 60];
/** Seconds of a recording, beyond those; what was live longer ago is forgotten. */
const LONG_SPANS = [300, 1200];
const MOST_LIVE = 600;
const RESCALE_MILLIS = 2000;
const NEW_MILLIS = 200;
const FRAME_MILLIS = 1000 / 30;
const YOUNG_MILLIS = 4000; // the first samples of a trace tell little of its range
/** Seconds behind the present at the right edge, so that streams with some delay reach it. */
const BEHIND = 0.25;
/** Colours that colour-blind people tell apart, light and dark. */
const COLOURS = { light: ['#0072b2', '#b35400', '#00795a', '#a0508a', '#5c5c00', '#355e9c'],
  dark: ['#56b4e9', '#e69f00', '#3fd3a4', '#e0a0cc', '#f0e442', '#9fb8ff'] };

/** Every channel of every stream, live or of a recording: chosen, ordered, scaled; stopped and looked at. */
export class SignalsView {
  /** @param {Live | import('./recorded.js').Recorded} live what sends them */
  constructor(live) {
    this.live = live;
    this.choices = new Choices(live.isLive ? 'signals' : 'recorded');
    this.behind = live.isLive ? BEHIND : 0;
    /** @type {Map<number, Stream>} */
    this.known = new Map();
    /** @type {Lanes | null} */
    this.lanes = null;
    this.on = false;
    /** the time at the right edge while it stands still @type {number | null} */
    this.stopped = null;
    this.laidOut = '';
    this.rescaled = 0;
    this.rescaledNew = 0;
    this.happened = 0;
    this.asking = false;
    /** when the next frame is due, as performance.now() */
    this.due = 0;
    /** @type {{ x: number, y: number } | null} */
    this.pointer = null;
    live.addEventListener('theme', () => { this.laidOut = ''; });
    live.addEventListener('renewed', () => { // other samples of the same streams
      this.lanes?.renew();
      this.#rescale();
    });
    live.addEventListener('connection', () => {
      this.known.clear();
      this.laidOut = '';
    });
  }

  show() {
    this.on = true;
    requestAnimationFrame((now) => this.#frame(now));
  }

  hide() {
    this.on = false;
    this.lanes = null;
    this.laidOut = '';
    this.live.watch('signals', []);
  }

  /** @param {StreamHead} head */
  #choice(head) {
    return this.choices.of(head, this.live.session);
  }

  #keep() {
    this.choices.keep();
    this.laidOut = '';
    this.live.dispatchEvent(new Event('session'));
  }

  /** Streams as the user ordered them. */
  #streams() {
    return this.choices.ordered(this.live.session?.streams ?? []);
  }

  /** @param {StreamHead} head @param {number} by */
  #move(head, by) {
    this.choices.move(this.live.session?.streams ?? [], head, by);
    this.#keep();
  }

  get seconds() {
    return this.choices.seconds;
  }

  template() {
    const streams = this.#streams();
    if (!streams.length) {
      return html`<p class="empty">${this.live.isLive ? 'No stream sends yet. What is looked for stands in the session’s view.'
        : 'This recording has no stream of numbers.'}</p>`;
    }
    return html`<div class="signals"><aside>
        <div class="tools" role="toolbar" aria-label="time">
          <button class=${this.stopped === null ? '' : 'main'} id="pause" @click=${() => this.#pause()} title="space">
            ${this.stopped === null ? '❚❚ Pause' : this.live.isLive ? '▶ Live' : '▶ Play'}</button>
          <label>seconds <select @change=${(/** @type {Event} */ e) =>
            this.#span(Number(/** @type {HTMLSelectElement} */ (e.target).value))}>
            ${this.#spans().map((one) => html`<option value=${one} ?selected=${one === this.seconds}>${
              number(one, 4)}</option>`)}</select></label>
        </div>
        <ul>${repeat(streams, (one) => one.number, (one, i) => html`${i === 0 || streams[i - 1].role !== one.role
          ? html`<li class="group ${one.role}">${one.role || 'both, or nobody’s'}</li>` : nothing}${this.#entry(one)}`)}</ul>
      </aside>
      <div class="traces" @scroll=${(/** @type {Event} */ e) => this.#scroll(/** @type {HTMLElement} */ (e.target).scrollTop)}>
        <div class="tall"><canvas id="traces" tabindex="0" aria-label="traces"
          @wheel=${(/** @type {WheelEvent} */ e) => this.#wheel(e)} @pointermove=${(/** @type {PointerEvent} */ e) =>
            this.#hover(e)}
          @pointerleave=${() => { this.pointer = null; }}></canvas>
        <div class="names" aria-hidden="true"></div><div class="cross" hidden></div><output
          class="tip" hidden></output></div></div>
    </div>`;
  }

  /** @param {StreamHead} head */
  #entry(head) {
    const choice = this.#choice(head);
    const set = (/** @type {Partial<Choice>} */ change) => {
      Object.assign(choice, change);
      this.#keep();
    };
    const shown = Math.min(choice.count, head.channels - choice.first);
    return html`<li class=${choice.shown ? 'shown' : ''}>
      <label><input type="checkbox" .checked=${choice.shown} @change=${() => set({ shown: !choice.shown })}>
        <span><b>${head.title}</b><small>${[head.role, head.modality].filter(Boolean).join(' · ') || 'several'} ·
          ${head.channels === 1 ? '1 channel' : `${head.channels} channels`}${head.rate ? ` · ${hertz(head.rate)}`
              : ''}</small></span></label>
      ${choice.shown ? html`<div class="tools">
        <button title="up" aria-label="up" @click=${() => this.#move(head, -1)}>↑</button>
        <button title="down" aria-label="down" @click=${() => this.#move(head, 1)}>↓</button>
        <button title="larger" aria-label="larger" @click=${() => set({ gain: choice.gain * 1.5 })}>+</button>
        <button title="smaller" aria-label="smaller" @click=${() => set({ gain: choice.gain / 1.5 })}>−</button>
        <button title="higher" aria-label="higher" @click=${() => set({ offset: choice.offset + 0.2 })}>⇡</button>
        <button title="lower" aria-label="lower" @click=${() => set({ offset: choice.offset - 0.2 })}>⇣</button>
        ${choice.gain !== 1 || choice.offset !== 0 ? html`<button title="as it was" @click=${() =>
          set({ gain: 1, offset: 0 })}>⟲</button>` : nothing}
        ${head.channels > 1 ? html`<label>from <input type="number" min="1" max=${head.channels}
          .value=${String(choice.first + 1)}
            @change=${(/** @type {Event} */ e) => set({ first: clip(e, 1, head.channels) - 1 })}></label>
          <label>show <input type="number" min="1" max=${head.channels} .value=${String(shown)}
            @change=${(/** @type {Event} */ e) => set({ count: clip(e, 1, head.channels) })}></label>` : nothing}
      </div>` : nothing}</li>`;
  }

  /** How much time can be shown, and is. */
  #spans() {
    const most = this.live.session ? this.live.session.now - this.live.session.began : 0;
    const long = this.live.isLive ? [] : [...LONG_SPANS.filter((one) => one < most), Math.ceil(most)];
    return [...new Set([...SPANS, ...long, this.seconds])].sort((a, b) => a - b);
  }

  /** @param {number} seconds */
  #span(seconds) {
    this.choices.seconds = seconds;
    this.#keep();
  }

  #pause() {
    if (this.stopped === null) {
      this.stopped = this.live.now() - this.behind;
    } else {
      this.live.play(this.stopped);
      this.stopped = null;
    }
    this.lanes?.renew();
    this.live.dispatchEvent(new Event('session'));
  }

  /** Stands still there. @param {number} time at the right edge */
  stop(time) {
    this.stopped = time;
    this.lanes?.renew();
    this.live.dispatchEvent(new Event('session'));
  }

  /** The time at the right edge. */
  get end() {
    return this.stopped ?? this.live.now() - this.behind;
  }

  /** @param {string} key */
  key(key) {
    if (key === ' ') {
      this.#pause();
    } else if (key === 'l' && this.stopped !== null) {
      this.#pause();
    } else if (key === '+' || key === '-') {
      this.#zoom(key === '+' ? 1 / 1.5 : 1.5, 1);
    } else if ((key === 'ArrowLeft' || key === 'ArrowRight') && this.stopped !== null) {
      this.stopped += (key === 'ArrowLeft' ? -1 : 1) * this.seconds / 4;
      this.lanes?.renew();
    } else {
      return false;
    }
    return true;
  }

  /** @param {number} factor @param {number} at where it holds still, from 0 at the left to 1 */
  #zoom(factor, at) {
    const most = this.live.isLive ? MOST_LIVE : this.#spans().at(-1) ?? MOST_LIVE;
    const seconds = Math.max(0.05, Math.min(most, this.seconds * factor));
    if (this.stopped !== null) {
      this.stopped += (seconds - this.seconds) * (1 - at);
    }
    this.#span(seconds);
  }

  /** @param {WheelEvent} event */
  #wheel(event) {
    if (event.ctrlKey || this.stopped !== null) {
      event.preventDefault();
      const canvas = /** @type {HTMLCanvasElement} */ (event.target);
      if (event.shiftKey) {
        this.stopped = this.end + Math.sign(event.deltaY) * this.seconds / 8;
        this.lanes?.renew();
      } else {
        this.#zoom(event.deltaY < 0 ? 1 / 1.25 : 1.25, event.offsetX / canvas.clientWidth);
      }
    }
  }

  /** @param {PointerEvent} event */
  #hover(event) {
    if (event.buttons === 1 && this.stopped !== null) {
      this.stopped -= event.movementX * this.seconds / /** @type {HTMLElement} */ (event.target).clientWidth;
      this.lanes?.renew();
    }
    this.pointer = { x: event.offsetX, y: event.offsetY };
  }

  /** Which channels are where; asks for their samples. */
  #layOut() {
    const canvas = /** @type {HTMLCanvasElement | null} */ (document.getElementById('traces'));
    if (!canvas) {
      return;
    }
    if (this.lanes?.canvas !== canvas) {
      this.lanes = new Lanes(canvas, this.live);
      this.laidOut = '';
    }
    const shown = this.#streams().filter((head) => this.#choice(head).shown);
    const all = shown.every((head) => this.#known(head.number));
    const room = /** @type {HTMLElement} */ (canvas.parentElement?.parentElement).clientHeight;
    const state = `${all} ${room} ${canvas.clientWidth} ${shown.map((head) => head.number)}`;
    if (state === this.laidOut) {
      return;
    }
    this.laidOut = state;
    const lanes = this.lanes;
    const counts = shown.map((head) => Math.max(0, Math.min(this.#choice(head).count, head.channels - this.#choice(head).first)));
    const total = counts.reduce((sum, count) => sum + count, 0);
    const height = Math.max(LEAST_HEIGHT, Math.floor((room - AXIS - 4) / Math.max(1, total)));
    canvas.style.height = `${room}px`;
    canvas.parentElement?.style.setProperty('height', `${Math.max(room, total * height + AXIS)}px`);
    lanes.seconds = this.seconds;
    const colours = COLOURS[document.documentElement.dataset.theme === 'dark' ? 'dark' : 'light'];
    lanes.lanes = [];
    let top = 0;
    shown.forEach((head, i) => {
      const choice = this.#choice(head);
      const stream = this.known.get(head.number);
      for (let column = choice.first; column < choice.first + counts[i]; column++) {
        lanes.lanes.push({ stream: head.number, column, stepwise: stream?.channels[column]?.stepwise ?? false, top, height,
          gain: choice.gain, offset: choice.offset, low: 0, high: 0, since: performance.now(), colour: colours[i % colours.length] });
        top += height;
      }
    });
    this.live.watch('signals', shown.filter((head, i) => counts[i] > 0).map((head, i) => ({ stream: head.number,
      first: this.#choice(head).first, count: Math.max(1, Math.min(this.#choice(head).count, head.channels
        - this.#choice(head).first)), seconds: 120 })));
    named(document.querySelector('.traces .names'), lanes.lanes, this.known);
    this.#scroll(/** @type {HTMLElement} */ (canvas.parentElement?.parentElement).scrollTop);
  }

  /** @param {number} above pixels */
  #scroll(above) {
    this.lanes?.scroll(above, document.querySelectorAll('.traces .names div'));
    this.#rescale();
  }

  /** @param {number} stream */
  #known(stream) {
    if (!this.known.has(stream)) {
      this.live.stream(stream).then((told) => this.known.set(stream, told), () => {});
    }
    return this.known.has(stream);
  }

  /**
   * Fits each trace to what it was of late; a range only grows a little at a time, so that a trace does not jump about.
   * @param {boolean} [onlyNew] those that have been there for a moment only
   */
  #rescale(onlyNew = false) {
    const lanes = this.lanes;
    if (!lanes) {
      return;
    }
    let changed = false;
    const young = this.stopped === null ? performance.now() - YOUNG_MILLIS : Infinity; // what one looks at stands still
    for (const lane of onlyNew ? lanes.seen.filter((one) => one.high === one.low || one.since > young) : lanes.seen) {
      const series = this.live.series.get(lane.stream);
      const range = series?.range(lane.column - series.first, series.at(this.end - Math.max(this.seconds, 5)));
      if (!range) {
        continue;
      }
      const size = range.high - range.low || Math.abs(range.high) || 1;
      const held = lane.high - lane.low;
      if (!(range.low >= lane.low - 0.02 * size && range.high <= lane.high + 0.02 * size && held < 2.5 * size)) {
        lane.low = range.high === range.low ? range.low - size / 2 : range.low - 0.05 * size;
        lane.high = range.high === range.low ? range.high + size / 2 : range.high + 0.05 * size;
        changed = true;
      }
    }
    if (changed) {
      lanes.renew();
    }
  }

  /** @param {number} now */
  #frame(now) {
    if (!this.on) {
      return;
    }
    requestAnimationFrame((next) => this.#frame(next));
    if (now < this.due - FRAME_MILLIS / 4 || !this.live.session) {
      return;
    }
    this.due = Math.max(this.due + FRAME_MILLIS, now); // a frame that was late makes the next no later
    this.#layOut();
    if (!this.lanes) {
      return;
    }
    if (now - this.rescaled > RESCALE_MILLIS) {
      this.rescaled = now;
      this.#rescale(this.stopped !== null); // what one looks at stands still
      this.#events();
    } else if (now - this.rescaledNew > NEW_MILLIS) {
      this.rescaledNew = now;
      this.#rescale(true);
    }
    this.live.look(this.end - this.seconds, this.end, this.lanes.canvas.width);
    this.lanes.draw(this.end);
    tell(this.pointer, this.lanes, this.known);
  }

  /** Fetches what happened since the last time. */
  #events() {
    if (this.asking || !this.lanes) {
      return;
    }
    const lanes = this.lanes;
    if (lanes.events.length === 0) {
      this.happened = 0;
    }
    this.asking = true;
    this.live.happenings(this.happened).then((news) => {
      for (const one of news) {
        this.happened = one.number + 1;
        lanes.events.push({ time: one.time, kind: one.kind, text: one.kind === 'MARKER' ? one.text
          : `${one.kind.toLowerCase()}: ${one.about}` }); // long names are cut at their end
      }
    }, () => {}).finally(() => { this.asking = false; });
  }

  drawn() {}
}

/** @param {Event} event @param {number} least @param {number} most */
function clip(event, least, most) {
  const value = Math.round(Number(/** @type {HTMLInputElement} */ (event.target).value));
  return Math.max(least, Math.min(most, Number.isFinite(value) ? value : least));
}
