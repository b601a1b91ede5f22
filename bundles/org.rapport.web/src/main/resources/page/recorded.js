import { Series, parts } from './series.js';

/**
 * @typedef {import('./live.js').Channel} Channel
 * @typedef {import('./live.js').Wish} Wish
 * @typedef {{ number: number, title: string, node: string, made: boolean, modality: string, sourceId: string, rate: number,
 *   together: boolean, channels: Channel[] }} RecordedStream
 * @typedef {{ name: string, state: 'opening' | 'open' | 'failed', progress: number, error: string, start: number | null,
 *   end: number | null, streams: RecordedStream[], events: { time: number, kind: string, about: string, text: string }[],
 *   furtherEvents: number, warnings: string[] }} Told
 */

/** How much more than what is seen is fetched, of its length, on each side. */
const AHEAD = 1;
/** From which on more is fetched. */
const NEAR = 0.25;
/** Pixels may be so many times coarser than what is seen. */
const COARSE = 1.5;

/** A recording in the place of what is live. Sends the events 'session', 'renewed' and 'failed'. */
export class Recorded extends EventTarget {
  /** @param {Told} told */
  constructor(told) {
    super();
    this.isLive = false;
    this.told = told;
    this.start = told.start ?? 0;
    this.end = told.end ?? 0;
    this.failure = '';
    const streams = told.streams.filter((one) => one.together);
    this.session = {
      began: this.start,
      now: this.end,
      streams: streams.map((one) => ({ number: one.number, pipeline: '', node: one.node, name: one.title, title: one.title,
        channels: one.channels.length, rate: one.rate, role: role(one), modality: one.modality })),
      nodes: streams.filter((one) => one.made && one.modality !== 'Impression').map((one) => ({ pipeline: '', name: one.node,
        inputs: ['another'] })),
    };
    /** @type {Map<number, Series>} */
    this.series = new Map();
    /** @type {Wish[]} */
    this.wishes = [];
    /** @type {{ from: number, to: number, moment: number, streams: string } | null} */
    this.has = null;
    this.asking = false;
    /** @type {{ from: number, at: number } | null} */
    this.playing = null;
  }

  /** Where it plays. */
  now() {
    return this.playing ? Math.min(this.end, this.playing.from + (performance.now() - this.playing.at) / 1000) : this.start;
  }

  /** Plays on. @param {number} from */
  play(from) {
    this.playing = { from: from >= this.end ? this.start : from, at: performance.now() };
  }

  /** @param {string} part @param {Wish[]} wishes */
  watch(part, wishes) {
    this.wishes = wishes;
  }

  /** @param {number} number */
  stream(number) {
    const stream = this.told.streams.find((one) => one.number === number);
    return stream ? Promise.resolve({ ...stream, pipeline: '', name: stream.title, provenance: {}, role: role(stream) })
        : Promise.reject(new Error('there is no such stream'));
  }

  /** What happened; all at once. @param {number} from */
  happenings(from) {
    return Promise.resolve(from > 0 ? [] : this.told.events.map((event, number) => ({ number, ...event })));
  }

  /** Fetches what is looked at, unless it is here. @param {number} begin @param {number} end @param {number} pixels */
  look(begin, end, pixels) {
    const seconds = end - begin;
    const streams = this.wishes.map((one) => `${one.stream}:${one.first}:${one.count}`).join(',');
    if (this.asking || !streams || !(seconds > 0) || pixels < 1) {
      return;
    }
    const { has } = this;
    const wantedFrom = Math.max(begin - NEAR * seconds, this.start);
    const wantedTo = Math.min(end + NEAR * seconds, this.end);
    if (has && has.streams === streams && has.from <= wantedFrom && has.to >= wantedTo
        && has.moment <= COARSE * seconds / pixels) {
      return;
    }
    this.asking = true;
    const from = begin - AHEAD * seconds;
    const to = end + AHEAD * seconds;
    const moments = Math.ceil((1 + 2 * AHEAD) * pixels);
    this.samples(this.wishes, from, to, moments).then((series) => {
      this.series = series;
      this.has = { from, to, moment: (to - from) / moments, streams };
      this.failure = '';
      this.dispatchEvent(new Event('renewed'));
    }, (e) => {
      this.failure = e.message;
      this.dispatchEvent(new Event('failed'));
    }).finally(() => {
      setTimeout(() => { this.asking = false; }, this.failure ? 2000 : 0);
    });
  }

  /**
   * Fetches samples, the lowest and the highest of a moment where there are more.
   * @param {{ stream: number, first: number, count: number }[]} wishes @param {number} from @param {number} to
   * @param {number} moments
   */
  async samples(wishes, from, to, moments) {
    const streams = wishes.map((one) => `${one.stream}:${one.first}:${one.count}`).join(',');
    const answer = await fetch(`api/recordings/samples?name=${encodeURIComponent(this.told.name)}&from=${from}&to=${to}&moments=${
      moments}&streams=${streams}`);
    if (!answer.ok) {
      throw new Error((await answer.text()).slice(0, 300));
    }
    /** @type {Map<number, Series>} */
    const series = new Map();
    parts(await answer.arrayBuffer(), (part) => {
      const one = new Series(part.first, part.width, 0);
      one.gap = Infinity; // the runtime tells gaps by rows without values
      one.add(part.times, part.values);
      series.set(part.stream, one);
    });
    return series;
  }
}

/** Whose a stream is, if all its channels are of one person. @param {RecordedStream} stream */
function role(stream) {
  const first = stream.channels[0]?.role ?? '';
  return stream.channels.every((one) => one.role === first) ? first : '';
}
