import { describe, expect, it } from 'vitest';
import type { State } from '../../../core/obligations/obligation.ts';
import { localDate } from '../../../core/time/local-date.ts';
import { HEAD, mornings, OFFICIAL, type Spoken } from './mornings.ts';

/** "2023-03-01 T-7" for every morning on which the person hears of the one obligation. */
function heard(
  who: number,
  due: string,
  days: { from: string; to: string; down?: string[] },
  state: State = 'in_progress',
): string[] {
  const obligation = { id: 1, agencyId: 1, state, dueOn: localDate(due) };
  return mornings([obligation], days)
    .filter((spoken) => spoken.personId === who)
    .map(lineOf);
}

function lineOf({ on, rung, obligations }: Spoken): string {
  expect(obligations).toEqual([1]);
  return `${on} ${rung}`;
}

/** Mondays to Fridays of the text, "03-09..10 13..17". */
const late = (month: string, ...days: number[]) =>
  days.map((day) => `2023-${month}-${String(day).padStart(2, '0')} late`);

describe('the ladder of the agency’s own people, from the real calendar', () => {
  it('due on Wednesday 08/03/2023: T-3 falls on a Sunday and comes on the Friday before', () => {
    expect(heard(OFFICIAL, '2023-03-08', { from: '2023-02-20', to: '2023-03-21' })).toEqual([
      '2023-03-01 T-7',
      '2023-03-03 T-3',
      '2023-03-07 T-1',
      '2023-03-08 T-0',
      ...late('03', 9, 10, 13, 14, 15, 16, 17, 20, 21),
    ]);
  });

  it('due on Sunday 31/12/2023: the last rungs come on Friday, overdue after New Year’s Day', () => {
    expect(heard(OFFICIAL, '2023-12-31', { from: '2023-12-18', to: '2024-01-05' })).toEqual([
      '2023-12-22 T-7',
      '2023-12-28 T-3',
      // T-1 (Saturday) and the day itself (Sunday) fall together on the Friday.
      '2023-12-29 T-0',
      '2024-01-02 late',
      '2024-01-03 late',
      '2024-01-04 late',
      '2024-01-05 late',
    ]);
  });

  it('due on 24/01/2023, within Tết (20/01 to 26/01 off)', () => {
    expect(heard(OFFICIAL, '2023-01-24', { from: '2023-01-09', to: '2023-01-31' })).toEqual([
      '2023-01-17 T-7',
      // 21, 23 and 24 January all move to the last working day before Tết.
      '2023-01-19 T-0',
      ...late('01', 27, 30, 31),
    ]);
  });

  it('due on 30/04/2023, within the break of 29/04 to 03/05', () => {
    expect(heard(OFFICIAL, '2023-04-30', { from: '2023-04-17', to: '2023-05-08' })).toEqual([
      '2023-04-21 T-7',
      '2023-04-27 T-3',
      '2023-04-28 T-0',
      ...late('05', 4, 5, 8),
    ]);
  });

  it('due on National Day 02/09/2023, within the break of 01/09 to 04/09', () => {
    expect(heard(OFFICIAL, '2023-09-02', { from: '2023-08-21', to: '2023-09-06' })).toEqual([
      '2023-08-25 T-7',
      '2023-08-30 T-3',
      '2023-08-31 T-0',
      ...late('09', 5, 6),
    ]);
  });
});

describe('the ladder of heads and coordinators', () => {
  it.each([
    // Three days overdue is Saturday 11/03.
    ['2023-03-08', '2023-03-27', ['2023-03-13 esc', '2023-03-20 esc', '2023-03-27 esc']],
    // A Friday, three days after a Tuesday; then the next Monday.
    ['2023-02-28', '2023-03-09', ['2023-03-03 esc', '2023-03-06 esc']],
    ['2023-12-31', '2024-01-09', ['2024-01-03 esc', '2024-01-08 esc']],
    ['2023-01-24', '2023-02-03', ['2023-01-27 esc', '2023-01-30 esc']],
    // 03/05 is a day off; the Monday after is an ordinary one.
    ['2023-04-30', '2023-05-09', ['2023-05-04 esc', '2023-05-08 esc']],
    // The week begins with days off: its first working day is the Thursday.
    [
      '2023-04-10',
      '2023-05-05',
      ['2023-04-13 esc', '2023-04-17 esc', '2023-04-24 esc', '2023-05-04 esc'],
    ],
    ['2023-09-02', '2023-09-12', ['2023-09-05 esc', '2023-09-11 esc']],
  ])('due %s, until %s', (due, to, expected) => {
    expect(heard(HEAD, due, { from: '2023-01-02', to })).toEqual(expected);
  });
});

describe('work that waits for somebody else', () => {
  it('climbs the ladder, then is recalled once a week', () => {
    expect(
      heard(OFFICIAL, '2023-03-08', { from: '2023-02-20', to: '2023-03-24' }, 'blocked'),
    ).toEqual([
      '2023-03-01 T-7',
      '2023-03-03 T-3',
      '2023-03-07 T-1',
      '2023-03-08 T-0',
      ...late('03', 13, 20),
    ]);
  });

  it('on the first working day of a week that begins with days off', () => {
    expect(
      heard(OFFICIAL, '2023-04-24', { from: '2023-04-25', to: '2023-05-09' }, 'blocked'),
    ).toEqual(['2023-04-25 T-0', ...late('05', 4, 8)]);
  });
});

describe('a morning on which nothing ran', () => {
  it('is made up for: weekly rungs stay until the week is over', () => {
    const days = { from: '2023-02-20', to: '2023-03-24', down: ['2023-03-13', '2023-03-20'] };
    expect(heard(HEAD, '2023-03-08', days)).toEqual(['2023-03-14 esc', '2023-03-21 esc']);
    expect(heard(OFFICIAL, '2023-03-08', days, 'blocked').slice(4)).toEqual(late('03', 14, 21));
  });

  it('leaves stale rungs to the newest one', () => {
    const down = ['2023-03-01', '2023-03-02', '2023-03-03', '2023-03-06'];
    const days = { from: '2023-02-20', to: '2023-03-09', down };
    expect(heard(OFFICIAL, '2023-03-08', days)).toEqual([
      '2023-03-07 T-1',
      '2023-03-08 T-0',
      '2023-03-09 late',
    ]);
  });
});
