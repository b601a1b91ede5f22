import { Series, parts } from './series.js';

/**
 * @typedef {{ pipeline: string, node: string, type: string, name: string, sourceId: string, title: string, role: string,
 *   modality: string, state: string, reason: string, warning: boolean, since: number, stream: number | null,
 *   nominalRate: number | null, rate: number | null, lastTime: number | null, samples: number, valid: number | null,
 *   missing: number | null, jitter: number | null, offset: number | null, uncertainty: number | null,
 *   confidence: number | null }} Source
 * @typedef {{ number: number, about: string, kind: string, text: string, grave: boolean, first: number, last: number,
 *   count: number, over: number | null, acknowledged: boolean }} Trouble
 * @typedef {{ pipeline: string, node: string, stream: number, label: number | null, time: number | null,
 *   latest: (number | null)[], halfWidth90: Record<string, number>, hops: Hop[] }} Prediction
 * @typedef {{ hop: string, p50: number | null, p95: number | null, p99: number | null, max: number | null }} Hop
 * @typedef {{ pipeline: string, name: string, type: string, inputs: string[], missing: string[], received: number,
 *   sent: number, waiting: number, dropped: number, failures: number, busyMicros: number, p50: number | null,
 *   p95: number | null, p99: number | null, max: number | null, state: string, message: string }} Node
 * @typedef {{ number: number, pipeline: string, node: string, name: string, title: string, channels: number, rate: number,
 *   role: string, modality: string }} StreamHead
 * @typedef {{ role: string, type: string, label: string, unit: string, extractor: string, stepwise: boolean }} Channel
 * @typedef {StreamHead & { sourceId: string, channels: Channel[], provenance: Record<string, string> }} Stream
 * @typedef {{ name: string, file: string, running: boolean,
 *   faults: { line: number, node: string, key: string, message: string }[] }} Pipeline
 * @typedef {{ now: number, began: number, beganMillis: number, expected: number, there: number, missed: number, pages: number,
 *   dropped: number, sources: Source[], predictions: Prediction[], pipelines: Pipeline[], nodes: Node[], streams: StreamHead[],
 *   troubles: Trouble[], recording: { recorders: { pipeline: string, node: string, file: string | null }[],
 *   since: number | null, session: string, emitter: string, receiver: string, notes: string },
 *   preflight: { running: boolean, pipeline?: string, go?: boolean, at?: number, lines: string[] },
 *   verifying: { recording: string, pipeline: string, progress: number } | null,
 *   participants: { role: string, state: string, words: string }[] }} Session
 * @typedef {{ stream: number, first: number, count: number, seconds: number }} Wish
 * @typedef {{ number: number, time: number, kind: string, about: string, text: string }} Happening
 */

/** Seconds by which samples are older than those before when all that there is is sent once more. */
const BACK = 1;

/** What the runtime tells this page, as it comes. Sends the events 'session', 'frames' and 'connection'. */
export class Live extends EventTarget {
  constructor() {
    super();
    /** @type {Session | null} */
    this.session = null;
    /** @type {Map<number, Series>} */
    this.series = new Map();
    this.isLive = true;
    this.connected = false;
    this.forgotten = 0;
    this.dropped = 0;
    this.mayAct = false;
    /** @type {{ offset: number, at: number }[]} */
    this.offsets = [];
    /** @type {Map<string, Wish[]>} */
    this.wishes = new Map();
    this.sentWish = '';
    /** @type {Set<number>} */
    this.wanted = new Set();
    /** @type {Map<number, Promise<Stream>>} */
    this.streams = new Map();
    this.worker = new Worker('live-worker.js');
    this.worker.onmessage = ({ data }) => this.#take(data);
    this.worker.postMessage({ address: `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/live` });
  }

  /** The LSL clock of the runtime now, in seconds: of the latest states the one that was the shortest time under way tells it. */
  now() {
    const offset = this.offsets.reduce((best, one) => Math.max(best, one.offset), -Infinity);
    return performance.now() / 1000 + offset;
  }

