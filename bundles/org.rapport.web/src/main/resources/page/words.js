/** Seconds as a clock. @param {number} seconds */
export function clock(seconds) {
  const whole = Math.max(0, Math.floor(seconds));
  const two = (/** @type {number} */ n) => String(n).padStart(2, '0');
  return `${Math.floor(whole / 3600)}:${two(Math.floor(whole / 60) % 60)}:${two(whole % 60)}`;
}

/** A number with so many significant digits, or a dash. @param {number | null | undefined} value @param {number} [digits] */
export function number(value, digits = 3) {
  if (value === null || value === undefined || Number.isNaN(value)) {
    return '–';
  }
  const text = Number(value).toPrecision(digits);
  return Math.abs(Number(text)) < 1e7 ? String(Number(text)) : text;
}

/** A number with so many decimals and its sign. @param {number | null | undefined} value @param {number} decimals */
export function signed(value, decimals) {
  if (value === null || value === undefined || Number.isNaN(value)) {
    return '–';
  }
  const text = Math.abs(value).toFixed(decimals);
  return (value < 0 && Number(text) !== 0 ? '−' : '+') + text;
}

/** A rate in Hz: 512.3 Hz, 16.05 kHz. @param {number | null | undefined} hertz */
export function hertz(hertz) {
  if (hertz === null || hertz === undefined || Number.isNaN(hertz)) {
    return '–';
  }
  return hertz >= 10e3 ? `${number(hertz / 1e3, 4)} kHz` : `${number(hertz, 4)} Hz`;
}

/** A part as per cent; small parts of loss are not rounded to nothing. @param {number | null | undefined} share */
export function percent(share) {
  if (share === null || share === undefined || Number.isNaN(share)) {
    return '–';
  }
  const value = 100 * share;
  return value > 0 && value < 0.1 ? '< 0.1 %' : `${value >= 10 || value === 0 ? Math.round(value) : value.toFixed(1)} %`;
}

/** How long ago, in words that stay short. @param {number} seconds */
export function age(seconds) {
  if (Number.isNaN(seconds)) {
    return '–';
  }
  if (seconds < 10) {
    return `${Math.max(0, seconds).toFixed(1)} s`;
  }
  return seconds < 120 ? `${Math.round(seconds)} s` : `${Math.round(seconds / 60)} min`;
}

/** A time as milliseconds or microseconds. @param {number | null} seconds */
export function small(seconds) {
  if (seconds === null || Number.isNaN(seconds)) {
    return '–';
  }
  const millis = 1000 * seconds;
  return Math.abs(seconds) >= 10 ? `${number(seconds, 3)} s`
      : `${Math.abs(millis) >= 10 ? Math.round(millis) : number(millis, 2)} ms`;
}

/** The mark that stands beside the word of a state, so that nobody needs to tell colours apart. @type {Record<string, string>} */
export const MARKS = { LIVE: '●', STALE: '▲', LOST: '✕', LATE: '▲', RESOLVING: '○', REFUSED: '⊘' };

/** The word for a state. @type {Record<string, string>} */
export const STATES = { LIVE: 'live', STALE: 'stale', LOST: 'lost', LATE: 'late', RESOLVING: 'looking', REFUSED: 'refused' };

/** A colour of the theme. @param {string} name */
export function colour(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
}
