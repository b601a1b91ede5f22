import { html, nothing } from '../lib/lit-html/lit-html.js';
import { now, stamp } from './clock.js';

const TIME_EVERY = 1;
const LONGEST_ANSWER = 5000;
/** Stands among what is done for the instructions. */
const INSTRUCTIONS = '/instructions';

/**
 * Plays films one after the other and asks what is to be asked. What happens is told as markers: event, film, the film's own time,
 * question, text.
 */
export default class Films {
  /**
   * @param {string} name @param {any} seat @param {import('./link.js').Link} link
   * @param {{ draw: () => void, parts: () => Map<string, any> }} shell
   */
  constructor(name, seat, link, shell) {
    this.name = name;
    this.link = link;
    this.shell = shell;
    this.seat = seat;
    /** What was seen, whether the runtime has been told or not. @type {Set<string>} */
    this.done = new Set();
    /** @type {'wait' | 'instructions' | 'ready' | 'playing' | 'broken' | 'question' | 'pause' | 'end'} */
    this.phase = 'wait';
    this.film = '';
    this.question = 0;
    this.lastTime = 0;
    this.ends = new AbortController();
    this.video = document.createElement('video');
    this.video.playsInline = true;
    this.video.preload = 'auto';
    this.video.disablePictureInPicture = true;
    this.stalled = false;
    this.started = false;
    this.#listen();
    this.renew(seat);
  }

  /** @param {any} seat */
  renew(seat) {
    this.seat = seat;
    if (seat.ready) {
      seat.progress.done.forEach((/** @type {string} */ film) => this.done.add(film));
      if (this.phase === 'wait') {
        this.#next();
      }
    }
  }

  stop() {
    this.ends.abort();
    this.video.removeAttribute('src');
    this.video.load();
  }

  /** What stands before everything else. */
  covers() {
    return this.phase !== 'playing';
  }

  /** Whether keys are not for ratings now. */
  asks() {
    return this.phase !== 'playing';
  }

  #listen() {
    const signal = this.ends.signal;
    const video = this.video;
    video.addEventListener('waiting', () => {
      if (this.started && !this.stalled) {
        this.stalled = true;
        this.#tell('film-stall', video.currentTime);
      }
    }, { signal });
    video.addEventListener('playing', () => {
      if (this.started && this.stalled) {
        this.stalled = false;
        this.#tell('film-play', video.currentTime);
      }
    }, { signal });
    video.addEventListener('pause', () => {
      if (this.started && !video.ended) {
        this.stalled = true;
        this.#tell('film-pause', video.currentTime);
      }
    }, { signal });
    video.addEventListener('ended', () => this.#ended(), { signal });
    video.addEventListener('error', () => this.#broken(video.error?.message || 'it cannot be played'), { signal });
    addEventListener('keydown', (event) => this.#key(event), { signal });
  }

  /** @param {string} event @param {number | null} time of the film @param {string} [text] @param {number} [at] @param {string} [question] */
  #tell(event, time, text = '', at = now(), question = '') {
    this.link.event(this.name, at, [event, this.film, time === null ? '' : time.toFixed(4), question, text]);
  }

  get #isPractice() {
    return this.seat.practice.includes(this.film);
  }

