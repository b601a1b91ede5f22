import { Prober } from './clock.js';
import { EventsOutbox, RowsOutbox, packed } from './outbox.js';

/**
 * @typedef {{ seat: number, kind: string, node: string, next: number, nextEvent: number } & Record<string, any>} Seat
 * @typedef {{ op: 'hello', role: string, consent: { text: string, version: string, sha256: string }[], agreed: boolean, video: boolean,
 *   participant: string | null, seats: Seat[] }} Hello
 */

const SILENCE = 6000;
const RETRY = [200, 500, 1000, 2000];
const AGAIN = 3000;
/** From here on, codes say that a page has nothing more to do. */
const OVER = 4001;

/**
 * The connection to the runtime. Whatever is given to it arrives once and in order, if the page stays open: it is kept while the
 * connection is cut. Sends the events 'hello', 'connection', 'clock', 'refused' and 'over'.
 */
export class Link extends EventTarget {
  constructor() {
    super();
    /** Tells the runtime which page it is: another one each time that it is loaded. */
    this.page = crypto.randomUUID?.() ?? String(Math.random());
    /** @type {Hello | null} */
    this.hello = null;
    this.connected = false;
    /** Why there is nothing more to do here. */
    this.over = '';
    this.hidden = document.hidden;
    /** @type {{ offset: number, uncertainty: number } | null} seconds to add to the page's clock to get the runtime's */
    this.clock = null;
    /** What is kept for each seat, by its name. @type {Map<string, { rows: RowsOutbox, events: EventsOutbox, seat: number }>} */
    this.boxes = new Map();
    /** @type {WebSocket | null} */
    this.socket = null;
    this.tries = 0;
    this.heard = 0;
    this.acked = 0;
    this.prober = new Prober((message) => this.say(message));
    document.addEventListener('visibilitychange', () => {
      this.hidden = document.hidden;
      this.say({ op: 'state', hidden: this.hidden });
    });
    setInterval(() => this.#look(), 1000);
    this.#connect();
  }

  #connect() {
    const socket = new WebSocket(`${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}${location.pathname}live`);
    socket.binaryType = 'arraybuffer';
    this.socket = socket;
    this.heard = performance.now();
    socket.onopen = () => this.say({ op: 'hello', page: this.page });
    socket.onmessage = ({ data }) => {
      this.heard = performance.now();
      this.#take(JSON.parse(data));
    };
    socket.onclose = ({ code, reason }) => {
      if (this.socket === socket) {
        this.#lost(code, reason);
      }
    };
  }

  /** @param {number} code @param {string} [reason] */
  #lost(code, reason = '') {
    this.socket = null;
    this.prober.stop();
    this.connected = false;
    if (code >= OVER) {
      this.over = reason;
      this.dispatchEvent(new Event('over'));
    } else {
      setTimeout(() => this.#connect(), RETRY[Math.min(this.tries++, RETRY.length - 1)]);
    }
    this.dispatchEvent(new Event('connection'));
  }

