import { html, render, nothing } from './lib/lit-html/lit-html.js';
import { Live } from './live.js';
import { SessionView } from './session.js';
import { SignalsView } from './signals.js';
import { GraphView } from './graph.js';
import { ControlView } from './control.js';
import { DevicesView } from './devices.js';
import { RecordingView } from './recording.js';
import { TroubleView, Banner } from './trouble.js';
import { clock } from './words.js';

const live = new Live();
const sessionView = new SessionView(live);
const banner = new Banner(live);
const control = new ControlView(live);

/**
 * @typedef {{ template: () => unknown, show: () => void, hide: () => void, drawn: () => void, key?: (key: string) => boolean }}
 * View
 * @type {Record<string, { title: string, view: View, of?: string }>}
 */
const VIEWS = {
  session: { title: 'Session', view: sessionView },
  signals: { title: 'Signals', view: new SignalsView(live) },
  devices: { title: 'Devices', view: new DevicesView(live) },
  control: { title: 'Record', view: control },
  graph: { title: 'Graph', view: new GraphView(live) },
  troubles: { title: 'Troubles', view: new TroubleView(live) },
  recording: { title: 'Recording', view: new RecordingView(live), of: 'control' },
};
/** Those that stand on top; another one belongs to one of them. */
const TOP = Object.entries(VIEWS).filter(([, { of }]) => !of);

let shown = '';
let address = '';

function choose() {
  const named = location.hash.slice(1).split('/')[0];
  const wanted = named in VIEWS ? named : 'session';
  if (wanted !== shown || wanted === 'recording' && location.hash !== address) {
    VIEWS[shown]?.view.hide();
    shown = wanted;
    address = location.hash;
    VIEWS[shown].view.show();
    draw();
    document.querySelector('main')?.scrollTo(0, 0);
  }
}

/** Light and dark: as the system, or as the user says. @param {string} theme */
function theme(theme) {
  document.documentElement.dataset.theme = theme;
  localStorage.setItem('theme', theme);
  live.dispatchEvent(new Event('theme'));
  draw();
}

const dark = matchMedia('(prefers-color-scheme: dark)');
document.documentElement.dataset.theme = localStorage.getItem('theme') ?? (dark.matches ? 'dark' : 'light');
dark.addEventListener('change', () => {
  if (!localStorage.getItem('theme')) {
    document.documentElement.dataset.theme = dark.matches ? 'dark' : 'light';
    live.dispatchEvent(new Event('theme'));
  }
});

function streams() {
  const session = live.session;
  if (!session) {
    return nothing;
  }
  const whole = session.there === session.expected;
  const none = session.expected === 0;
  return html`<div class="streams ${none ? '' : whole ? 'good' : 'bad'}" id="streams"
    title="devices that send, of those that the pipelines ask for">
    <span class="mark">${none ? '○' : whole ? '●'
        : '▲'}</span> <b>${session.there}</b> of <b>${session.expected}</b> streams</div>`;
}

function top() {
  const session = live.session;
  return html`<header>
    <a class="name" href="#session"><img src="icon.svg" alt="">Rapport</a>
    <nav>${TOP.map(([name, { title }], i) => html`<a href="#${name}" title="key ${i + 1}"
      aria-current=${name === (VIEWS[shown].of ?? shown) ? 'page' : 'false'}>${title}${name === 'troubles' ? banner.count()
        : nothing}</a>`)}</nav>
    ${control.badge()}
    ${streams()}
    <div class="clock" title="since the runtime started">${session ? clock(live.now() - session.began) : '–'}</div>
    ${shown === 'session' ? html`<button id="large" aria-pressed=${sessionView.large} @click=${() => sessionView.toggleLarge()}
      title="large, to be read from the other side of the room (key f)">Large</button>` : nothing}
    <button @click=${() => theme(document.documentElement.dataset.theme === 'dark' ? 'light'
        : 'dark')} title="light or dark (key t)"
      aria-label="light or dark">${document.documentElement.dataset.theme === 'dark' ? '☀' : '☾'}</button>
  </header>`;
}

function draw() {
  if (!shown) {
    return;
  }
  const root = /** @type {HTMLElement} */ (document.getElementById('app'));
  render(html`${top()}
    ${live.connected ? nothing : html`<div class="gone" role="alert">✕ The runtime does not answer. What is shown is old;
      this page connects again by itself.</div>`}
    ${live.connected && !live.mayAct ? html`<div class="look">To look only: what changes something needs the address that
      <code>rapport run</code> printed.</div>` : nothing}
    ${banner.template()}
    <main class=${shown}>${live.session ? VIEWS[shown].view.template()
        : html`<p class="empty">Waiting for the runtime …</p>`}</main>
    ${foot()}`, root);
  VIEWS[shown].view.drawn();
}

function foot() {
  const session = live.session;
  if (!session) {
    return nothing;
  }
  const lost = live.forgotten + live.dropped;
  return html`<footer><span>${session.pages === 1 ? '1 page is open' : `${session.pages} pages are open`}</span>
    <span title="what this page was too slow to draw; recordings and predictions lose nothing by it">${lost === 0
      ? 'nothing skipped on this page' : `${lost} rows and frames skipped on this page`}</span>
    ${session.missed > 0 ? html`<span>${session.missed} signals not shown</span>` : nothing}
    <span>keys: 1–${TOP.length} views, a acknowledge, t theme${shown === 'session' ? ', f large' : shown === 'signals' ? ', space pause, l live, + − zoom'
      : shown === 'recording' ? ', space play and pause, ← → move, + − zoom' : ''}</span></footer>`;
}

live.addEventListener('session', () => {
  banner.look();
  draw();
});
live.addEventListener('connection', draw);
addEventListener('hashchange', choose);
addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || /** @type {HTMLElement} */ (event.target)
      .matches('input, textarea, select')) {
    return;
  }
  const view = TOP[Number(event.key) - 1]?.[0];
  if (view) {
    location.hash = view;
  } else if (event.key === 'a') {
    banner.acknowledge();
  } else if (event.key === 't') {
    theme(document.documentElement.dataset.theme === 'dark' ? 'light' : 'dark');
  } else if (!VIEWS[shown].view.key?.(event.key)) {
    return;
  }
  event.preventDefault();
});
setInterval(draw, 1000); // the clock and the ages go on, whatever comes
choose();