  /** Those that are still to be seen, in their order. */
  #left() {
    return [...this.seat.practice, ...this.seat.progress.order].filter((film) => !this.done.has(film)
      && this.seat.films.includes(film));
  }

  #next() {
    const left = this.#left();
    this.film = '';
    if (this.seat.instructions && !this.done.has(INSTRUCTIONS)) {
      this.phase = 'instructions';
    } else if (left.length) {
      this.film = left[0];
      this.phase = 'ready';
      this.video.src = `film/${this.seat.seat}/${this.seat.films.indexOf(this.film)}`;
      this.started = false;
      this.stalled = false;
    } else {
      this.phase = 'end';
      this.#tell('films-end', null);
    }
    this.shell.draw();
  }

  #readInstructions() {
    this.#tell('instructions-read', null);
    this.done.add(INSTRUCTIONS);
    this.#next();
  }

  async #play() {
    const { progress, resume } = this.seat;
    const again = progress.film === this.film;
    this.video.currentTime = again && resume === 'time' && !this.started ? progress.filmTime : 0;
    this.phase = 'playing';
    this.lastTime = -Infinity;
    for (const part of this.shell.parts().values()) {
      part.begin?.();
    }
    this.shell.draw();
    this.#frames(again ? 'again' : this.#isPractice ? 'practice' : '');
    try {
      await this.video.play();
    } catch (e) {
      if (this.phase === 'playing' && !this.video.error) { // the browser wants a click first
        this.phase = 'ready';
        this.shell.draw();
      }
    }
  }

  /** Says which moment of the film is on the screen when: at its first frame, and once a second. @param {string} how */
  #frames(how) {
    this.video.requestVideoFrameCallback((_, frame) => {
      if (this.phase !== 'playing') {
        return;
      }
      const shown = stamp(frame.expectedDisplayTime);
      if (!this.started) {
        this.started = true;
        this.#tell('film-start', frame.mediaTime, how, shown);
        this.lastTime = frame.mediaTime;
      } else if (frame.mediaTime >= this.lastTime + TIME_EVERY) {
        this.lastTime = frame.mediaTime;
        this.#tell('film-time', frame.mediaTime, '', shown);
      }
      this.#frames(how);
    });
  }

  #ended() {
    if (this.phase === 'playing') {
      this.#tell('film-stop', this.video.currentTime);
      this.question = 0;
      if (this.seat.questions.length && !this.#isPractice) {
        this.phase = 'question';
        this.shell.draw();
      } else {
        this.#seen();
      }
    }
  }

  /** @param {string} why */
  #broken(why) {
    if (this.film && this.video.getAttribute('src') && (this.phase === 'playing' || this.phase === 'ready')) {
      this.#tell('film-error', this.video.currentTime, why);
      this.phase = 'broken';
      this.shell.draw();
    }
  }

  #seen() {
    const practice = this.#isPractice;
    this.#tell('film-done', null);
    this.done.add(this.film);
    const seen = this.seat.progress.order.filter((/** @type {string} */ film) => this.done.has(film)).length;
    if (!practice && this.seat.pauseEvery > 0 && seen % this.seat.pauseEvery === 0 && this.#left().length) {
      this.film = '';
      this.phase = 'pause';
      this.#tell('pause-begin', null);
      this.shell.draw();
    } else {
      this.#next();
    }
  }

  #goOn() {
    this.#tell('pause-end', null);
    this.#next();
  }

  /** @param {string} answer */
  #answer(answer) {
    this.#tell('answer', null, answer.slice(0, LONGEST_ANSWER), now(), this.seat.questions[this.question].text);
    this.question++;
    if (this.question >= this.seat.questions.length) {
      this.#seen();
    } else {
      this.shell.draw();
    }
  }

  /** The space bar does what the one button does. @param {KeyboardEvent} event */
  #key(event) {
    if (event.repeat || /** @type {Element} */ (event.target).matches?.('input, textarea, button')) {
      return;
    }
    const points = this.phase === 'question' ? this.seat.questions[this.question].points : 0;
    if (event.code === 'Space' && this.phase !== 'question') {
      event.preventDefault();
      /** @type {HTMLButtonElement | null} */ (document.querySelector('.films button.main'))?.click();
    } else if (points > 0 && points < 10 && Number(event.key) >= 1 && Number(event.key) <= points) {
      this.#answer(event.key);
    }
  }

  template() {
    return html`<section class="films ${this.phase}">${this.#shown()}</section>`;
  }

  #shown() {
    switch (this.phase) {
      case 'instructions':
        return html`<div class="text"><p class="said">${this.seat.instructions}</p></div>${button('Continue',
          () => this.#readInstructions())}`;
      case 'ready':
        return this.#ready();
      case 'playing':
        return this.video;
      case 'broken':
        return html`<h1>This film cannot be played.</h1><p class="faint">Please tell the person who leads the session.</p>
          ${button('Go on without it', () => this.#seen())}`;
      case 'question':
        return this.#asked();
      case 'pause':
        return html`<h1>Time for a break</h1><p class="faint">Go on when you are ready.</p>${button('Go on', () => this.#goOn())}`;
      case 'end':
        return html`<h1>Thank you.</h1><p class="faint">That was the last film. Please tell the person who leads the session.</p>`;
      default:
        return html`<p class="faint">One moment …</p>`;
    }
  }

  #ready() {
    const { practice, progress, films } = this.seat;
    const all = (this.#isPractice ? practice : progress.order).filter((/** @type {string} */ film) => films.includes(film));
    const number = all.indexOf(this.film) + 1;
    const firstReal = !this.#isPractice && practice.length > 0 && number === 1;
    return html`<h1>${this.#isPractice ? 'Let us practise' : firstReal ? 'Now it begins' : 'The next film'}</h1>
      <p class="faint">${this.#isPractice ? 'Practice film' : 'Film'} ${number} of ${all.length}</p>
      ${button('Start', () => this.#play())}<p class="faint keys">or press the space bar</p>`;
  }

  #asked() {
    const { points, text, low, high } = this.seat.questions[this.question];
    if (points === 0) {
      return html`<h1>${text}</h1><form class="free" @submit=${(/** @type {Event} */ event) => {
        event.preventDefault();
        const field = /** @type {HTMLTextAreaElement} */ (/** @type {HTMLFormElement} */ (event.target).elements.namedItem('answer'));
        const answer = field.value;
        field.value = '';
        this.#answer(answer);
      }}><textarea name="answer" rows="5" maxlength=${LONGEST_ANSWER}></textarea><button class="main">Next</button></form>`;
    }
    return html`<h1>${text}</h1><div class="scaled"><div class="likert">${Array.from({ length: points }, (_, i) => html`<button
        data-answer=${i + 1} @click=${() => this.#answer(String(i + 1))}>${i + 1}</button>`)}</div>
      ${low || high ? html`<div class="ends"><span>${low}</span><span>${high}</span></div>` : nothing}</div>`;
  }
}

/** @param {string} word @param {() => void} act */
function button(word, act) {
  return html`<button class="main" @click=${act}>${word}</button>`;
}
