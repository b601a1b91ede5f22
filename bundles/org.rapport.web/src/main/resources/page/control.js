import { html, nothing } from './lib/lit-html/lit-html.js';
import { act } from './live.js';
import { Recordings } from './recordings.js';
import { age, clock } from './words.js';

/** @typedef {import('./live.js').Live} Live */

/** Texts that are set as markers by a key: F2 to F9. */
const KEYS = ['F2', 'F3', 'F4', 'F5', 'F6', 'F7', 'F8', 'F9'];
const FIRST_MARKERS = ['start of task', 'end of task', 'pause', 'note'];

/** What an experimenter does: look whether all is ready, record, set markers, and look at what was recorded. */
export class ControlView {
  /** @param {Live} live */
  constructor(live) {
    this.live = live;
    this.failure = '';
    this.news = '';
    this.recordings = new Recordings(live);
    /** @type {string[]} */
    this.markers = JSON.parse(localStorage.getItem('markers') ?? 'null') ?? FIRST_MARKERS;
    addEventListener('keydown', (event) => { // on every view: who sets markers looks at signals
      const text = this.markers[KEYS.indexOf(event.key)];
      if (text && this.live.mayAct && this.#files().length) {
        event.preventDefault();
        this.#mark(text);
      }
    });
  }

  show() {
    this.recordings.renew();
  }

  hide() {}

  drawn() {}

  get session() {
    return /** @type {import('./live.js').Session} */ (this.live.session);
  }

  #files() {
    return this.live.session?.recording.recorders.map((one) => one.file).filter((file) => file !== null) ?? [];
  }

  /** What stands on top of every view while it records. */
  badge() {
    const files = this.#files();
    if (!files.length) {
      return nothing;
    }
    const since = this.session.recording.since;
    return html`<a class="rec" href="#control" title=${files.join(', ')}>● REC ${since === null ? ''
      : clock(this.live.now() - since)}</a>`;
  }

  /** @param {Promise<any>} doing @param {(answer: any) => string} said */
  #do(doing, said) {
    doing.then((answer) => {
      this.failure = '';
      this.news = said(answer);
    }, (e) => {
      this.failure = e.message;
      this.news = '';
    }).finally(() => {
      this.recordings.renew();
      this.live.dispatchEvent(new Event('session'));
    });
  }

  /** @param {string} text */
  #mark(text) {
    this.#do(act('api/control/mark', { text }), (answer) => answer.recorders ? `“${text}” is in the recording`
      : `“${text}” is shown, and recorded nowhere: nothing is being recorded`);
  }

  /** @param {Event} event */
  #start(event) {
    event.preventDefault();
    const form = /** @type {HTMLFormElement} */ (event.target);
    const said = Object.fromEntries(['session', 'emitter', 'receiver', 'notes'].map((name) =>
      [name, /** @type {HTMLInputElement} */ (form.elements.namedItem(name)).value]));
    this.#do(act('api/control/start', said), (answer) => `records into ${answer.files.join(', ')}`);
  }

  #stop() {
    this.#do(act('api/control/stop'), (answer) => {
      this.recordings.wanted = answer.files[0]?.split(/[\\/]/).pop();
      return `recorded ${answer.files.join(', ')}`;
    });
  }

  template() {
    return html`${this.failure ? html`<p class="failure" role="alert">${this.failure}</p>` : nothing}
      ${this.news ? html`<p class="news" role="status" id="news">${this.news}</p>` : nothing}
      <div class="panels">${this.#preflight()}${this.#recorder()}${this.#marking()}</div>${this.recordings.template()}`;
  }

  #preflight() {
    const { preflight, pipelines } = this.session;
    return html`<section><h2>Preflight</h2>
      <p>Tries the devices of a pipeline for six seconds, as <code>rapport check --live</code> does.</p>
      <div class="tools">${pipelines.length ? nothing : 'No pipeline runs.'}${pipelines.map((one) => html`<button class="main" ?disabled=${!this.live.mayAct || preflight.running}
        @click=${() => this.#do(act('api/control/preflight', { pipeline: one.name }), () => '')}>${preflight.running ? 'Trying …'
          : `Try ${one.name}`}</button>`)}</div>
      ${preflight.pipeline ? html`<p class="verdict ${preflight.go ? 'go' : 'nogo'}" id="verdict">${preflight.go ? '● GO'
        : '✕ NO-GO'}: ${preflight.pipeline}, ${age((Date.now() - (preflight.at ?? 0)) / 1000)} ago</p>
        <pre>${preflight.lines.join('\n')}</pre>` : nothing}</section>`;
  }

  #recorder() {
    const { recording } = this.session;
    const files = this.#files();
    if (!recording.recorders.length) {
      return html`<section><h2>Recording</h2><p>No running pipeline has a recorder. Put one into its file, which the runtime
        follows:</p><pre class="whole">"rapport.sink.xdf~recorder": {
  "inputs": [${this.session.nodes.filter((node) => node.p50 !== null).map((node) => `"${node.name}"`).join(', ')}],
  "file": "recordings/sub-{receiver}/ses-{session}/sub-{receiver}_ses-{session}_{time}.xdf",
  "recording": false
}</pre></section>`;
    }
    if (files.length) {
      return html`<section><h2>Recording</h2><p class="verdict nogo">● recording ${recording.since === null ? ''
        : clock(this.live.now() - recording.since)}</p>
        <p class="long">${files.join(', ')}</p>
        <p>${[recording.session && `session ${recording.session}`, recording.emitter && `emitter ${recording.emitter}`,
          recording.receiver && `receiver ${recording.receiver}`].filter(Boolean).join(', ')}</p>
        <button class="main" id="stop" ?disabled=${!this.live.mayAct} @click=${() => this.#stop()}>■ Stop</button></section>`;
    }
    return html`<section><h2>Recording</h2><form @submit=${(/** @type {Event} */ e) => this.#start(e)}>
      <label>Session <input name="session" maxlength="40" placeholder="01"></label>
      <label>Emitter’s pseudonym <input name="emitter" maxlength="40"></label>
      <label>Receiver’s pseudonym <input name="receiver" maxlength="40"></label>
      <label class="wide">Notes <textarea name="notes" rows="3" maxlength="5000"></textarea></label>
      <button class="main" id="start" ?disabled=${!this.live.mayAct}>● Start</button></form></section>`;
  }

  #marking() {
    return html`<section><h2>Markers</h2>
      <div class="markers">${this.markers.map((text, i) => html`<span><button ?disabled=${!this.live.mayAct}
        @click=${() => this.#mark(text)}>${text}${KEYS[i] ? html` <kbd>${KEYS[i]}</kbd>` : nothing}</button><button class="less"
        aria-label="remove ${text}" title="remove" @click=${() => this.#keep(this.markers
            .filter((one) => one !== text))}>✕</button></span>`)}</div>
      <form @submit=${(/** @type {Event} */ e) => {
        e.preventDefault();
        const field = /** @type {HTMLInputElement} */ (/** @type {HTMLFormElement} */ (e.target).elements.namedItem('marker'));
        if (field.value.trim()) {
          this.#mark(field.value.trim());
          if (!this.markers.includes(field.value.trim())) {
            this.#keep([...this.markers, field.value.trim()]);
          }
          field.value = '';
        }
      }}><label class="wide">Another <input name="marker" maxlength="200"></label>
        <button ?disabled=${!this.live.mayAct}>Set</button></form></section>`;
  }

  /** @param {string[]} markers */
  #keep(markers) {
    this.markers = markers;
    localStorage.setItem('markers', JSON.stringify(markers));
    this.live.dispatchEvent(new Event('session'));
  }
}
