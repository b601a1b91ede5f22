import { number } from './words.js';

/**
 * Tells the value under the pointer, and marks its time across all traces.
 * @param {{ x: number, y: number } | null} pointer in pixels of the window of the traces
 * @param {import('./lanes.js').Lanes} lanes
 * @param {Map<number, import('./live.js').Stream>} known
 */
export function tell(pointer, lanes, known) {
  const cross = /** @type {HTMLElement | null} */ (document.querySelector('.traces .cross'));
  const tip = /** @type {HTMLElement | null} */ (document.querySelector('.traces .tip'));
  if (!cross || !tip) {
    return;
  }
  const lane = pointer && lanes.at(pointer.y);
  cross.hidden = !pointer;
  tip.hidden = !lane;
  if (!pointer || !lane) {
    return;
  }
  const width = lanes.canvas.clientWidth;
  const time = lanes.end - (width - pointer.x) / width * lanes.seconds;
  const series = lanes.live.series.get(lane.stream);
  const value = series ? series.before(time, lane.column - series.first) : NaN;
  const channel = known.get(lane.stream)?.channels[lane.column];
  cross.style.left = `${pointer.x}px`;
  tip.style.left = `${Math.min(pointer.x + 12, width - 260)}px`;
  tip.style.top = `${lanes.above + pointer.y + 14}px`;
  tip.textContent = `${channel?.label ?? ''} ${Number.isNaN(value) ? 'missing' : number(value, 5)} ${channel?.unit ?? ''} at ${
    (time - (lanes.live.session?.began ?? 0)).toFixed(2)} s`;
}
