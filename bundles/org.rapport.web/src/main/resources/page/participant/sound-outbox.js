// Sound that is to be sent is kept until the runtime says that it has it.

const HEADER = 24;

export class SoundOutbox {
  /** @param {number} most samples that are kept at most */
  constructor(most) {
    this.most = most;
    /** @type {{ first: number, stamp: number, pcm: Int16Array }[]} */
    this.blocks = [];
    this.samples = 0;
    /** To be added to the audio clock's count: the runtime counts on where it was. */
    this.by = NaN;
    this.next = 0;
  }

  /**
   * Adds a block.
   * @param {number} frame of its first sample, by the audio clock @param {number} stamp seconds of the page's clock
   * @param {Int16Array} pcm
   */
  add(frame, stamp, pcm) {
    if (Number.isNaN(this.by)) {
      this.by = this.next - frame;
    }
    const block = { first: frame + this.by, stamp, pcm };
    this.next = block.first + pcm.length;
    this.blocks.push(block);
    this.samples += pcm.length;
    while (this.samples > this.most) {
      this.#shift();
    }
    return block;
  }

  #shift() {
    this.samples -= /** @type {any} */ (this.blocks.shift()).pcm.length;
  }

  /** The runtime has all before a number. @param {number} next */
  taken(next) {
    while (this.blocks.length && this.blocks[0].first + this.blocks[0].pcm.length <= next) {
      this.#shift();
    }
  }

  /** A node says which sample it waits for: one that was started anew counts from there. @param {number} next */
  meet(next) {
    this.taken(next);
    const first = this.blocks.length ? this.blocks[0].first : this.next;
    if (next > this.next || next === 0 && first > 0) {
      const shift = next - first;
      this.blocks.forEach((block) => block.first += shift);
      this.next += shift;
      this.by += shift;
    }
  }

  /** All that is kept, as messages. @param {number} seat */
  messages(seat) {
    return this.blocks.map((block) => packed(seat, block));
  }
}

/** @param {number} seat @param {{ first: number, stamp: number, pcm: Int16Array }} block */
export function packed(seat, { first, stamp, pcm }) {
  const bytes = new DataView(new ArrayBuffer(HEADER + 2 * pcm.length));
  bytes.setUint8(0, 2);
  bytes.setUint8(1, seat);
  bytes.setUint32(4, pcm.length, true);
  bytes.setFloat64(8, first, true);
  bytes.setFloat64(16, stamp, true);
  pcm.forEach((value, i) => bytes.setInt16(HEADER + 2 * i, value, true));
  return bytes.buffer;
}
