import { html, nothing } from './lib/lit-html/lit-html.js';
import { repeat } from './lib/lit-html/directives/repeat.js';
import { MARKS, STATES, age, hertz } from './words.js';

/** So many fit on a screen of four columns. */
const FOUR_COLUMNS = 8;

/**
 * Sources as tiles in large letters, to be read from the other side of the room: whose, what, and whether it lives. Figures are
 * for who sits in front of the screen.
 *
 * @param {import('./live.js').Source[]} sources
 * @param {number} now
 */
export function tiles(sources, now) {
  return html`<section class="tiles ${sources.length > FOUR_COLUMNS ? 'many' : ''}">${repeat(sources, (one) => `${one.pipeline}/${one.node}/${one.title}/${one.sourceId}`,
    (one) => tile(one, now))}</section>`;
}

/** @param {import('./live.js').Source} one @param {number} now */
function tile(one, now) {
  const well = one.state === 'LIVE' && !one.warning;
  return html`<article class="tile ${one.state}" title="${one.name}; ${one.type}">
    <p class="what"><span class="role ${one.role}">${one.role || '–'}</span>
      ${one.modality || one.type.replace(/^rapport\.source\./, '')}</p>
    <p><span class="chip ${one.state}">${MARKS[one.state]} ${STATES[one.state]}</span></p>
    <p class="name">${one.name}</p>
    <p class="near">${well ? nothing : html`<b>${one.reason}</b> · `}${one.nominalRate ? html`${hertz(one.rate)} · ` : nothing}${
      age(one.lastTime === null ? NaN : now - one.lastTime)}</p></article>`;
}
