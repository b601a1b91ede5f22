import { html, nothing } from '../lib/lit-html/lit-html.js';
import { flash } from './flash-delay.js';
import { track } from './media.js';
import { Video } from './video.js';

const DARK = 0.18;
const GLARE = 0.88;
const FAR = 0.22;
const NEAR = 0.75;
/** Parts of the pictures that should be seen. */
const ENOUGH = 0.5;

/** A camera: numbers of the face go to the runtime; pictures only if that is asked for, and the participant agreed. */
export default class Camera {
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
    this.shown = false;
    this.measured = '';
    /** @type {((picture: { time: number, light: number }) => void) | null} */
    this.light = null;
    /** @type {MediaStreamTrack | null} */
    this.track = null;
    /** @type {{ rate: number, dropped: number, light: number, face: any } | null} */
    this.second = null;
    this.#begin();
  }

  async #begin() {
    try {
      if (this.seat.fault) {
        throw new Error('Something is missing for the camera. The person who leads the session can see what.');
      }
      const { width, height, rate } = this.seat;
      this.track = await track('video', { width: { ideal: width }, height: { ideal: height }, frameRate: { ideal: rate } });
      this.#become('loads');
      this.track.onended = () => this.#fail('The camera is gone. Plug it in, and load the page again.');
      this.worker = new Worker(new URL('face-worker.js', import.meta.url), { type: 'module' });
      this.worker.onerror = (event) => this.#fail(`The face cannot be found in the pictures: ${event.message}`);
      this.worker.onmessage = ({ data }) => this.#hear(data);
      this.worker.postMessage({ op: 'start', mode: 'VIDEO' });
    } catch (e) {
      this.#fail(e instanceof Error ? e.message : String(e));
    }
  }

  /** @param {any} said */
  #hear(said) {
    if (said.op === 'row') {
      this.link.row(this.name, said.stamp, said.values);
    } else if (said.op === 'second') {
      this.second = said;
      this.shell.draw();
    } else if (said.op === 'light') {
      this.light?.(said);
    } else if (said.op === 'ready') {
      this.#become('on');
      this.#feed();
    } else if (said.op === 'failed') {
      this.#fail(`The face cannot be found in the pictures: ${said.why}`);
    }
  }

  /** The worker gets the newest picture whenever it has time. */
  #feed() {
    const track = /** @type {MediaStreamTrack} */ (this.track);
    const rate = track.getSettings().frameRate ?? this.seat.rate;
    if (this.seat.video && this.link.hello?.video) {
      this.video = new Video(track, () => this.link.seat(this.name), (file, stamp) => this.link.event(this.name, stamp, ['video', file]));
    }
    const said = track.label ? `camera ${track.label}` : 'camera';
    const { width, height } = track.getSettings();
    this.link.event(this.name, (performance.timeOrigin + performance.now()) / 1000, ['camera', `${said}, ${width} x ${height}, ${rate} Hz`]);
    const Processor = /** @type {any} */ (window).MediaStreamTrackProcessor;
    if (Processor) {
      const { readable } = new Processor({ track, maxBufferSize: 1 });
      this.worker?.postMessage({ op: 'pictures', pictures: readable, rate }, [readable]);
    } else {
      this.#feedByHand(track, rate);
    }
  }

  /** Where a browser does not hand out a track's pictures; stops while the page is hidden. */
  async #feedByHand(/** @type {MediaStreamTrack} */ track, /** @type {number} */ rate) {
    const video = document.createElement('video');
    video.muted = true;
    video.srcObject = new MediaStream([track]);
    await video.play();
    const next = async (/** @type {number} */ now, /** @type {VideoFrameCallbackMetadata} */ about) => {
      if (track.readyState !== 'live') {
        return;
      }
      const picture = await createImageBitmap(video);
      this.worker?.postMessage({ op: 'picture', picture, stamp: about.captureTime ?? now, rate }, [picture]);
      video.requestVideoFrameCallback(next);
    };
    video.requestVideoFrameCallback(next);
  }

  /** @param {string} state */
  #become(state) {
    this.state = state;
    this.shell.draw();
  }

  /** @param {string} why */
  #fail(why) {
    this.trouble = why;
    this.#become('failed');
    this.link.event(this.name, (performance.timeOrigin + performance.now()) / 1000, ['camera', why]);
    this.#release();
  }

  #release() {
    this.video?.stop();
    this.worker?.terminate();
    if (this.track) {
      this.track.onended = null;
      this.track.stop();
    }
  }

  /** @param {any} seat */
  renew(seat) {
    const mended = this.seat.fault && !seat.fault;
    this.seat = seat;
    if (mended) {
      this.trouble = '';
      this.#become('asks');
      this.#begin();
    }
  }

  stop() {
    this.#release();
  }

  /** What would make the pictures better, the most important first; empty if they are good. */
  get advice() {
    const now = this.second;
    if (!now) {
      return '';
    }
    if (now.light < DARK) {
      return 'It is too dark: turn on a light in front of you.';
    }
    if (!now.face) {
      return 'No face is seen: sit in front of the camera.';
    }
    if (now.face.height < FAR) {
      return 'Come a little closer.';
    }
    if (now.face.height > NEAR) {
      return 'Move a little back.';
    }
    if (now.face.left < 0.02 || now.face.right > 0.98 || now.face.top < 0.02 || now.face.bottom > 0.98) {
      return 'Your face is at the edge of the picture: sit in the middle.';
    }
    if (now.light > GLARE) {
      return 'It is too bright: turn away from the window.';
    }
    if (now.rate < ENOUGH * this.seat.rate) {
      return 'This computer is slow: close other programs and tabs.';
    }
    return '';
  }

  template() {
    return html`<section class="capture" aria-label="Camera">
      <b>Camera</b> ${this.#line()} ${this.video ? html`<span>The video is kept.</span>` : nothing}
      ${this.state === 'on' ? html`<button class="small" @click=${() => this.#show()}>${this.shown ? 'Hide' : 'See'} my picture</button>` : nothing}
      ${this.shown ? html`<video class="mirror" .muted=${true} playsinline autoplay .srcObject=${this.picture}></video>
        <button class="small" @click=${() => this.#measure()}>Measure the camera's delay (the screen flashes)</button>
        <span role="status">${this.measured}</span>` : nothing}
    </section>`;
  }

  #show() {
    this.shown = !this.shown;
    this.picture = this.shown && this.track ? new MediaStream([this.track]) : null;
    this.shell.draw();
  }

  /** Whatever stopped the participant's own picture, it goes on. */
  drawn() {
    const video = /** @type {HTMLVideoElement | null} */ (this.shown ? document.querySelector('video.mirror') : null);
    if (video?.paused) {
      video.play().catch(() => {}); // hidden again meanwhile
    }
  }

  /** For whoever leads the session: what to set as the camera's latency. */
  async #measure() {
    const delay = await flash((take) => {
      this.light = take;
      this.worker?.postMessage({ op: 'light', tell: true });
    });
    this.worker?.postMessage({ op: 'light', tell: false });
    this.light = null;
    this.measured = Number.isNaN(delay) ? 'The camera does not see the light of the screen: darken the room, come closer.'
      : `From the screen to the picture: ${delay.toFixed(3)} s.`;
    this.link.event(this.name, (performance.timeOrigin + performance.now()) / 1000, ['camera delay', this.measured]);
    this.shell.draw();
  }

  #line() {
    switch (this.state) {
      case 'asks': return html`<span class="faint">waits for your permission</span>`;
      case 'loads': return html`<span class="faint">gets ready …</span>`;
      case 'failed': return html`<span class="bad" role="alert">${this.trouble}</span>`;
      default: return this.second ? html`<span class="${this.advice ? 'bad' : 'good'}" role="status">${this.advice || 'good'}</span>
        <span class="faint">${Math.round(this.second.rate)} pictures a second${this.second.dropped > 0 ? `, ${this.second.dropped} left out` : ''}</span>`
        : html`<span class="faint">gets ready …</span>`;
    }
  }
}
