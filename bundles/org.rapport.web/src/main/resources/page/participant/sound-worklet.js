// Hands the sound of a microphone on in blocks of 20 ms, 16 bits a sample, past the page's main thread. Samples are counted by the
// audio clock: what it leaves out is missing in the count, and nothing is made up for it.

const BLOCK = 320;

class Sound extends AudioWorkletProcessor {
  constructor() {
    super();
    /** @type {MessagePort | null} */
    this.out = null;
    this.block = new Int16Array(BLOCK);
    this.filled = 0;
    this.frame = -1;
    this.port.onmessage = ({ data }) => this.out = data.port;
  }

  /** @param {Float32Array[][]} inputs */
  process(inputs) {
    const samples = inputs[0]?.[0];
    if (!this.out || !samples) {
      this.flush();
      return true;
    }
    if (currentFrame !== this.frame + this.filled) {
      this.flush();
      this.frame = currentFrame;
    }
    for (let i = 0; i < samples.length; i++) {
      this.block[this.filled++] = Math.max(-32768, Math.min(32767, Math.round(samples[i] * 32768)));
      if (this.filled === BLOCK) {
        this.flush();
      }
    }
    return true;
  }

  flush() {
    if (this.filled > 0) {
      const pcm = this.block.slice(0, this.filled);
      this.out?.postMessage({ frame: this.frame, pcm }, [pcm.buffer]);
      this.frame += this.filled;
      this.filled = 0;
    }
  }
}

registerProcessor('sound', Sound);
