import { html, nothing } from './lib/lit-html/lit-html.js';
import { repeat } from './lib/lit-html/directives/repeat.js';
import { act } from './live.js';
import { age, clock } from './words.js';

/** @typedef {import('./live.js').Live} Live @typedef {import('./live.js').Trouble} Trouble */

/** What nobody has acknowledged yet, on top of every view, and the sound that goes with it. */
export class Banner {
  /** @param {Live} live */
  constructor(live) {
    this.live = live;
    this.heard = -1;
    this.failure = '';
    /** @type {AudioContext | null} */
    this.sound = null;
  }

  /** @returns {Trouble[]} */
  get open() {
    return this.live.session?.troubles.filter((one) => !one.acknowledged) ?? [];
  }

  count() {
    return this.open.length ? html` <span class="badge">${this.open.length}</span>` : nothing;
  }

  get quiet() {
    return localStorage.getItem('sound') === 'off';
  }

  /** Sounds for what is new. */
  look() {
    const newest = this.open.reduce((most, one) => Math.max(most, one.number), -1);
    if (newest > this.heard) {
      this.heard = newest;
      if (!this.quiet) {
        this.#beep(this.open.some((one) => one.grave) ? 880 : 587);
      }
    }
    document.title = this.open.length ? `(${this.open.length}) Rapport` : 'Rapport';
  }

  /** @param {number} hertz */
  #beep(hertz) {
    if (!navigator.userActivation.hasBeenActive) {
      return; // browsers let pages sound only after a click or a key
    }
    this.sound ??= new AudioContext();
    const at = this.sound.currentTime;
    const tone = new OscillatorNode(this.sound, { frequency: hertz });
    const gain = new GainNode(this.sound, { gain: 0 });
    gain.gain.linearRampToValueAtTime(0.2, at + 0.01);
    gain.gain.linearRampToValueAtTime(0, at + 0.3);
    tone.connect(gain).connect(this.sound.destination);
    tone.start(at);
    tone.stop(at + 0.32);
  }

  acknowledge() {
    if (this.open.length) {
      const newest = this.open.reduce((most, one) => Math.max(most, one.number), -1);
      act(`api/troubles/${newest}/acknowledge-all`).then(() => { this.failure = ''; }, (e) => { this.failure = e.message; });
    }
  }

  mute() {
    localStorage.setItem('sound', this.quiet ? 'on' : 'off');
    this.live.dispatchEvent(new Event('session'));
  }

  template() {
    const open = this.open;
    if (!open.length) {
      return nothing;
    }
    const worst = open.filter((one) => one.grave);
    const rows = (worst.length ? worst : open).slice(-3).reverse();
    return html`<section class="banner ${worst.length ? 'grave' : ''}" role="alert" id="banner">
      <ul>${repeat(rows, (one) => one.number, (one) => line(one, this.live))}</ul>
      <div class="do">
        ${open.length > rows.length ? html`<a href="#troubles">${open.length - rows.length} more</a>` : nothing}
        <button @click=${() => this.mute()}>${this.quiet ? 'Sound on' : 'Sound off'}</button>
        <button class="main" id="acknowledge" ?disabled=${!this.live.mayAct} @click=${() => this.acknowledge()}
          title="key a">Acknowledge</button>
        ${this.failure ? html`<span class="failure">${this.failure}</span>` : nothing}
      </div></section>`;
  }
}

/** @param {Trouble} one @param {Live} live */
function line(one, live) {
  return html`<li><span class="kind">${one.grave ? '✕' : '▲'} ${word(one)}</span> <b>${one.about}</b>
    <span class="text">${one.text}</span>${one.count > 1 ? html` <b>${one.count} ×</b>` : nothing}
    <span class="when">${when(one, live)}</span></li>`;
}

/** @param {Trouble} one */
function word(one) {
  return one.kind.toLowerCase();
}

/** @param {Trouble} one @param {Live} live */
function when(one, live) {
  const ago = `${age(live.now() - one.last)} ago`;
  return one.over === null ? ago : one.over > one.first ? `${ago}, over after ${age(one.over - one.first)}` : ago;
}

/** Every trouble of the session with its times. */
export class TroubleView {
  /** @param {Live} live */
  constructor(live) {
    this.live = live;
    this.failure = '';
  }

  show() {}

  hide() {}

  drawn() {}

  /** @param {Trouble} one */
  #acknowledge(one) {
    act(`api/troubles/${one.number}/acknowledge`).then(() => { this.failure = ''; }, (e) => { this.failure = e.message; });
  }

  template() {
    const session = /** @type {import('./live.js').Session} */ (this.live.session);
    const rows = [...session.troubles].reverse();
    if (!rows.length) {
      return html`<p class="empty">Nothing has gone wrong since the runtime started.</p>`;
    }
    const at = (/** @type {number} */ time) => clock(time - session.began);
    return html`${this.failure ? html`<p class="failure">${this.failure}</p>` : nothing}
    <table class="troubles"><thead><tr><th class="n">Since</th><th class="n">Last</th><th>What</th><th>Of</th><th>Told</th><th
      class="n">Times</th>
      <th class="n">Over</th><th></th></tr></thead><tbody>
      ${repeat(rows, (one) => one.number, (one) => html`<tr class=${one.over === null && !one.acknowledged ? 'now' : ''}>
        <td class="n">${at(one.first)}</td><td class="n">${at(one.last)}</td>
        <td><span class=${one.grave ? 'grave' : 'minor'}>${one.grave ? '✕' : '▲'} ${word(one)}</span></td>
        <td class="long">${one.about}</td><td class="text">${one.text}</td><td class="n">${one.count}</td>
        <td class="n">${one.over === null ? 'lasts' : one.over > one.first ? at(one.over) : ''}</td>
        <td>${one.acknowledged ? 'seen' : html`<button ?disabled=${!this.live.mayAct}
          @click=${() => this.#acknowledge(one)}>Acknowledge</button>`}</td></tr>`)}
      </tbody></table>`;
  }
}
