import { html, svg, nothing } from './lib/lit-html/lit-html.js';
import { repeat } from './lib/lit-html/directives/repeat.js';
import { ask } from './live.js';
import { MARKS, STATES, number, small } from './words.js';

/**
 * @typedef {import('./live.js').Live} Live
 * @typedef {import('./live.js').Node} Node
 * @typedef {{ key: string, value: string, line: number, help: string }} Setting
 * @typedef {{ name: string, type: string, kind: string, predicts: boolean, line: number, inputs: string[], help: string,
 *   settings: Setting[] }} Planned
 * @typedef {{ line: number, node: string, key: string, message: string }} Fault
 * @typedef {{ name: string, file: string, running: boolean, nodes: Planned[], faults: Fault[] }} Pipeline
 */

/** Sizes in pixels of a 16 pixel font; the whole page grows on large screens. */
const WIDTH = 272;
const HEIGHT = 146;
const GAP_X = 46;
const GAP_Y = 14;

/** The nodes of each pipeline as they are wired, and how they do. */
export class GraphView {
  /** @param {Live} live */
  constructor(live) {
    this.live = live;
    /** @type {Pipeline[]} */
    this.pipelines = [];
    this.asked = 0;
    this.chosen = '';
    /** @type {Map<string, { at: number, sent: number, received: number, rate: number, taken: number }>} */
    this.rates = new Map();
    live.addEventListener('session', () => this.#count());
  }

  show() {
    this.asked = 0;
  }

  hide() {}

  drawn() {}

  get session() {
    return /** @type {import('./live.js').Session} */ (this.live.session);
  }

  /** Blocks a second, over the last seconds. */
  #count() {
    if (!this.live.session) { // another view says that it has changed, before the runtime has said anything
      return;
    }
    const at = this.session.now;
    for (const node of this.session.nodes) {
      const id = `${node.pipeline}/${node.name}`;
      const before = this.rates.get(id);
      if (!before || node.sent < before.sent || node.received < before.received) {
        this.rates.set(id, { at, sent: node.sent, received: node.received, rate: NaN, taken: NaN });
      } else if (at - before.at > 2) {
        this.rates.set(id, { at, sent: node.sent, received: node.received, rate: (node.sent - before.sent) / (at - before.at),
          taken: (node.received - before.received) / (at - before.at) });
      }
    }
  }