  /** A connection on which nothing comes any more is none. */
  #look() {
    const socket = this.socket;
    if (socket && performance.now() - this.heard > SILENCE && !this.hidden) {
      socket.onclose = null;
      socket.onmessage = null;
      socket.close();
      this.#lost(0);
    } else if (this.connected && performance.now() - this.acked > AGAIN) {
      this.acked = performance.now();
      this.#sendAll(); // what the runtime had no room for
    }
  }

  /** @param {any} message */
  #take(message) {
    if (message.op === 'probe') {
      this.prober.answered(message);
    } else if (message.op === 'clock') {
      const first = this.clock === null;
      this.clock = message;
      if (first) {
        this.#sendAll();
      }
      this.dispatchEvent(new Event('clock'));
    } else if (message.op === 'ack') {
      const box = [...this.boxes.values()].find((one) => one.seat === message.seat);
      box?.rows.taken(message.number ?? 0);
      box?.events.taken(message.events ?? 0);
      this.acked = performance.now();
      this.dispatchEvent(new CustomEvent('ack', { detail: message }));
    } else if (message.op === 'hello') {
      this.#greeted(message);
    } else if (message.op === 'refused') {
      this.dispatchEvent(new CustomEvent('refused', { detail: message.why }));
    }
  }

  /** @param {Hello} hello */
  #greeted(hello) {
    const anew = !this.connected;
    this.hello = hello;
    this.boxes.forEach((box) => box.seat = -1);
    for (const seat of hello.seats) {
      const box = this.#box(key(hello.seats, seat));
      box.seat = seat.seat;
      box.rows.meet(seat.next);
      box.events.meet(seat.nextEvent);
    }
    if (anew) {
      this.connected = true;
      this.tries = 0;
      this.prober.start();
      this.say({ op: 'state', hidden: this.hidden });
      this.dispatchEvent(new Event('connection'));
    }
    this.#sendAll();
    this.dispatchEvent(new Event('hello'));
  }

  /** @param {string} name */
  #box(name) {
    let box = this.boxes.get(name);
    if (!box) {
      box = { rows: new RowsOutbox(), events: new EventsOutbox(), seat: -1 };
      this.boxes.set(name, box);
    }
    return box;
  }

  #sendAll() {
    if (!this.connected || !this.hello?.agreed || !this.clock) {
      return;
    }
    for (const box of this.boxes.values()) {
      if (box.seat >= 0) {
        box.events.events.forEach((event) => this.say({ op: 'event', seat: box.seat, ...event }));
        box.rows.messages(box.seat).forEach((message) => this.socket?.send(message));
      }
    }
  }

  /** Sends a message if it can. @param {object} message */
  say(message) {
    if (this.socket?.readyState === WebSocket.OPEN) {
      this.socket.send(JSON.stringify(message));
    }
  }

  /** Sends bytes of a part that keeps them itself until they are acknowledged ('ack'). @param {ArrayBuffer} bytes */
  sendBytes(bytes) {
    if (this.connected && this.hello?.agreed && this.clock && this.socket?.readyState === WebSocket.OPEN) {
      this.socket.send(bytes);
      return true;
    }
    return false;
  }

  /**
   * Sends a row of samples, now or as soon as it can.
   * @param {string} name of the seat, as name() tells it
   * @param {number} stamp seconds of the page's clock
   * @param {ArrayLike<number>} values
   */
  row(name, stamp, values) {
    const box = this.#box(name);
    const row = box.rows.add(stamp, values);
    if (box.seat >= 0 && box.rows.rows.length < 1000) { // behind a cut, what is kept goes first
      this.sendBytes(packed(box.seat, [row]));
    }
  }

  /**
   * Sends what happened, now or as soon as it can; it becomes a marker.
   * @param {string} name of the seat
   * @param {number} stamp seconds of the page's clock
   * @param {string[]} values
   */
  event(name, stamp, values) {
    const box = this.#box(name);
    const event = box.events.add(stamp, values);
    if (box.seat >= 0 && this.connected && this.hello?.agreed && this.clock) {
      this.say({ op: 'event', seat: box.seat, ...event });
    }
  }

  /** The number by which the runtime knows a seat now; -1 if it does not. @param {string} name */
  seat(name) {
    const seats = this.hello?.seats ?? [];
    return seats.find((seat) => key(seats, seat) === name)?.seat ?? -1;
  }

  /** How many rows and events the runtime does not have yet. */
  get waiting() {
    return [...this.boxes.values()].reduce((sum, box) => sum + box.rows.rows.length + box.events.events.length, 0);
  }

  /**
   * @param {string} participant @param {string[]} sha256 of every text that was shown
   * @param {boolean} video whether the video itself may be kept
   */
  agree(participant, sha256, video) {
    this.say({ op: 'consent', participant, sha256, video });
  }
}

/** What a seat is kept by, also if its node is started anew. @param {Seat[]} seats @param {Seat} seat */
export function key(seats, seat) {
  const alike = seats.filter((one) => one.kind === seat.kind && one.node === seat.node);
  return `${seat.kind}/${seat.node}${alike.length > 1 ? `#${alike.indexOf(seat)}` : ''}`;
}
