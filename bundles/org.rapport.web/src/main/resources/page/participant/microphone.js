import { html, nothing } from '../lib/lit-html/lit-html.js';
import { track } from './media.js';
import { SoundOutbox, packed } from './sound-outbox.js';

const RATE = 16000;
/** Seconds that are kept while the connection is cut. */
const KEPT = 600;
const CLIPS = 0.98;
const QUIET = 0.002;
/** Tenths of a second without a sound after which the participant is asked to speak up. */
const PATIENCE = 80;

/** A microphone: sound at 16 kHz, as it is. */
export default class Microphone {
  side = true;

  /**
   * @param {string} name @param {any} seat @param {import('./link.js').Link} link @param {{ draw: () => void }} shell
   */
  constructor(name, seat, link, shell) {
    this.name = name;
    this.seat = seat;
    this.link = link;
    this.shell = shell;
    this.state = 'asks';
    this.trouble = '';
    this.level = { peak: 0, rms: 0 };
    this.clipped = 0;
    this.quiet = 0;
    this.outbox = new SoundOutbox(KEPT * RATE);
    this.outbox.meet(seat.next);
    const signal = (this.ends = new AbortController()).signal;
    link.addEventListener('ack', (event) => this.#acknowledged(/** @type {CustomEvent} */ (event).detail), { signal });
    link.addEventListener('hello', () => this.#sendAll(), { signal });
    link.addEventListener('clock', () => this.#sendAllOnce(), { signal });
    this.sentAll = false;
    this.#begin();
  }

  async #begin() {
    try {
      this.track = await track('audio', { echoCancellation: false, noiseSuppression: false, autoGainControl: false, channelCount: 1 });
      this.track.onended = () => this.#fail('The microphone is gone. Plug it in, and load the page again.');
      const context = new AudioContext({ sampleRate: RATE, latencyHint: 'interactive' });
      this.context = context;
      context.onstatechange = () => this.#become(context.state === 'running' ? 'on' : 'waits');
      await context.audioWorklet.addModule(new URL('sound-worklet.js', import.meta.url).href);
      const node = new AudioWorkletNode(context, 'sound', { numberOfOutputs: 0, channelCount: 1, channelCountMode: 'explicit' });
      const worker = new Worker(new URL('sound-worker.js', import.meta.url), { type: 'module' });
      this.worker = worker;
      worker.onerror = (event) => this.#fail(`The sound cannot be read: ${event.message}`);
      worker.onmessage = ({ data }) => this.#hear(data);
      const { port1, port2 } = new MessageChannel();
      worker.postMessage({ port: port2, rate: RATE }, [port2]);
      node.port.postMessage({ port: port1 }, [port1]);
      context.createMediaStreamSource(new MediaStream([this.track])).connect(node);
      const said = this.track.label ? `microphone ${this.track.label}` : 'microphone';
      this.link.event(this.name, (performance.timeOrigin + performance.now()) / 1000, ['microphone', `${said}, ${RATE} Hz`]);
      this.#become(context.state === 'running' ? 'on' : 'waits');
    } catch (e) {
      this.#fail(e instanceof Error ? e.message : String(e));
    }
  }

  /** @param {any} said */
  #hear(said) {
    if (said.op === 'sound') {
      const block = this.outbox.add(said.frame, said.stamp, said.pcm);
      const seat = this.link.seat(this.name);
      if (seat >= 0 && this.outbox.blocks.length < 500) { // behind a cut, what is kept goes first
        this.link.sendBytes(packed(seat, block));
      }
    } else {
      this.level = said;
      this.clipped = said.peak > CLIPS ? 30 : Math.max(0, this.clipped - 1);
      this.quiet = said.rms < QUIET ? this.quiet + 1 : 0;
      this.shell.draw();
    }
  }

  /** @param {{ seat: number, number?: number }} ack */
  #acknowledged(ack) {
    if (ack.seat === this.link.seat(this.name)) {
      this.outbox.taken(ack.number ?? 0);
    }
  }

  #sendAll() {
    const seat = this.link.seat(this.name);
    if (seat >= 0) {
      this.sentAll = this.outbox.messages(seat).map((message) => this.link.sendBytes(message)).every((sent) => sent);
    }
  }

  /** Nothing goes before the clock is known. */
  #sendAllOnce() {
    if (!this.sentAll) {
      this.#sendAll();
    }
  }

  /** @param {string} state */
  #become(state) {
    if (this.state !== 'failed') {
      this.state = state;
      this.shell.draw();
    }
  }

  /** @param {string} why */
  #fail(why) {
    this.trouble = why;
    this.#become('failed');
    this.link.event(this.name, (performance.timeOrigin + performance.now()) / 1000, ['microphone', why]);
    this.#release();
  }

  #release() {
    this.worker?.terminate();
    this.context?.close().catch(() => {});
    if (this.track) {
      this.track.onended = null;
      this.track.stop();
    }
  }

  /** @param {any} seat */
  renew(seat) {
    this.seat = seat;
    this.outbox.meet(seat.next);
  }

  stop() {
    this.ends.abort();
    this.#release();
  }

  get advice() {
    return this.clipped > 0 ? 'It is too loud: move away from the microphone, or turn it down.'
      : this.quiet > PATIENCE ? 'Nothing is heard: is the microphone switched off?' : '';
  }

  template() {
    return html`<section class="capture" aria-label="Microphone">
      <b>Microphone</b> ${this.#line()}
      ${this.state === 'on' ? html`<meter min="0" max="1" low="0.02" high=${CLIPS} optimum="0.3" .value=${Math.sqrt(this.level.peak)}
        aria-label="loudness"></meter>` : nothing}
      ${this.state === 'waits' ? html`<button class="small" @click=${() => this.context?.resume()}>Switch on</button>` : nothing}
    </section>`;
  }

  #line() {
    switch (this.state) {
      case 'asks': return html`<span class="faint">waits for your permission</span>`;
      case 'waits': return html`<span class="faint">is ready</span>`;
      case 'failed': return html`<span class="bad" role="alert">${this.trouble}</span>`;
      default: return this.advice ? html`<span class="bad" role="status">${this.advice}</span>` : html`<span class="good">good</span>`;
    }
  }
}
