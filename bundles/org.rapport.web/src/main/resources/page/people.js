import { html, nothing } from './lib/lit-html/lit-html.js';
import { act, ask } from './live.js';

/** @type {Record<string, string>} a mark beside each state, and the class of its colours */
const MARKS = { NOT_OPEN: '○', OPEN: '○', CONSENT_GIVEN: '●', STREAMING: '●', HIDDEN: '▲', CONNECTION_LOST: '✕' };
/** @type {Record<string, string>} */
const CHIPS = { NOT_OPEN: '', OPEN: '', CONSENT_GIVEN: 'LIVE', STREAMING: 'LIVE', HIDDEN: 'STALE', CONNECTION_LOST: 'LOST' };

/** Those who sit in front of a participant's page: how it stands with each, and the link to open there. */
export class People {
  /** @param {import('./live.js').Live} live */
  constructor(live) {
    this.live = live;
    /** @type {Map<string, string>} */
    this.links = new Map();
    this.asked = '';
    this.copied = '';
  }

  /** Links are for who may act. @param {{ role: string }[]} people */
  #learn(people) {
    const wanted = `${this.live.mayAct} ${people.map((one) => one.role)}`;
    if (this.live.mayAct && wanted !== this.asked) {
      this.asked = wanted;
      ask('api/control/participants').then((all) => this.#know(all), () => this.asked = '');
    }
  }

  /** @param {{ role: string, link: string }[]} all */
  #know(all) {
    this.links = new Map(all.map((one) => [one.role, one.link]));
    this.live.dispatchEvent(new Event('session'));
  }

  /** @param {string} role */
  #next(role) {
    if (confirm(`Is the next ${role} about to begin? The page of the one before ends, and its link opens nothing any more.`)) {
      this.copied = '';
      act('api/control/next-participant', { role }).then((all) => this.#know(all), () => this.asked = '');
    }
  }

  template() {
    const people = this.live.session?.participants ?? [];
    this.#learn(people);
    return people.length ? html`<table class="people"><thead><tr><th>Participant’s page</th><th>State</th><th>Link</th></tr></thead>
      <tbody>${people.map((one) => this.#person(one))}</tbody></table>` : nothing;
  }

  /** @param {{ role: string, state: string, words: string }} one */
  #person(one) {
    const link = this.links.get(one.role);
    const [word, why] = one.words.split(/: (.*)/);
    return html`<tr class=${CHIPS[one.state]}><td class="role ${one.role}">${one.role}</td>
      <td class="state"><span class="chip ${CHIPS[one.state]}">${MARKS[one.state]} ${word}</span>
        ${why ? html`<small>${why}</small>` : nothing}</td>
      <td class="link">${link ? html`<button @click=${() => this.#copy(one.role, link)}>Copy link</button>
        ${one.state === 'NOT_OPEN' ? nothing : html`<button class="next" @click=${() => this.#next(one.role)}>Next participant</button>`}
        <small>${this.copied === one.role ? 'copied; open it in the participant’s browser' : link.replace(/token=.*/, 'token=…')}</small>`
        : html`<small>shown to who may act</small>`}</td></tr>`;
  }

  /** @param {string} role @param {string} link */
  #copy(role, link) {
    navigator.clipboard?.writeText(link).then(() => {
      this.copied = role;
      this.live.dispatchEvent(new Event('session'));
    }, () => prompt('The link:', link));
  }
}
