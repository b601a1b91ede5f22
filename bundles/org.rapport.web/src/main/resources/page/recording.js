import { html, nothing } from './lib/lit-html/lit-html.js';
import { Courses } from './courses.js';
import { act, ask } from './live.js';
import { Recorded } from './recorded.js';
import { SignalsView } from './signals.js';
import { clock } from './words.js';

/** @typedef {import('./live.js').Live} Live */

const ASK_MILLIS = 300;
const LONGEST_EVENT = 60;

/** A recording that is looked at after the session: its signals, its events, and what it gives when it runs again. */
export class RecordingView {
  /** @param {Live} live */
  constructor(live) {
    this.live = live;
    this.name = '';
    this.failure = '';
    this.progress = 0;
    this.shown = false;
    this.pipeline = '';
    /** @type {{ pipeline: string, same: boolean, at: number, lines: string[] } | undefined} */
    this.verified = undefined;
    /** @type {Recorded | null} */
    this.recorded = null;
    /** @type {SignalsView | null} */
    this.signals = null;
    /** @type {Courses | null} */
    this.courses = null;
    this.verifying = false;
    live.addEventListener('theme', () => {
      this.recorded?.dispatchEvent(new Event('theme'));
      this.courses?.close();
    });
    live.addEventListener('session', () => this.#followVerify());
  }

  show() {
    const name = decodeURIComponent(location.hash.split('/').slice(1).join('/'));
    this.shown = true;
    if (name !== this.name) {
      this.name = name;
      this.recorded = null;
      this.signals = null;
      this.courses?.close();
      this.courses = null;
      this.verified = undefined;
    }
    this.failure = '';
    this.#fetchVerified();
    if (this.signals) {
      this.signals.show();
    } else {
      this.#open();
    }
  }

  hide() {
    this.shown = false;
    this.signals?.hide();
    this.courses?.close();
  }

  drawn() {
    this.courses?.drawn();
  }

  /** @param {string} key */
  key(key) {
    return this.signals?.key(key) ?? false;
  }

  #again() {
    this.live.dispatchEvent(new Event('session'));
  }

  #open() {
    const { name } = this;
    ask(`api/recordings/view?name=${encodeURIComponent(name)}`).then((/** @type {import('./recorded.js').Told} */ told) => {
      if (!this.shown || name !== this.name) {
        return;
      }
      this.progress = told.progress;
      this.failure = told.error;
      if (told.state === 'open') {
        const recorded = new Recorded(told);
        recorded.addEventListener('session', () => this.#again());
        recorded.addEventListener('failed', () => this.#again());
        this.recorded = recorded;
        this.signals = new SignalsView(recorded);
        this.signals.stopped = Math.min(recorded.end, recorded.start + this.signals.seconds);
        this.signals.show();
        this.courses = new Courses(recorded, this.signals);
      } else if (told.state === 'opening') {
        setTimeout(() => this.#open(), ASK_MILLIS);
      }
      this.#again();
    }, (e) => {
      this.failure = e.message;
      this.#again();
    });
  }

  #fetchVerified() {
    ask('api/control/recordings').then((/** @type {import('./recordings.js').Recording[]} */ all) => {
      this.verified = all.find((one) => one.name === this.name)?.verified;
      this.#again();
    }, () => {});
  }

  /** Asks for the result when it no longer runs. */
  #followVerify() {
    const runs = this.live.session?.verifying?.recording === this.name;
    if (this.verifying && !runs && this.shown) {
      this.#fetchVerified();
    }
    this.verifying = runs;
  }

  template() {
    return html`<div class="recorded"><div class="bar head"><a class="button" href="#control">← Recordings</a>
        <b class="long" id="recording-name">${this.name}</b>
        ${this.recorded ? html`<span>${clock(this.recorded.end - this.recorded.start)}, ${this.recorded.told.streams.length}
          signals</span>` : nothing}
        <a class="button" target="_blank" rel="noopener"
          href="api/control/report?name=${encodeURIComponent(this.name)}">Report</a>
        ${this.#verify()}</div>
      ${this.failure || this.recorded?.failure ? html`<p class="failure" role="alert">${this.failure
        || this.recorded?.failure}</p>` : nothing}
      ${this.recorded && this.signals ? this.#body(this.recorded, this.signals) : this.failure ? nothing
        : html`<p class="empty">Looking through it … <progress max="1" value=${this.progress}></progress></p>`}</div>`;
  }

