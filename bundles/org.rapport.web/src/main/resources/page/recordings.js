import { html, nothing } from './lib/lit-html/lit-html.js';
import { ask } from './live.js';
import { clock } from './words.js';

/**
 * @typedef {{ name: string, bytes: number, changed: number, recording: boolean, seconds?: number, streams?: number,
 *   good?: boolean, verdict?: string, verified?: { pipeline: string, same: boolean, at: number, lines: string[] } }} Recording
 */

const EVERY_MILLIS = 5000;

/** The recordings that there are, how good they are, and ways to look at them. */
export class Recordings {
  /** @param {import('./live.js').Live} live */
  constructor(live) {
    this.live = live;
    /** @type {Recording[]} */
    this.all = [];
    this.asked = -Infinity;
    /** the end of the name of the one that was just recorded @type {string | undefined} */
    this.wanted = undefined;
    this.shown = '';
  }

  /** Asks again at once. */
  renew() {
    this.asked = -Infinity;
  }

  #refresh() {
    if (performance.now() - this.asked > EVERY_MILLIS) {
      this.asked = performance.now();
      ask('api/control/recordings').then((/** @type {Recording[]} */ all) => {
        this.all = all;
        const { wanted } = this;
        const stopped = wanted && all.find((one) => one.name.endsWith(wanted));
        if (stopped) { // the report of what was just recorded opens by itself
          this.wanted = undefined;
          this.shown = stopped.name;
          this.renew();
        }
        this.live.dispatchEvent(new Event('session'));
      }, () => {});
    }
  }

  template() {
    this.#refresh();
    if (!this.all.length) {
      return html`<p class="empty">No recording yet in the folders of the recorders.</p>`;
    }
    return html`<table class="recordings"><thead><tr><th>Recording</th><th>Changed</th><th class="n">Size</th><th
      class="n">Length</th><th class="n">Streams</th><th>Verdict</th><th>Run again</th><th></th></tr></thead>
      <tbody>${this.all.map((one) => this.#row(one))}</tbody></table>`;
  }

  /** @param {Recording} one */
  #row(one) {
    const running = this.live.session?.verifying;
    const runs = running && running.recording === one.name ? `runs: ${Math.round(100 * running.progress)} %` : '';
    const report = `api/control/report?name=${encodeURIComponent(one.name)}`;
    return html`<tr class=${one.name === this.shown ? 'shown' : ''}>
      <td class="long">${one.name}</td><td class="date">${new Date(one.changed).toLocaleString()}</td>
      <td class="n">${one.bytes > 1e6 ? `${(one.bytes / 1e6).toFixed(1)} MB` : `${Math.ceil(one.bytes / 1000)} kB`}</td>
      <td class="n">${one.seconds === undefined ? '–' : clock(one.seconds)}</td><td class="n">${one.streams ?? '–'}</td>
      <td class="text ${one.good === false ? 'off' : ''}">${one.recording ? 'is being recorded' : one.verdict
        ?? 'not looked at yet'}</td>
      <td class="text">${runs || (one.verified ? html`<span class=${one.verified.same ? '' : 'off'}
        title=${one.verified.lines.join('\n')}>${one.verified.same ? '● the same' : '✕ not the same'}</span>` : '–')}</td>
      <td class="do">${one.recording ? nothing : html`<a class="button"
          href="#recording/${encodeURIComponent(one.name)}">Open</a> <a class="button" target="_blank" rel="noopener"
          href=${report}>Report</a>`}</td></tr>
      ${one.name === this.shown ? html`<tr><td colspan="8"><iframe title="report of ${one.name}"
        src=${report}></iframe></td></tr>` : nothing}`;
  }
}
