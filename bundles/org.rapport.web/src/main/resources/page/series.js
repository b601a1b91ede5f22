/** The samples of one stream that a page has: rows of time and values, the oldest forgotten when there are too many. */
export class Series {
  /**
   * @param {number} first the first column of the stream that is here
   * @param {number} width how many columns
   * @param {number} rate the stream's samples a second, 0 if irregular
   */
  constructor(first, width, rate) {
    this.first = first;
    this.width = width;
    this.most = Math.max(4096, Math.min(200000, Math.floor((1 << 22) / width)));
    /** seconds without a sample that are a gap */
    this.gap = rate > 0 ? Math.max(2.5 / rate, 0.1) : Infinity;
    this.times = new Float64Array(256);
    this.values = new Float32Array(256 * width);
    this.length = 0;
    /** how many rows were forgotten: row i is the i + start'th that came */
    this.start = 0;
  }

  /** @param {Float64Array} times @param {Float32Array} values */
  add(times, values) {
    if (this.length + times.length > this.times.length) {
      this.#makeRoom(times.length);
    }
    this.times.set(times, this.length);
    this.values.set(values, this.length * this.width);
    this.length += times.length;
  }

  /** @param {number} rows */
  #makeRoom(rows) {
    const keep = Math.min(this.length, Math.max(0, this.most - rows));
    const forgotten = this.length - keep;
    const size = Math.max(this.times.length, Math.min(2 * (keep + rows), this.most + rows));
    const roomy = forgotten > 0 && keep > this.most / 2 ? keep >> 1 : keep; // rarely, and then much
    const from = this.length - roomy;
    const times = new Float64Array(size);
    const values = new Float32Array(size * this.width);
    times.set(this.times.subarray(from, this.length));
    values.set(this.values.subarray(from * this.width, this.length * this.width));
    this.times = times;
    this.values = values;
    this.start += from;
    this.length = roomy;
  }

  /** The first row at or after a time. @param {number} time */
  at(time) {
    let low = 0;
    let high = this.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.times[middle] < time) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** The value of a column in the last row before a time; NaN if there is none. @param {number} time @param {number} column */
  before(time, column) {
    const row = this.at(time) - 1;
    return row < 0 || time - this.times[row] > this.gap ? NaN : this.values[row * this.width + column];
  }

  /** The lowest and highest value of a column from a row on, or null if there is none. @param {number} column @param {number}
   * row */
  range(column, row) {
    let low = Infinity;
    let high = -Infinity;
    for (let i = row * this.width + column; i < this.length * this.width; i += this.width) {
      const value = this.values[i];
      if (value < low) {
        low = value;
      }
      if (value > high) {
        high = value;
      }
    }
    return low <= high ? { low, high } : null;
  }
}

/**
 * Takes a frame of samples apart.
 * @param {ArrayBuffer} frame
 * @param {(part: { stream: number, first: number, width: number, forgotten: number, times: Float64Array,
 *   values: Float32Array }) => void} take
 */
export function parts(frame, take) {
  const view = new DataView(frame);
  let at = 0;
  while (at < frame.byteLength) {
    const rows = view.getUint32(at + 4, true);
    const width = view.getUint16(at + 10, true);
    take({ stream: view.getUint32(at, true), first: view.getUint16(at + 8, true), width,
      forgotten: view.getUint32(at + 12, true), times: new Float64Array(frame, at + 16, rows),
      values: new Float32Array(frame, at + 16 + 8 * rows, rows * width) });
    at += 8 * Math.ceil((16 + 8 * rows + 4 * rows * width) / 8);
  }
}