  /**
   * Says what a part of the page wants to see; only that is sent.
   * @param {string} part
   * @param {Wish[]} wishes
   */
  watch(part, wishes) {
    this.wishes.set(part, wishes);
    /** @type {Map<number, Wish>} */
    const all = new Map();
    for (const wish of [...this.wishes.values()].flat()) {
      const other = all.get(wish.stream);
      if (other) {
        const first = Math.min(other.first, wish.first);
        const end = Math.max(other.first + other.count, wish.first + wish.count);
        all.set(wish.stream, { stream: wish.stream, first, count: end - first, seconds: Math.max(other.seconds, wish.seconds) });
      } else {
        all.set(wish.stream, wish);
      }
    }
    const text = JSON.stringify({ watch: [...all.values()] });
    if (text !== this.sentWish) {
      this.sentWish = text;
      this.wanted = new Set(all.keys());
      for (const [number, series] of this.series) {
        const wish = all.get(number);
        if (!wish || wish.first !== series.first) {
          this.series.delete(number);
        }
      }
      this.worker.postMessage({ wish: text });
    }
  }

  /** What a stream's channels are. @param {number} number @returns {Promise<Stream>} */
  stream(number) {
    let stream = this.streams.get(number);
    if (!stream) {
      stream = ask(`api/streams/${number}`);
      this.streams.set(number, stream);
      stream.catch(() => this.streams.delete(number));
    }
    return stream;
  }

  /** @param {{ connected?: boolean, reason?: string, state?: string | null, frames?: ArrayBuffer[], dropped?: number }} data */
  #take(data) {
    if (data.connected !== undefined) {
      this.connected = data.connected;
      if (data.connected) {
        this.series.clear(); // what was missed is sent again
        this.offsets = [];
        this.streams.clear();
        ask('api/me').then((me) => {
          this.mayAct = me.mayAct;
          this.dispatchEvent(new Event('connection'));
        }, () => {});
      }
      this.dispatchEvent(new Event('connection'));
      return;
    }
    if (data.frames?.length) {
      data.frames.forEach((frame) => this.#frame(frame));
      this.dispatchEvent(new Event('frames'));
    }
    if (data.state) {
      /** @type {Session} */
      const session = JSON.parse(data.state);
      this.session = session;
      const at = performance.now() / 1000;
      this.offsets = this.offsets.filter((one) => at - one.at < 30);
      this.offsets.push({ offset: session.now - at, at });
      this.dispatchEvent(new Event('session'));
    }
    this.dropped = data.dropped ?? this.dropped;
    this.worker.postMessage({ done: true });
  }

  /** @param {ArrayBuffer} frame */
  #frame(frame) {
    parts(frame, (part) => {
      if (!this.wanted.has(part.stream)) { // it was under way when nobody wanted it any more
        return;
      }
      this.forgotten += part.forgotten;
      let series = this.series.get(part.stream);
      const again = series && series.length > 0 && part.times[0] < series.times[series.length - 1] - BACK;
      if (!series || again || series.first !== part.first || series.width !== part.width) {
        const head = this.session?.streams.find((one) => one.number === part.stream);
        series = new Series(part.first, part.width, head?.rate ?? 0);
        this.series.set(part.stream, series);
      }
      series.add(part.times, part.values);
    });
  }

  /** What happened, from a number on. @param {number} from @returns {Promise<Happening[]>} */
  happenings(from) {
    return ask(`api/happenings/${from}`);
  }

  /** Whatever is looked at comes by itself. */
  look() {}

  /** It goes on by itself. */
  play() {}
}

/** Asks the runtime. @param {string} path @returns {Promise<any>} */
export async function ask(path) {
  const answer = await fetch(path);
  if (!answer.ok) {
    throw new Error((await answer.text()).slice(0, 300));
  }
  return answer.json();
}

/** Has the runtime do something. @param {string} path @param {object} [body] @returns {Promise<any>} */
export async function act(path, body) {
  const answer = await fetch(path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const text = await answer.text();
  if (!answer.ok) {
    let words = text;
    try {
      words = JSON.parse(text).error ?? text;
    } catch {
      // it was no JSON: the gate's own words
    }
    throw new Error(words.slice(0, 500));
  }
  return JSON.parse(text);
}
