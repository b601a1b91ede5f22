// What is to be sent is kept until the runtime says that it has it, and sent again after a cut, with its numbers and stamps.

const MOST_BYTES = 64e6;
const ROWS_A_MESSAGE = 500;

/** Rows of samples of one seat. */
export class RowsOutbox {
  constructor() {
    /** @type {{ first: number, stamp: number, values: Float32Array }[]} */
    this.rows = [];
    this.next = 0;
    this.bytes = 0;
    this.forgotten = 0;
  }

  /** Adds a row. @param {number} stamp seconds of the page's clock @param {ArrayLike<number>} values */
  add(stamp, values) {
    const row = { first: this.next++, stamp, values: Float32Array.from(values) };
    this.rows.push(row);
    this.bytes += 8 + row.values.byteLength;
    while (this.bytes > MOST_BYTES) {
      this.bytes -= 8 + /** @type {any} */ (this.rows.shift()).values.byteLength;
      this.forgotten++;
    }
    return row;
  }

  /** The runtime has all before a number. @param {number} next */
  taken(next) {
    while (this.rows.length && this.rows[0].first < next) {
      this.forgotten = 0;
      this.bytes -= 8 + /** @type {any} */ (this.rows.shift()).values.byteLength;
    }
  }

  /**
   * A node says which number it waits for: one that was started anew, or a page that was loaded anew, counts on from there.
   * @param {number} next
   */
  meet(next) {
    this.taken(next);
    const first = this.rows.length ? this.rows[0].first : this.next;
    if (first > next + this.forgotten || first < next) {
      const by = next - first;
      this.rows.forEach((row) => row.first += by);
      this.next += by;
      this.forgotten = 0;
    }
  }

  /** Messages with all rows that are kept. @param {number} seat */
  messages(seat) {
    /** @type {ArrayBuffer[]} */
    const messages = [];
    for (let i = 0; i < this.rows.length;) {
      let end = i + 1;
      while (end < this.rows.length && end - i < ROWS_A_MESSAGE && this.rows[end].values.length === this.rows[i].values.length) {
        end++;
      }
      messages.push(packed(seat, this.rows.slice(i, end), i === 0 ? this.forgotten : 0));
      i = end;
    }
    return messages;
  }
}

/**
 * @param {number} seat
 * @param {{ first: number, stamp: number, values: Float32Array }[]} rows one after the other
 * @param {number} forgotten how many rows before these could not be kept
 */
export function packed(seat, rows, forgotten = 0) {
  const columns = rows[0].values.length;
  const bytes = new DataView(new ArrayBuffer(16 + rows.length * (8 + 4 * columns)));
  bytes.setUint8(0, 1);
  bytes.setUint8(1, seat);
  bytes.setUint16(2, columns, true);
  bytes.setUint32(4, rows[0].first, true);
  bytes.setUint32(8, rows.length, true);
  bytes.setUint32(12, forgotten, true);
  rows.forEach((row, i) => {
    bytes.setFloat64(16 + 8 * i, row.stamp, true);
    row.values.forEach((value, column) => bytes.setFloat32(16 + 8 * rows.length + 4 * (i * columns + column), value, true));
  });
  return bytes.buffer;
}

/** Events of one seat. */
export class EventsOutbox {
  constructor() {
    /** @type {{ number: number, stamp: number, values: string[] }[]} */
    this.events = [];
    this.next = 0;
  }

  /** @param {number} stamp seconds of the page's clock @param {string[]} values */
  add(stamp, values) {
    const event = { number: this.next++, stamp, values };
    this.events.push(event);
    return event;
  }

  /** @param {number} next */
  taken(next) {
    while (this.events.length && this.events[0].number < next) {
      this.events.shift();
    }
  }

  /** @param {number} next */
  meet(next) {
    this.taken(next);
    const first = this.events.length ? this.events[0].number : this.next;
    if (first !== next) {
      const by = next - first;
      this.events.forEach((event) => event.number += by);
      this.next += by;
    }
  }
}
