import { html, nothing } from './lib/lit-html/lit-html.js';
import { repeat } from './lib/lit-html/directives/repeat.js';
import { act, ask } from './live.js';
import { hertz } from './words.js';

/**
 * @typedef {import('./live.js').Live} Live
 * @typedef {{ uid: string, name: string, type: string, channels: number, rate: number, host: string, sourceId: string,
 *   nodeTypes: string[], content: string[], role: string, explanation: string[] }} Device
 */

/** What is on the network, whose it is, and the pipeline file that comes of that. */
export class DevicesView {
  /** @param {Live} live */
  constructor(live) {
    this.live = live;
    /** @type {Device[] | null} */
    this.devices = null;
    /** @type {string[]} */
    this.models = [];
    this.model = '';
    this.name = 'session';
    /** @type {Map<string, string>} */
    this.roles = new Map();
    this.text = '';
    /** @type {string[]} */
    this.faults = [];
    /** @type {{ name: string, text: string } | null} */
    this.mapping = null;
    this.news = '';
    this.failure = '';
    this.looking = false;
  }

  show() {
    if (this.devices === null && this.live.mayAct) {
      this.#look();
    }
  }

  hide() {}

  drawn() {}

  #again() {
    this.live.dispatchEvent(new Event('session'));
  }

  /** @param {Promise<any>} doing @param {(answer: any) => void} done */
  #do(doing, done) {
    this.failure = '';
    this.news = '';
    doing.then(done, (e) => { this.failure = e.message; }).finally(() => this.#again());
  }

  #look() {
    this.looking = true;
    this.#do(act('api/devices/look').finally(() => { this.looking = false; }), (answer) => {
      this.devices = answer.devices.sort((/** @type {Device} */ a, /** @type {Device} */ b) =>
        Number(Boolean(b.role)) - Number(Boolean(a.role))); // what one has nothing to say of comes last
      this.models = answer.models;
      this.model ||= answer.models[0] ?? '';
      for (const one of answer.devices) {
        if (!this.roles.has(one.uid)) {
          this.roles.set(one.uid, one.nodeTypes.length ? one.role : '');
        }
      }
    });
  }

  #write() {
    const devices = (this.devices ?? []).filter((one) => this.roles.get(one.uid)).map((one) => ({ uid: one.uid,
      role: this.roles.get(one.uid) }));
    this.#do(act('api/devices/pipeline', { name: this.name, model: this.model, devices }), (answer) => {
      this.text = answer.text;
      this.faults = answer.faults;
    });
  }

  #start() {
    this.#do(act('api/devices/start', { name: this.name, text: this.text }), (answer) => {
      this.news = `${answer.file} is written, and the runtime starts it`;
      this.text = '';
    });
  }

  template() {
    if (!this.live.mayAct) {
      return html`<p class="empty">Looking at the network and writing pipelines needs the address that <code>rapport run</code>
        printed.</p>`;
    }
    return html`${this.failure ? html`<p class="failure lines" role="alert">${this.failure}</p>` : nothing}
      ${this.news ? html`<p class="news" role="status" id="written">${this.news}</p>` : nothing}
      <div class="bar"><button class="main" id="look" ?disabled=${this.looking} @click=${() => this.#look()}>${this.looking
        ? 'Looking …' : 'Look at the network'}</button>
        <span>Say whose each device is; the page writes a pipeline file of it.</span></div>
      ${this.devices === null ? nothing : this.devices.length ? this.#table() : html`<p class="empty">No stream answered. Are the
        devices streaming, and is UDP port 16571 open?</p>`}
      ${this.mapping ? this.#mapping(this.mapping) : nothing}
      ${this.devices?.length ? this.#file() : nothing}`;
  }

  #table() {
    return html`<table class="devices"><thead><tr><th>Device</th><th>Type</th><th class="n">Channels</th><th class="n">Rate</th>
      <th>Recognised as</th><th>Whose</th></tr></thead><tbody>${repeat(/** @type {Device[]} */ (this.devices), (one) => one.uid,
          (one) => html`<tr>
      <td class="long" title="uid ${one.uid}"><b>${one.name}</b><small>${one.sourceId
          || 'no source id'} · ${one.host}</small></td>
      <td>${one.type}</td><td class="n">${one.channels}</td><td class="n">${one.rate ? hertz(one.rate)
          : 'irregular'}</td>
      <td class="text"><details><summary>${one.nodeTypes.length ? `${one.content.join(', ')}, read by ${one.nodeTypes[0]}`
        : 'nothing that a node reads'}</summary><pre>${one.explanation.join('\n')}</pre></details></td>
      <td>${one.nodeTypes.length ? html`<select aria-label="whose ${one.name} is" data-device=${one.name}
        @change=${(/** @type {Event} */ e) => {
          this.roles.set(one.uid, /** @type {HTMLSelectElement} */ (e.target).value);
          this.text = '';
          this.#again();
        }}>${['', 'emitter',
            'receiver'].map((role) => html`<option value=${role} ?selected=${role === (this.roles.get(one.uid) ?? '')}>${
          role || 'nobody’s'}</option>`)}</select>`
        : html`<button @click=${() => this.#do(ask(`api/devices/mapping?uid=${encodeURIComponent(one.uid)}`), (answer) => {
          this.mapping = { name: one.name.replace(/[^A-Za-z0-9_-]/g, '-').replace(/^[^A-Za-z0-9]+/, '') || 'device',
              text: answer.text };
        })}>Mapping file</button>`}</td></tr>`)}</tbody></table>`;
  }

  /** @param {{ name: string, text: string }} mapping */
  #mapping(mapping) {
    return html`<section class="panel"><h2>What the channels of ${mapping.name} mean</h2>
      <textarea class="file" rows="18" aria-label="mapping file" .value=${mapping.text} @input=${(/** @type {Event} */ e) => {
        mapping.text = /** @type {HTMLTextAreaElement} */ (e.target).value;
      }}></textarea>
      <div class="bar"><button class="main" @click=${() => this.#do(act('api/devices/mapping', mapping), (answer) => {
        this.news = `${answer.file} is written; look again`;
        this.mapping = null;
      })}>Save as dialects/${mapping.name}.json</button><button
        @click=${() => { this.mapping = null; this.#again(); }}>Cancel</button></div>
      </section>`;
  }

  #file() {
    return html`<section class="panel"><h2>Pipeline</h2><div class="bar">
      <label>Name <input id="pipeline-name" .value=${this.name} @input=${(/** @type {Event} */ e) => {
        this.name = /** @type {HTMLInputElement} */ (e.target).value.trim();
      }}></label>
      <label>Model <select @change=${(/** @type {Event} */ e) => {
        this.model = /** @type {HTMLSelectElement} */ (e.target).value;
      }}>
        ${[...this.models, ''].map((one) => html`<option value=${one}
          ?selected=${one === this.model}>${one || 'none'}</option>`)}</select></label>
      <button class="main" id="write" @click=${() => this.#write()}>Write the file</button></div>
      ${this.text ? html`<textarea class="file" rows="22" aria-label="pipeline file" .value=${this.text}
        @input=${(/** @type {Event} */ e) => { this.text = /** @type {HTMLTextAreaElement} */ (e.target).value; }}></textarea>
        ${this.faults.length ? html`<ul class="faults">${this.faults.map((fault) => html`<li>${fault}</li>`)}</ul>`
          : html`<p class="news" id="sound">Checked: the file is sound.</p>`}
        <div class="bar"><button class="main" id="start-pipeline" @click=${() =>
          this.#start()}>Put it into the runtime’s folder and start
          it</button></div>` : nothing}</section>`;
  }
}
