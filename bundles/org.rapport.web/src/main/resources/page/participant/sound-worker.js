import { RunningMinimum } from './running-minimum.js';

// Takes blocks of sound from the audio thread and tells when each was captured: by the count of samples, and by how soon after its
// last sample a block came at the soonest. When a block happens to arrive tells nothing.

/** Seconds over which the audio clock is held against that of the page. */
const SPAN = 15;
const SHORTEST = 640;
const METER = 1600;

let rate = 16000;
const offset = new RunningMinimum(SPAN);
/** @type {{ frame: number, pcm: Int16Array }[]} */
let held = [];
let heldSamples = 0;
const meter = { samples: 0, peak: 0, squares: 0 };

self.onmessage = ({ data }) => {
  rate = data.rate;
  data.port.onmessage = (/** @type {MessageEvent} */ event) => take(event.data);
};

/** @param {{ frame: number, pcm: Int16Array }} block */
function take(block) {
  const now = performance.now();
  const end = block.frame + block.pcm.length;
  offset.add(now / 1000, now - end * 1000 / rate);
  const last = held.at(-1);
  if (last && last.frame + last.pcm.length !== block.frame) {
    send();
  }
  held.push(block);
  heldSamples += block.pcm.length;
  if (heldSamples >= SHORTEST) {
    send();
  }
  measure(block.pcm);
}

function send() {
  if (!held.length) {
    return;
  }
  const pcm = new Int16Array(heldSamples);
  let at = 0;
  for (const block of held) {
    pcm.set(block.pcm, at);
    at += block.pcm.length;
  }
  const frame = held[0].frame;
  const stamp = (performance.timeOrigin + frame * 1000 / rate + offset.value) / 1000;
  postMessage({ op: 'sound', frame, stamp, pcm }, { transfer: [pcm.buffer] });
  held = [];
  heldSamples = 0;
}

/** Ten times a second, how loud it is. @param {Int16Array} pcm */
function measure(pcm) {
  for (const value of pcm) {
    meter.peak = Math.max(meter.peak, Math.abs(value));
    meter.squares += value * value;
  }
  meter.samples += pcm.length;
  if (meter.samples >= METER) {
    postMessage({ op: 'level', peak: meter.peak / 32768, rms: Math.sqrt(meter.squares / meter.samples) / 32768 });
    Object.assign(meter, { samples: 0, peak: 0, squares: 0 });
  }
}
