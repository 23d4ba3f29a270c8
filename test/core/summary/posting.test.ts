import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { workCalendar } from '../../../core/calendar/work-calendar.ts';
import { isOfficeTime } from '../../../core/reminders/office-hours.ts';
import {
  DEFAULT_POSTING,
  duePost,
  lastPost,
  nextPost,
  type Posting,
  postMinute,
  readPosting,
} from '../../../core/summary/posting.ts';
import { addDays, type LocalDate, localDate } from '../../../core/time/local-date.ts';
import { instantAt, localDateAt } from '../../../core/time/zone.ts';
import { VIETNAM } from '../../support/vietnam.ts';

const calendar = workCalendar();
const HOURS = {
  fromMinute: 450,
  untilMinute: 17 * 60,
  pause: { fromMinute: 690, untilMinute: 810 },
};
const FIRST = localDate('2023-01-01');
const DAYS = 40;
/** Local minutes of the ticks: too early, each whole hour and the opening, too late. */
const TICKS = [0, 450, ...Array.from({ length: 10 }, (_, hour) => (hour + 8) * 60), 1380];

const anyDay = fc.integer({ min: 0, max: DAYS - 1 }).map((days) => addDays(FIRST, days));
const dueDays = fc.array(anyDay, { maxLength: 6 });
const choice = fc.record({
  weekdays: fc.uniqueArray(fc.integer({ min: 1, max: 7 })),
  minute: fc.option(fc.integer({ min: 0, max: 23 }).map((hour) => hour * 60)),
  afterDue: fc.boolean(),
});
const chosen = choice.map((one): Posting => ({ ...DEFAULT_POSTING, ...one }));

interface Post {
  at: Date;
  on: LocalDate;
  due: LocalDate;
}

/** The program's ticks of ten weeks; `changes` are made in the middle of the tick of that number. */
function live(
  start: Posting,
  due: readonly LocalDate[],
  {
    down = () => false,
    changes = new Map<number, Posting>(),
  }: { down?: (tick: number) => boolean; changes?: ReadonlyMap<number, Posting> } = {},
): { posts: Post[]; settled: Posting[] } {
  let posting = start;
  const posts: Post[] = [];
  const settled: Posting[] = [];
  let tick = -1;
  for (let day = FIRST; day < addDays(FIRST, DAYS); day = addDays(day, 1)) {
    for (const minute of TICKS) {
      tick += 1;
      const now = instantAt(day, minute, VIETNAM);
      const change = changes.get(tick);
      if (change) posting = { ...change, since: now.toISOString() };
      if (down(tick) || !isOfficeTime(now, HOURS, calendar, VIETNAM)) continue;
      const at = { now, today: day, timeZone: VIETNAM, registeredAt: null };
      const wanted = duePost(posting, at, due, calendar, HOURS);
      if (wanted === null || posts.some(({ on }) => wanted <= on && on <= day)) continue;
      posts.push({ at: now, on: day, due: wanted });
      settled.push(posting);
    }
  }
  return { posts, settled };
}

describe('posts', () => {
  it('come on working days in office hours, once a day, at the chosen hour', () => {
    fc.assert(
      fc.property(chosen, dueDays, (posting, due) => {
        const { posts } = live(posting, due);
        for (const { at, on } of posts) {
          expect(isOfficeTime(at, HOURS, calendar, VIETNAM)).toBe(true);
          // The days before the first tick are made up for; all others come when they should.
          if (on > addDays(FIRST, 5)) {
            expect(at).toEqual(instantAt(on, postMinute(posting, HOURS), VIETNAM));
          }
        }
        expect(new Set(posts.map(({ on }) => on)).size).toBe(posts.length);
      }),
      { numRuns: 8 },
    );
  });

  it('that were missed are made up for before the next is due', () => {
    const broken = fc.uniqueArray(fc.integer({ min: 0, max: DAYS - 1 }), { maxLength: 40 });
    fc.assert(
      fc.property(chosen, dueDays, broken, (posting, due, missing) => {
        const off = new Set(missing);
        const { posts } = live(posting, due, {
          down: (tick) => off.has(Math.floor(tick / TICKS.length)),
        });
        for (let day = FIRST; day < addDays(FIRST, DAYS - 1); day = addDays(day, 1)) {
          if (lastPost(posting, day, due, calendar) !== day) continue;
          const next = nextPost(posting, addDays(day, 1), due, calendar) ?? addDays(FIRST, DAYS);
          const end = next < addDays(FIRST, DAYS) ? next : addDays(FIRST, DAYS);
          let up = false;
          for (let on = day; on < end; on = addDays(on, 1)) {
            const number = Math.round((Date.parse(on) - Date.parse(FIRST)) / 86_400_000);
            if (!off.has(number) && calendar.isWorkingDay(on)) up = true;
          }
          expect(posts.some(({ on }) => day <= on && on < end)).toBe(up);
        }
      }),
      { numRuns: 6 },
    );
  });

  it('are never doubled by changing the settings, nor do new settings look back', () => {
    const changes = fc
      .array(fc.tuple(fc.integer({ min: 0, max: DAYS * TICKS.length - 1 }), chosen), {
        maxLength: 8,
      })
      .map((list) => new Map(list));
    fc.assert(
      fc.property(chosen, dueDays, changes, (posting, due, changed) => {
        const { posts, settled } = live(posting, due, { changes: changed });
        expect(new Set(posts.map(({ on }) => on)).size).toBe(posts.length);
        posts.forEach(({ due: day }, index) => {
          const by = settled[index];
          if (!by?.since) return;
          const moment = instantAt(day, postMinute(by, HOURS), VIETNAM);
          expect(moment.getTime()).toBeGreaterThanOrEqual(Date.parse(by.since));
        });
      }),
      { numRuns: 8 },
    );
  });

  it('come on Monday mornings and after a due day unless a group chose, also around Tết', () => {
    const { posts } = live(DEFAULT_POSTING, [localDate('2023-02-01')]);
    // 2 January and Tết (20 to 26 January) are days off: Tuesday, then Friday 27 January.
    expect(posts.slice(1, 5).map(({ on }) => on)).toEqual([
      ...['2023-01-09', '2023-01-16', '2023-01-27', '2023-01-30'],
    ]);
    expect(posts.slice(-2).map(({ at }) => at.toISOString())).toEqual([
      '2023-02-02T00:30:00.000Z',
      '2023-02-06T00:30:00.000Z',
    ]);
    expect(localDateAt(posts[0]?.at ?? new Date(0), VIETNAM)).toBe('2023-01-03');
  });

  it('never come where a group chose no day, and unreadable settings are the usual ones', () => {
    const never = { ...DEFAULT_POSTING, weekdays: [], afterDue: false };
    expect(live(never, [FIRST]).posts).toEqual([]);
    expect(nextPost(never, FIRST, [FIRST], calendar)).toBeNull();
    expect(readPosting({ weekdays: ['Monday'] })).toBe(DEFAULT_POSTING);
    expect(readPosting(never)).toEqual(never);
  });
});