  #refresh() {
    if (performance.now() - this.asked > 2000) {
      this.asked = performance.now();
      ask('api/pipelines').then((all) => { this.pipelines = all; }, () => {});
    }
  }

  template() {
    this.#refresh();
    if (!this.pipelines.length) {
      return html`<p class="empty">${this.session.pipelines.length ? 'Reading the pipelines …'
        : 'No pipeline runs. Put a pipeline file into the folder that the runtime follows.'}</p>`;
    }
    return html`<div class="graphs"><div class="flow">${this.pipelines.map((one) =>
      this.#pipeline(one))}</div>${this.#chosen()}</div>`;
  }

  /** @param {Pipeline} pipeline */
  #pipeline(pipeline) {
    const place = layOut(pipeline.nodes);
    const columns = Math.max(0, ...[...place.values()].map((one) => one.column)) + 1;
    const rows = Math.max(0, ...[...place.values()].map((one) => one.row)) + 1;
    const width = columns * (WIDTH + GAP_X) - GAP_X;
    const height = rows * (HEIGHT + GAP_Y) - GAP_Y;
    const em = (/** @type {number} */ pixels) => `${pixels / 16}rem`;
    const general = pipeline.faults.filter((fault) => !pipeline.nodes.some((node) => node.name === fault.node));
    const file = pipeline.file.split(/[\\/]/).pop();
    return html`<section class="pipeline"><h2>${pipeline.name}</h2>
      <p class="file" title=${pipeline.file}>${file} · ${pipeline.running ? pipeline.faults.length
        ? 'runs as it was before the last edit' : 'runs' : 'does not run'} · click a node for its settings,
            its help and its line</p>
      ${general.length || pipeline.faults.length
          ? html`<ul class="faults">${(general.length ? general : pipeline.faults).map((fault) =>
        html`<li><b>${file}:${fault.line}</b> ${fault.node ? html`<b>${fault.node}</b> ` : nothing}${fault.key
          ? html`<code>${fault.key}</code> ` : nothing}${fault.message}</li>`)}</ul>` : nothing}
      <div class="wires" .style=${`width:${em(width)};height:${em(height)}`}>
        <svg viewBox="0 0 ${width} ${height}" aria-hidden="true">${pipeline.nodes.flatMap((node) => node.inputs.map((input) =>
          wire(place.get(input), place.get(node.name))))}</svg>
        ${repeat(pipeline.nodes, (node) => node.name, (node) => this.#node(pipeline, node, place.get(node.name)))}
      </div></section>`;
  }

  /** @param {Pipeline} pipeline @param {Planned} planned @param {{ column: number, row: number } | undefined} place */
  #node(pipeline, planned, place) {
    if (!place) {
      return nothing;
    }
    const id = `${pipeline.name}/${planned.name}`;
    const node = this.session.nodes.find((one) => one.pipeline === pipeline.name && one.name === planned.name);
    const faults = pipeline.faults.filter((fault) => fault.node === planned.name);
    const rates = this.rates.get(id);
    const state = node?.state ?? '';
    return html`<button class="node ${planned.kind} ${faults.length ? 'faulty' : ''} ${node ? '' : 'absent'}"
      aria-pressed=${this.chosen === id}
        .style=${`left:${place.column * (WIDTH + GAP_X) / 16}rem;top:${place.row * (HEIGHT + GAP_Y) / 16}rem;`
        + `width:${WIDTH / 16}rem;height:${HEIGHT / 16}rem`}
      @click=${() => { this.chosen = this.chosen === id ? '' : id; this.live.dispatchEvent(new Event('session')); }}>
      <span class="head"><b>${planned.name}</b>${state ? html`<span class="chip ${state}">${MARKS[state]} ${STATES[state]}</span>`
        : node ? nothing : html`<span class="chip LOST">✕ not running</span>`}</span>
      <span class="type">${planned.type.replace(/^rapport\./, '')}</span>
      ${node ? html`<span class="figures">
        <span title="blocks a second">${planned.kind === 'SINK' ? `takes ${number(rates?.taken, 3)}`
            : `sends ${number(rates?.rate, 3)}`}/s</span>
        ${planned.kind === 'SOURCE' ? nothing : html`<span class=${node.waiting > 256 ? 'off' : ''}>queue ${node.waiting}</span>
          <span class=${node.dropped ? 'off' : ''}>dropped ${node.dropped}</span>`}
        ${node.failures ? html`<span class="off">failed ${node.failures}</span>` : nothing}</span>
      <span class="figures">${node.p50 === null ? planned.kind === 'SINK' ? `done in ${small(node.busyMicros / 1e6)}`
          : 'nothing sent yet'
        : html`<span title="age of the latest sample when the node sends it: half, 95 % and 99 % of blocks">age
          ${small(node.p50)}, p95 ${small(node.p95)}, p99 ${small(node.p99)}</span>`}</span>` : nothing}
      <span class="last ${faults.length ? 'off' : ''}">${faults.length ? `line ${faults[0].line}: ${faults[0].message}`
        : node?.missing.length ? `waits for ${node.missing.join(', ')}` : node?.message ?? ''}</span></button>`;
  }

  /** What takes the time from the moment of a prediction until it is sent. @param {Pipeline} pipeline @param {Planned} planned */
  #hops(pipeline, planned) {
    const hops = this.session.predictions.find((one) => one.pipeline === pipeline.name && one.node === planned.name)?.hops ?? [];
    return hops.length ? html`<table class="hops"><caption>Age of a prediction, last minute</caption>
      <thead><tr><th>until</th><th>half</th><th>95 %</th><th>99 %</th><th>most</th></tr></thead>
      <tbody>${hops.map((one) => html`<tr><th>${one.hop}</th>${[one.p50, one.p95, one.p99, one.max].map((seconds) =>
        html`<td>${small(seconds)}</td>`)}</tr>`)}</tbody></table>` : nothing;
  }

  #chosen() {
    const [name, ...rest] = this.chosen.split('/');
    const pipeline = this.pipelines.find((one) => one.name === name);
    const planned = pipeline?.nodes.find((one) => one.name === rest.join('/'));
    if (!pipeline || !planned) {
      return nothing;
    }
    const node = this.session.nodes.find((one) => one.pipeline === pipeline.name && one.name === planned.name);
    const faults = pipeline.faults.filter((fault) => fault.node === planned.name);
    return html`<aside class="about"><h2>${planned.name}</h2>
      <p><code>${planned.type}</code></p><p>${planned.help}</p>
      <p>${pipeline.file.split(/[\\/]/).pop()}, line <b>${planned.line}</b>${planned.inputs.length
        ? html`, reads ${planned.inputs.join(', ')}` : nothing}</p>
      ${faults.length ? html`<ul class="faults">${faults.map((fault) => html`<li><b>line ${fault.line}</b> ${fault.key
        ? html`<code>${fault.key}</code> ` : nothing}${fault.message}</li>`)}</ul>` : nothing}
      ${node?.message ? html`<p class="said">${node.message}</p>` : nothing}
      ${this.#hops(pipeline, planned)}
      <dl>${planned.settings.filter((setting) => setting.key !== 'inputs').map((setting) => html`<dt><code>${setting.key}</code>
        <b>${setting.value || '–'}</b> <small>${setting.line ? `line ${setting.line}` : 'default'}</small></dt>
        <dd>${setting.help}</dd>`)}</dl></aside>`;
  }
}

