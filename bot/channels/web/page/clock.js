import { getClock, moveClock } from './api.js';
import { byId, el } from './dom.js';
import { addHappening } from './happened.js';
import { t } from './strings.js';
import {
  addDays,
  dayText,
  hourText,
  instantOf,
  longDayText,
  parseDay,
  parseHour,
  wallAt,
} from './time.js';
import { showToast } from './toast.js';

/** @typedef {import('./types.js').Clock} Clock */

const HOUR_MS = 3_600_000;
const MORNING = 8 * 60;

/** Where each button leads. @type {Record<keyof typeof t.jumps, (clock: Clock) => number>} */
const TARGETS = {
  hour: ({ now }) => Date.parse(now) + HOUR_MS,
  tomorrow: (clock) => morningIn(clock, 1),
  week: (clock) => {
    const wall = wallAt(clock.now, clock.timeZone);
    return instantOf(addDays(wall, 7), wall.hour * 60 + wall.minute, clock.timeZone);
  },
  monday: (clock) => {
    const { weekday } = wallAt(clock.now, clock.timeZone);
    return morningIn(clock, 8 - weekday);
  },
};

/**
 * The movable clock: its face, the ways forward, and what happened on the way.
 * @param {() => void} onMoved Called when a move asked for here is over.
 */
export function createClock(onMoved) {
  /** @type {Clock | null} */
  let clock = null;
  let moving = false;
  const day = byId('goto-day');
  const hour = byId('goto-hour');
  const picker = byId('goto-native');

  /** @param {Clock} next */
  function show(next) {
    const before = clock;
    clock = { now: next.now, local: next.local, timeZone: next.timeZone, weekday: next.weekday };
    const wall = wallAt(clock.now, clock.timeZone);
    byId('clock-time').textContent = hourText(wall);
    byId('clock-date').textContent = longDayText(wall);
    byId('clock-bar-now').textContent = `${hourText(wall)} · ${longDayText(wall)}`;
    byId('phone-time').textContent = hourText(wall);
    if (!before || day.value === dayText(wallAt(before.now, before.timeZone))) {
      day.value = dayText(wall);
    }
    if (!before) hour.value = '08:00';
  }

  /** @param {number} instant Epoch milliseconds. */
  async function moveTo(instant) {
    if (!clock || moving) return;
    const wall = wallAt(instant, clock.timeZone);
    const goal = `${hourText(wall)}, ${longDayText(wall)}`;
    setMoving(true);
    const progress = countSeconds(goal);
    try {
      const move = await moveClock(instant);
      show(move);
      addHappening(move);
      onMoved();
    } catch (error) {
      showToast(/** @type {Error} */ (error).message);
    } finally {
      clearInterval(progress);
      setMoving(false);
    }
  }

  /** @param {boolean} value */
  function setMoving(value) {
    moving = value;
    byId('moving').hidden = !value;
    byId('clock').setAttribute('aria-busy', String(value));
    for (const button of document.querySelectorAll('#jumps button, #goto-submit')) {
      button.setAttribute('aria-disabled', String(value));
    }
  }

  /** @param {SubmitEvent} event */
  function onGoTo(event) {
    event.preventDefault();
    if (!clock) return;
    const date = parseDay(day.value, wallAt(clock.now, clock.timeZone));
    const minutes = parseHour(hour.value);
    day.setAttribute('aria-invalid', String(!date));
    hour.setAttribute('aria-invalid', String(minutes === null));
    byId('goto-error').textContent = !date ? t.badDay : minutes === null ? t.badHour : '';
    if (!date) day.focus();
    else if (minutes === null) hour.focus();
    else {
      day.value = dayText(date);
      hour.value = hourText({ hour: Math.floor(minutes / 60), minute: minutes % 60 });
      moveTo(instantOf(date, minutes, clock.timeZone));
    }
  }

  for (const [name, label] of Object.entries(t.jumps)) {
    const target = TARGETS[/** @type {keyof typeof t.jumps} */ (name)];
    const onclick = () => clock && moveTo(target(clock));
    byId('jumps').append(el('button', { type: 'button', class: 'jump', text: label, onclick }));
  }
  byId('goto').addEventListener('submit', onGoTo);
  byId('goto-pick').addEventListener('click', () => {
    const date = clock && parseDay(day.value, wallAt(clock.now, clock.timeZone));
    if (date) picker.value = dayText(date).split('/').reverse().join('-');
    picker.showPicker();
  });
  picker.addEventListener('change', () => {
    if (picker.value) day.value = picker.value.split('-').reverse().join('/');
  });
  connectBar();

  return {
    timeZone: () => clock?.timeZone ?? 'Asia/Ho_Chi_Minh',
    /** Reads the clock again; throws ApiError. */
    async load() {
      show(await getClock());
    },
  };
}

/** The bar that opens the panel where the page is narrow; Escape closes it. */
function connectBar() {
  const panel = byId('clock');
  const bar = byId('clock-bar');
  /** @param {boolean} open */
  function unfold(open) {
    panel.classList.toggle('is-open', open);
    bar.setAttribute('aria-expanded', String(open));
  }
  bar.addEventListener('click', () => unfold(!panel.classList.contains('is-open')));
  panel.addEventListener('keydown', (/** @type {KeyboardEvent} */ event) => {
    if (event.key !== 'Escape' || !panel.classList.contains('is-open')) return;
    unfold(false);
    if (bar.offsetParent) bar.focus();
  });
}

/**
 * Tells how long a move has taken, once it takes long.
 * @param {string} goal
 */
function countSeconds(goal) {
  let seconds = 0;
  byId('moving-text').textContent = t.moving(goal);
  return setInterval(() => {
    seconds += 1;
    if (seconds >= 3) byId('moving-text').textContent = t.movingLong(goal, seconds);
  }, 1000);
}

/**
 * @param {Clock} clock
 * @param {number} days
 */
function morningIn(clock, days) {
  const today = wallAt(clock.now, clock.timeZone);
  return instantOf(addDays(today, days), MORNING, clock.timeZone);
}
