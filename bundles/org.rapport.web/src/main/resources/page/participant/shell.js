import { html, nothing, render } from '../lib/lit-html/lit-html.js';
import { Link, key } from './link.js';

/**
 * What one seat shows and does. Made once for a seat, when the participant has agreed.
 * @typedef {{ template: () => unknown, renew: (seat: import('./link.js').Seat) => void, drawn?: () => void, stop?: () => void,
 *   side?: boolean, covers?: () => boolean }} Part
 */

/** What there is for each kind of seat; loaded when it is wanted. @type {Record<string, string>} */
const PARTS = { rating: './rating.js', films: './films.js', camera: './camera.js', microphone: './microphone.js' };

/** Milliseconds that the node of a part may be away. */
const PATIENCE = 5000;

const link = new Link();
/** @type {Map<string, Part>} */
const parts = new Map();
/** @type {Set<string>} */
const loading = new Set();
let refused = '';
let failure = '';

function draw() {
  render(template(), /** @type {HTMLElement} */ (document.getElementById('app')));
  parts.forEach((part) => part.drawn?.());
}

function template() {
  if (link.over) {
    return html`<main class="middle"><p>${link.over}</p></main>`;
  }
  if (!link.hello) {
    return html`<main class="middle"><p class="faint">One moment …</p></main>`;
  }
  return html`${notices()}${link.hello.agreed ? session() : consent(link.hello)}`;
}

function notices() {
  return html`${link.connected ? nothing : html`<div class="notice calm" role="status">The connection is cut. Go on: nothing is
      lost, it is sent when the connection is back.</div>`}
    ${failure ? html`<div class="notice bad" role="alert">${failure}</div>` : nothing}`;
}

/** What the participant reads first. @param {import('./link.js').Hello} hello */
function consent(hello) {
  if (!hello.seats.length) {
    return html`<main class="middle"><p>Please wait.</p><p class="faint">The session has not been prepared yet.</p></main>`;
  }
  if (!hello.consent.length) {
    return html`<main class="middle"><p>Please wait.</p><p class="faint">The text to agree to is missing. The person who leads the
      session can see why.</p></main>`;
  }
  return html`<main class="consent"><h1>Before we begin</h1>
    <div class="text" tabindex="0">${hello.consent.map((one) => html`<p class="said">${one.text}</p>`)}</div>
    <form @submit=${agree}>
      <label class="code">Participant code <input name="code" required maxlength="40" pattern="[A-Za-z0-9][A-Za-z0-9_\\-]*"
        autocomplete="off" spellcheck="false" title="letters, digits, - and _"></label>
      <label class="check"><input type="checkbox" name="agree" required> I have read this, and I agree.</label>
      ${hello.seats.some((seat) => seat.video) ? html`<label class="check"><input type="checkbox" name="video"> The video of my camera
        may be kept, too. (You may leave this out: then only numbers are kept, and no pictures.)</label>` : nothing}
      ${refused ? html`<p class="bad" role="alert">${refused}</p>` : nothing}
      <button class="main" ?disabled=${!link.connected}>Begin</button>
    </form></main>`;
}

/** @param {Event} event */
function agree(event) {
  event.preventDefault();
  const form = /** @type {HTMLFormElement} */ (event.target);
  const code = /** @type {HTMLInputElement} */ (form.elements.namedItem('code')).value.trim();
  document.documentElement.requestFullscreen?.().catch(() => {}); // where that is not allowed the page stays as it is
  refused = '';
  const video = /** @type {HTMLInputElement | null} */ (form.elements.namedItem('video'))?.checked ?? false;
  link.agree(code, (link.hello?.consent ?? []).map((one) => one.sha256), video);
}

/** What the participant does. */
function session() {
  const all = (link.hello?.seats ?? []).map((seat) => parts.get(key(link.hello?.seats ?? [], seat))).filter((part) => part);
  const covering = all.find((part) => part?.covers?.());
  const main = covering ? [covering] : all.filter((part) => !part?.side);
  return html`<main class="session ${main.length ? '' : 'only-side'}">
      ${main.map((part) => part?.template())}
      ${all.length ? nothing : html`<p class="faint">Please wait.</p>`}</main>
    ${all.some((part) => part?.side) ? html`<aside>${all.filter((part) => part?.side).map((part) => part?.template())}</aside>`
      : nothing}`;
}

/** Makes the parts of seats that are new, tells the others what is new, and ends those that are gone. */
async function furnish() {
  const seats = link.hello?.agreed ? link.hello.seats : [];
  const names = new Set(seats.map((seat) => key(seats, seat)));
  for (const name of parts.keys()) {
    if (!names.has(name)) {
      setTimeout(() => end(name), PATIENCE);
    }
  }
  for (const seat of seats) {
    const name = key(seats, seat);
    const part = parts.get(name);
    if (part) {
      part.renew(seat);
    } else if (PARTS[seat.kind] && !loading.has(name)) {
      loading.add(name);
      try {
        const { default: Made } = await import(PARTS[seat.kind]);
        const newest = link.hello?.seats ?? []; // the runtime may have told more while this was loading
        parts.set(name, new Made(name, newest.find((one) => key(newest, one) === name) ?? seat, link,
          { draw, fail, parts: () => parts }));
      } catch (e) {
        fail(`A part of this page cannot be shown (${seat.kind}): ${e instanceof Error ? e.message : e}`);
      }
      loading.delete(name);
    }
  }
  draw();
}

/** A node that is only started anew, since somebody edited its pipeline, is back by now. @param {string} name */
function end(name) {
  const seats = link.hello?.seats ?? [];
  if (link.connected && !seats.some((seat) => key(seats, seat) === name)) {
    parts.get(name)?.stop?.();
    parts.delete(name);
    draw();
  }
}

/** @param {string} why */
function fail(why) {
  failure = why;
  draw();
}

/** The screen stays on. */
function stayAwake() {
  if (!document.hidden) {
    navigator.wakeLock?.request('screen').catch(() => {}); // a laptop on low battery says no
  }
}

link.addEventListener('hello', furnish);
link.addEventListener('connection', draw);
link.addEventListener('over', draw);
link.addEventListener('refused', (event) => {
  refused = /** @type {CustomEvent} */ (event).detail;
  draw();
});
document.addEventListener('visibilitychange', stayAwake);
stayAwake();
draw();
