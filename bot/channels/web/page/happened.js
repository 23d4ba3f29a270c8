import { byId, el } from './dom.js';
import { t } from './strings.js';
import { dayText, hourText, shortDayText, wallAt } from './time.js';

/** Moves kept in the list. */
const KEPT = 20;

/**
 * Adds one move of the clock to the list, newest first: where to, what ran, how much was sent.
 * @param {import('./types.js').ClockMove} move
 */
export function addHappening(move) {
  const wall = wallAt(move.now, move.timeZone);
  const heading = el(
    'p',
    { class: 'move' },
    el('b', { text: t.movedTo(`${hourText(wall)}, ${dayText(wall)}`) }),
    el('span', { text: t.sent(move.sent) }),
  );
  const lines = gather(move).map(({ when, job, times }) =>
    el(
      'li',
      {},
      el('time', { text: when }),
      el('span', { text: times > 1 ? `${job} · ${t.times(times)}` : job }),
    ),
  );
  if (lines.length === 0) lines.push(el('li', { class: 'none', text: t.nothingRan }));
  const list = byId('happened-list');
  // Scrolls when long, so the keyboard must reach it.
  list.tabIndex = 0;
  list.prepend(el('li', {}, heading, el('ul', {}, ...lines)));
  while (list.children.length > KEPT) list.lastElementChild.remove();
  byId('happened-empty').hidden = true;
}

/**
 * The same job on the same day is one line that counts.
 * @param {import('./types.js').ClockMove} move
 */
function gather({ ran, timeZone }) {
  /** @type {Map<string, { when: string, job: string, times: number }>} */
  const lines = new Map();
  for (const { at, job } of ran) {
    const wall = wallAt(at, timeZone);
    const key = `${dayText(wall)} ${job}`;
    const line = lines.get(key);
    if (line) line.times += 1;
    else {
      const when = `${hourText(wall)} ${shortDayText(wall)}`;
      lines.set(key, { when, job: t.jobs[job] ?? job, times: 1 });
    }
  }
  return [...lines.values()];
}
