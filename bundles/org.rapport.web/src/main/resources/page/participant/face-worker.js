import { row } from './face-columns.js';
import { RunningMinimum } from './running-minimum.js';

// Finds the face in the pictures of a camera, one after the other, and sends numbers to the page. Pictures stay here.

const FILES = new URL('face', import.meta.url).href;
/** Seconds over which the stamps of pictures are held against the clock. */
const SPAN = 30;
const LIGHT = { width: 32, height: 24 };

/** @type {any} */
let landmarker = null;
let mode = '';
/** Whether the page wants to know how light each picture is. */
let tellsLight = false;
const offset = new RunningMinimum(SPAN);
const small = new OffscreenCanvas(LIGHT.width, LIGHT.height).getContext('2d', { willReadFrequently: true });
const second = { began: 0, pictures: 0, dropped: 0, busy: 0, last: NaN };

self.onmessage = async ({ data }) => {
  try {
    if (data.op === 'start') {
      mode = data.mode;
      landmarker = await made(data.mode);
      postMessage({ op: 'ready' });
    } else if (data.op === 'pictures') {
      second.began = performance.now();
      await follow(data.pictures, data.rate);
    } else if (data.op === 'light') {
      tellsLight = data.tell;
    } else if (data.op === 'picture') {
      take(data.picture, data.stamp, data.rate);
    }
  } catch (e) {
    postMessage({ op: 'failed', why: e instanceof Error ? e.message : String(e) });
  }
};

/** @param {string} running VIDEO, which follows a face, or IMAGE, in which pictures have nothing to do with each other */
async function made(running) {
  const vision = await import(`${FILES}/vision_bundle.mjs`);
  const files = await vision.FilesetResolver.forVisionTasks(FILES, true);
  const model = await fetch(`${FILES}/face_landmarker.task`);
  if (!model.ok) {
    throw new Error('the face model is missing');
  }
  return vision.FaceLandmarker.createFromOptions(files, {
    baseOptions: { modelAssetBuffer: new Uint8Array(await model.arrayBuffer()), delegate: 'CPU' }, runningMode: running, numFaces: 1,
    outputFaceBlendshapes: true, outputFacialTransformationMatrixes: true,
  });
}

/** @param {ReadableStream<VideoFrame>} pictures @param {number} rate pictures a second that the camera makes */
async function follow(pictures, rate) {
  const reader = pictures.getReader();
  for (;;) {
    const { value, done } = await reader.read();
    if (done) {
      postMessage({ op: 'ended' });
      return;
    }
    take(value, value.timestamp / 1000, rate);
  }
}

/**
 * @param {VideoFrame | ImageBitmap} picture closed when it was seen
 * @param {number} stamp milliseconds of any clock that runs as fast as this one
 * @param {number} rate
 */
function take(picture, stamp, rate) {
  const read = performance.now();
  const captured = stamp + offset.add(read / 1000, read - stamp);
  if (tellsLight) {
    postMessage({ op: 'light', time: (performance.timeOrigin + captured) / 1000, light: light(picture) });
  }
  const found = mode === 'IMAGE' ? landmarker.detect(picture) : landmarker.detectForVideo(picture, read);
  postMessage({ op: 'row', stamp: (performance.timeOrigin + captured) / 1000, values: row(found) });
  count(picture, stamp, rate, found, performance.now() - read);
  picture.close();
}

/** Once a second, what the page can advise by. @param {any} picture @param {any} found @param {number} busy milliseconds */
function count(picture, stamp, rate, found, busy) {
  second.pictures++;
  second.busy += busy;
  second.dropped += Math.max(0, Math.round((stamp - second.last) * rate / 1000) - 1) || 0;
  second.last = stamp;
  const millis = performance.now() - second.began;
  if (millis >= 1000) {
    postMessage({ op: 'second', rate: second.pictures * 1000 / millis, dropped: second.dropped,
      busy: second.busy / second.pictures, light: light(picture), face: size(found.faceLandmarks[0]) });
    Object.assign(second, { began: performance.now(), pictures: 0, dropped: 0, busy: 0 });
  }
}

/** The mean brightness, 0 to 1. @param {CanvasImageSource} picture */
function light(picture) {
  if (!small) {
    return NaN;
  }
  small.drawImage(picture, 0, 0, LIGHT.width, LIGHT.height);
  const pixels = small.getImageData(0, 0, LIGHT.width, LIGHT.height).data;
  let sum = 0;
  for (let i = 0; i < pixels.length; i += 4) {
    sum += 0.299 * pixels[i] + 0.587 * pixels[i + 1] + 0.114 * pixels[i + 2];
  }
  return sum / (255 * LIGHT.width * LIGHT.height);
}

/** How much of the picture's height a face takes, and where its middle is; null if there is none. @param {any} landmarks */
function size(landmarks) {
  if (!landmarks) {
    return null;
  }
  const xs = landmarks.map((/** @type {{ x: number }} */ one) => one.x);
  const ys = landmarks.map((/** @type {{ y: number }} */ one) => one.y);
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  return { height: bottom - top, left, right, top, bottom };
}
