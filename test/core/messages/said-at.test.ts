import { expect, it } from 'vitest';
import type { Incoming } from '../../../core/messages/message.ts';
import { saidAt } from '../../../core/messages/said-at.ts';
import { at, VIETNAM } from '../../support/vietnam.ts';

function said(sent: string | null, taken: string | null): Incoming {
  return {
    channel: 'telegram',
    updateKey: '1',
    conversation: { id: '1', kind: 'private', title: null },
    sender: { id: '1', name: '' },
    content: { type: 'text', text: 'xong' },
    addressed: true,
    ...(sent === null ? {} : { sentAt: at(sent).toISOString() }),
    ...(taken === null ? {} : { takenAt: at(taken).toISOString() }),
  };
}

it.each([
  ['on the same day, now counts', '2023-03-08T17:00', '2023-03-08T17:01', '2023-03-08T17:20', null],
  ['a day later, when it was sent', '2023-03-08T23:50', '2023-03-09T00:10', '2023-03-09T00:10', 0],
  ['or when it reached us', null, '2023-03-08T23:59', '2023-03-09T08:00', 1],
  [
    'a network whose clock is ahead is not believed',
    '2023-03-10T08:00',
    '2023-03-08T23:59',
    '2023-03-09T00:01',
    1,
  ],
  ['nor one that speaks of days ago', '2023-03-01T08:00', null, '2023-03-09T00:01', null],
  ['where nothing is known, now counts', null, null, '2023-03-09T00:01', null],
] as const)('%s', (_, sent, taken, now, which) => {
  const expected = which === null ? now : ([sent, taken][which] ?? '');
  expect(saidAt(said(sent, taken), at(now), VIETNAM)).toEqual(at(expected));
});
