// How long it takes from a change of the screen to the picture of it: the screen flashes, and the camera sees the light change.

/** How much lighter a flash must make the picture, of 1, to be told from noise. */
const SEEN = 0.02;
const BEFORE = 0.2;
const AFTER = 0.6;
const FEWEST = 4;

/**
 * The median delay in seconds; NaN if the camera does not see the screen's light.
 * @param {number[]} changes when the screen changed, in seconds
 * @param {{ time: number, light: number }[]} pictures how light they are, 0 to 1, in order
 */
export function delay(changes, pictures) {
  const delays = changes.map((change) => one(change, pictures)).filter((delay) => !Number.isNaN(delay)).sort((a, b) => a - b);
  return delays.length < FEWEST || delays.length < changes.length / 2 ? NaN : delays[Math.floor(delays.length / 2)];
}

/** Of one change: when the light was half way. @param {number} change @param {{ time: number, light: number }[]} pictures */
function one(change, pictures) {
  const near = pictures.filter(({ time }) => time > change - BEFORE && time < change + AFTER);
  const from = mean(near.filter(({ time }) => time <= change));
  const to = mean(near.filter(({ time }) => time > change + AFTER / 2));
  if (!(Math.abs(to - from) >= SEEN)) {
    return NaN;
  }
  const part = (/** @type {{ light: number }} */ picture) => (picture.light - from) / (to - from);
  const i = near.findIndex((picture) => picture.time > change && part(picture) >= 0.5);
  if (i < 1) {
    return NaN;
  }
  const [last, next] = [near[i - 1], near[i]];
  const way = (0.5 - part(last)) / (part(next) - part(last));
  return Math.max(0, last.time + Math.min(1, Math.max(0, way)) * (next.time - last.time) - change);
}

/** @param {{ light: number }[]} pictures */
function mean(pictures) {
  return pictures.reduce((sum, { light }) => sum + light, 0) / pictures.length;
}

/**
 * Flashes the screen and measures.
 * @param {(take: (picture: { time: number, light: number }) => void) => void} watch begins to hand over how light pictures are
 * @param {number} times how often the screen changes
 */
export async function flash(watch, times = 12) {
  const cover = document.createElement('div');
  cover.className = 'flash';
  document.body.append(cover);
  /** @type {{ time: number, light: number }[]} */
  const pictures = [];
  /** @type {number[]} */
  const changes = [];
  watch((picture) => pictures.push(picture));
  await pause(1000);
  for (let i = 0; i < times; i++) {
    cover.classList.toggle('white');
    // the frame that shows it is under way at the second of these
    await new Promise(requestAnimationFrame);
    await new Promise(requestAnimationFrame);
    changes.push((performance.timeOrigin + performance.now()) / 1000);
    await pause(1000 * AFTER + 200 * Math.random() + 1000 * BEFORE);
  }
  cover.remove();
  return delay(changes, pictures);
}

/** @param {number} millis */
function pause(millis) {
  return new Promise((resolve) => setTimeout(resolve, millis));
}
