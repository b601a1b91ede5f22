/**
 * @typedef {import('./live.js').StreamHead} StreamHead
 * @typedef {{ shown: boolean, first: number, count: number, gain: number, offset: number }} Choice
 */

/** Channels of a stream that are shown until somebody asks for more. */
const FIRST_SHOWN = 8;

/** Which streams a user wants to see, in which order and how; kept in the browser. */
export class Choices {
  /** @param {string} name under which they are kept */
  constructor(name) {
    this.name = name;
    /** @type {Map<string, Choice>} */
    this.all = new Map(Object.entries(JSON.parse(localStorage.getItem(name) ?? '{}')));
    /** @type {string[]} */
    this.order = JSON.parse(localStorage.getItem(`${name}-order`) ?? '[]');
    this.seconds = Number(localStorage.getItem(`${name}-seconds`)) || 10;
  }

  keep() {
    localStorage.setItem(this.name, JSON.stringify(Object.fromEntries(this.all)));
    localStorage.setItem(`${this.name}-order`, JSON.stringify(this.order));
    localStorage.setItem(`${this.name}-seconds`, String(this.seconds));
  }

  /** @param {StreamHead} head */
  #key(head) {
    return `${head.pipeline}/${head.title}`;
  }

  /**
   * That of a stream. At first devices are shown, and what nodes make of them is not.
   * @param {StreamHead} head
   * @param {{ nodes: { pipeline: string, name: string, inputs: string[] }[] } | null} session
   * @returns {Choice}
   */
  of(head, session) {
    const key = this.#key(head);
    let choice = this.all.get(key);
    if (!choice) {
      const node = session?.nodes.find((one) => one.pipeline === head.pipeline && one.name === head.node);
      choice = { shown: !node || node.inputs.length === 0, first: 0, count: FIRST_SHOWN, gain: 1, offset: 0 };
      this.all.set(key, choice);
    }
    return choice;
  }

  /** As the user ordered them, the others by role and modality. @param {StreamHead[]} streams @returns {StreamHead[]} */
  ordered(streams) {
    const rank = (/** @type {StreamHead} */ head) => {
      const own = this.order.indexOf(this.#key(head));
      return own < 0 ? 1e6 : own;
    };
    return [...streams].sort((a, b) => rank(a) - rank(b) || (a.role || 'z').localeCompare(b.role || 'z')
      || a.modality.localeCompare(b.modality) || a.title.localeCompare(b.title));
  }

  /** @param {StreamHead[]} streams @param {StreamHead} head @param {number} by how many places */
  move(streams, head, by) {
    this.order = this.ordered(streams).map((one) => this.#key(one));
    const from = this.order.indexOf(this.#key(head));
    const to = Math.max(0, Math.min(this.order.length - 1, from + by));
    this.order.splice(to, 0, ...this.order.splice(from, 1));
  }
}
