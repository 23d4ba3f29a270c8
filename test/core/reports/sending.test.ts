import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type SendingEntry, sendingOf } from '../../../core/reports/sending.ts';
import { localDate } from '../../../core/time/local-date.ts';
import { endOfDay } from '../../../core/time/zone.ts';
import { at, VIETNAM } from '../../support/vietnam.ts';

const DUE = localDate('2023-03-08');
const momentOf = (day: ReturnType<typeof localDate>) => endOfDay(day, VIETNAM);
const current = { dueOn: DUE, dueAt: momentOf(DUE) };
const entry = (
  kind: SendingEntry['kind'],
  state: SendingEntry['state'],
  day: string,
): SendingEntry => ({ kind, state, at: at(day), dueBefore: null, dueAfter: null });

describe('a report', () => {
  it('sent in time, returned and corrected late stays on time', () => {
    const sending = sendingOf(
      [
        entry('state', 'done', '2023-03-08T23:59'),
        entry('review', 'returned', '2023-03-10'),
        entry('state', 'in_progress', '2023-03-11'),
        entry('state', 'done', '2023-03-12'),
      ],
      current,
      momentOf,
    );
    expect(sending).toMatchObject({
      late: false,
      firstAt: at('2023-03-08T23:59'),
      correctedAt: at('2023-03-12'),
      correctedAfterDue: true,
    });
  });

  it('sent in time and taken back by the agency itself was not sent', () => {
    const sending = sendingOf(
      [
        entry('state', 'done', '2023-03-07'),
        entry('state', 'in_progress', '2023-03-07T09:00'),
        entry('state', 'done', '2023-03-09'),
      ],
      current,
      momentOf,
    );
    expect(sending).toMatchObject({ late: true, firstAt: at('2023-03-09'), correctedAt: null });
  });

  it('that was never sent is not judged', () => {
    expect(
      sendingOf([entry('state', 'in_progress', '2023-03-01')], current, momentOf),
    ).toMatchObject({ firstAt: null, late: false });
  });

  it('keeps its verdict whatever is said or granted later', () => {
    const later = fc.array(
      fc.record({
        kind: fc.constantFrom('state', 'review', 'extension_granted', 'source_changed'),
        state: fc.constantFrom('done', 'returned', 'accepted'),
        due: fc.integer({ min: 10, max: 28 }),
      }),
    );
    fc.assert(
      fc.property(fc.constantFrom('2023-03-08T23:59', '2023-03-09T00:00'), later, (sent, rest) => {
        const history = [entry('state', 'done', sent)];
        let due = DUE;
        // Before it is reviewed once, nothing but a review follows.
        history.push(entry('review', 'returned', '2023-04-01'));
        for (const { kind, state, due: day } of rest) {
          const moves = kind === 'extension_granted' || kind === 'source_changed';
          const to = moves ? localDate(`2023-04-${day}`) : due;
          history.push({
            kind: kind as SendingEntry['kind'],
            state: moves ? null : (state as SendingEntry['state']),
            at: at('2023-04-02'),
            dueBefore: moves ? due : null,
            dueAfter: moves ? to : null,
          });
          due = to;
        }
        const now = { dueOn: due, dueAt: momentOf(due) };
        const { late } = sendingOf(history, now, momentOf);
        expect(late).toBe(sent === '2023-03-09T00:00');
      }),
    );
  });
});