  /** @param {Recorded} recorded @param {SignalsView} signals */
  #body(recorded, signals) {
    const { told } = recorded;
    if (told.start === null) {
      return html`<p class="empty">Nothing in it has a time: no stream can be shown beside another.</p>`;
    }
    const apart = told.streams.filter((one) => !one.together);
    return html`
      ${apart.length ? html`<p class="look">On a clock of their own, and not shown: ${apart.map((one) => one.title)
        .join(', ')}</p>` : nothing}
      ${told.warnings.length ? html`<details class="look"><summary>${told.warnings.length === 1
        ? 'One thing is damaged or missing' : `${told.warnings.length} things are damaged or missing`}</summary>
        <pre>${told.warnings.join('\n')}</pre></details>` : nothing}
      ${this.courses?.template()}
      <div class="fill">${signals.template()}</div>
      <div class="bar time"><span class="clock">${clock(signals.end - recorded.start)}</span>
        <input type="range" id="time" aria-label="time" min=${recorded.start} max=${recorded.end} step="any"
          .value=${String(signals.end)} @input=${(/** @type {Event} */ e) => signals.stop(Number(/** @type {HTMLInputElement} */
            (e.target).value))}>
        <select id="events" aria-label="events" @change=${(/** @type {Event} */ e) => {
          const field = /** @type {HTMLSelectElement} */ (e.target);
          signals.stop(Math.min(recorded.end, Number(field.value) + signals.seconds / 2));
          field.value = '';
        }}><option value="">${told.events.length} events${told.furtherEvents ? ` and ${told.furtherEvents} more`
          : ''} …</option>
          ${told.events.map((event) => html`<option value=${event.time}>${clock(event.time - recorded.start)} ${
            (event.kind === 'MARKER' ? event.text : `${event.about} ${event.kind.toLowerCase()}: ${event.text}`)
              .slice(0, LONGEST_EVENT)}</option>`)}</select></div>`;
  }

  #verify() {
    const session = this.live.session;
    const runs = session?.verifying;
    if (!session || !session.pipelines.length) {
      return nothing;
    }
    if (runs && runs.recording === this.name) {
      return html`<span id="verifying">runs through ${runs.pipeline} again <progress max="1"
          value=${runs.progress}></progress></span>
        <button id="cancel" ?disabled=${!this.live.mayAct}
          @click=${() => this.#do(act('api/recordings/cancel'))}>Cancel</button>`;
    }
    const chosen = session.pipelines.some((one) => one.name === this.pipeline) ? this.pipeline : session.pipelines[0].name;
    return html`<label>through <select aria-label="pipeline" @change=${(/** @type {Event} */ e) => {
          this.pipeline = /** @type {HTMLSelectElement} */ (e.target).value;
          this.#again();
        }}>${session.pipelines.map((one) => html`<option ?selected=${one.name === chosen}>${one.name}</option>`)}</select></label>
      <button class="main" id="verify" ?disabled=${!this.live.mayAct || Boolean(runs)} 
        title="runs the recording through this pipeline and compares with what its nodes made live"
        @click=${() => this.#do(act('api/recordings/verify', { name: this.name, pipeline: chosen }))}>Run again and compare</button>
      ${this.verified ? html`<details id="verified"><summary class=${this.verified.same ? 'go' : 'nogo'}>${this.verified.same
        ? '● the same' : '✕ not the same'} through ${this.verified.pipeline}</summary>
        <pre>${this.verified.lines.join('\n')}</pre></details>` : nothing}`;
  }

  /** @param {Promise<any>} doing */
  #do(doing) {
    doing.then(() => { this.failure = ''; }, (e) => { this.failure = e.message; }).finally(() => this.#again());
  }
}