/**
 * Columns from the sources on, and rows so that a node stands near what it reads from.
 * @param {Planned[]} nodes
 */
function layOut(nodes) {
  /** @type {Map<string, { column: number, row: number }>} */
  const place = new Map();
  const known = new Map(nodes.map((node) => [node.name, node]));
  /** @type {Map<string, number>} */
  const columns = new Map();
  const column = (/** @type {Planned} */ node, /** @type {Set<string>} */ path) => {
    let found = columns.get(node.name);
    if (found === undefined) {
      if (path.has(node.name)) {
        return 0; // a circle: the file's fault, which is shown
      }
      path.add(node.name);
      found = Math.max(-1, ...node.inputs.map((input) => known.get(input)).filter((one) => one !== undefined)
        .map((one) => column(/** @type {Planned} */ (one), path))) + 1;
      path.delete(node.name);
      columns.set(node.name, found);
    }
    return found;
  };
  /** @type {Planned[][]} */
  const stacks = [];
  for (const node of nodes) {
    (stacks[column(node, new Set())] ??= []).push(node);
  }
  stacks.forEach((stack, at) => {
    const wish = (/** @type {Planned} */ node) => {
      const rows = node.inputs.map((input) => place.get(input)?.row).filter((row) => row !== undefined);
      return rows.length ? rows.reduce((sum, row) => sum + /** @type {number} */ (row), 0) / rows.length : 0;
    };
    const sorted = at === 0 ? stack : [...stack].sort((a, b) => wish(a) - wish(b));
    let next = 0;
    for (const node of sorted) {
      const row = at === 0 ? next : Math.max(next, Math.round(wish(node) - (sorted.length - 1) / 2));
      place.set(node.name, { column: at, row });
      next = row + 1;
    }
  });
  return place;
}

/** @param {{ column: number, row: number } | undefined} from @param {{ column: number, row: number } | undefined} to */
function wire(from, to) {
  if (!from || !to) {
    return nothing;
  }
  const x1 = from.column * (WIDTH + GAP_X) + WIDTH;
  const y1 = from.row * (HEIGHT + GAP_Y) + HEIGHT / 2;
  const x2 = to.column * (WIDTH + GAP_X);
  const y2 = to.row * (HEIGHT + GAP_Y) + HEIGHT / 2;
  const bend = Math.max(30, (x2 - x1) / 2);
  return svg`<path d="M${x1} ${y1}C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}"/>`;
}
