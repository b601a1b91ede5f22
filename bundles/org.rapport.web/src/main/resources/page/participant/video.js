// Keeps the video of a camera with the runtime, if the participant agreed: a file that grows by a piece a second.

const SECOND = 1000;
/** Bytes that wait for the runtime at most; then the file ends, and another one begins. */
const MOST_WAITING = 200e6;
const RETRY = 2000;
const CONFLICT = 409;
/** What there is no use in sending again: not agreed to, or a kind of video that the runtime does not know. */
const NEVER = [403, 413, 415];
const BITS_A_SECOND = 1.5e6;
const TYPES = ['video/webm;codecs=vp8', 'video/webm', 'video/mp4'];

export class Video {
  /**
   * @param {MediaStreamTrack} track
   * @param {() => number} seat the camera's number with the runtime now; -1 if it has none
   * @param {(file: string, stamp: number) => void} began told with the name of each file and when its first picture was taken, in
   *   seconds of the page's clock
   */
  constructor(track, seat, began) {
    this.track = track;
    this.seat = seat;
    this.began = began;
    this.over = false;
    this.#record();
  }

  #record() {
    const type = TYPES.find((one) => MediaRecorder.isTypeSupported(one));
    const recorder = new MediaRecorder(new MediaStream([this.track]), { mimeType: type, videoBitsPerSecond: BITS_A_SECOND });
    const take = { name: crypto.randomUUID(), type: recorder.mimeType, recorder, stamp: NaN, sent: 0, waiting: 0, ended: false,
      /** @type {Blob[]} */ pieces: [] };
    recorder.onstart = ({ timeStamp }) => take.stamp = (performance.timeOrigin + timeStamp) / 1000;
    recorder.ondataavailable = ({ data }) => {
      if (data.size > 0) {
        take.pieces.push(data);
        take.waiting += data.size;
      }
      if (take.waiting > MOST_WAITING) {
        this.#anew(take);
      }
    };
    recorder.start(SECOND);
    this.take = take;
    this.#send(take);
  }

  /** Ends a file of which a piece is missing: what would follow could not be read. @param {any} take */
  #anew(take) {
    if (!take.ended) {
      take.ended = true;
      if (take.recorder.state !== 'inactive') {
        take.recorder.stop();
      }
      if (!this.over && this.track.readyState === 'live') {
        this.#record();
      }
    }
  }

  /** Sends one piece after the other until all have arrived. @param {any} take */
  async #send(take) {
    while (!take.ended && (take.pieces.length || take.recorder.state !== 'inactive')) {
      if (!take.pieces.length || this.seat() < 0) {
        await new Promise((resolve) => setTimeout(resolve, SECOND / 4));
        continue;
      }
      const answer = await fetch(`video/${this.seat()}/${take.name}/${take.sent}`,
        { method: 'POST', headers: { 'Content-Type': take.type }, body: take.pieces[0] }).catch(() => null);
      if (answer?.ok) {
        take.waiting -= take.pieces.shift()?.size ?? 0;
        if (take.sent++ === 0) {
          this.began(await answer.text(), take.stamp);
        }
      } else if (answer?.status === CONFLICT) {
        this.#anew(take);
      } else if (answer && NEVER.includes(answer.status)) {
        take.ended = true;
        take.recorder.stop();
      } else {
        await new Promise((resolve) => setTimeout(resolve, RETRY));
      }
    }
  }

  stop() {
    this.over = true;
    if (this.take && this.take.recorder.state !== 'inactive') {
      this.take.recorder.stop();
    }
  }
}
