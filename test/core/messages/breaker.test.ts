import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  afterSend,
  allowed,
  type Breaker,
  CLOSED,
  FAILURES_TO_OPEN,
  LONGEST_PAUSE_MS,
  trying,
} from '../../../core/messages/breaker.ts';

const AWAY = (chat: number) => ({ works: false as const, chat, reason: 'ECONNREFUSED' });
const at = (now: number, trial = false) => ({ now, trial, jitter: 0 });

function failing(chats: readonly number[], from: Breaker = CLOSED): Breaker {
  return chats.reduce((breaker, chat) => afterSend(breaker, AWAY(chat), at(1000)), from);
}

test('opens after so many failures in a row, and not before', () => {
  const nearly = failing([1, 2, 3, 4]);
  expect(nearly.phase).toBe('closed');
  expect(allowed(nearly, 1000, 8)).toBe(8);
  const open = failing([5], nearly);
  expect(open).toMatchObject({ phase: 'open', reason: 'ECONNREFUSED' });
  expect(allowed(open, 1000, 8)).toBe(0);
  expect(failing([1, 2, 3, 4], afterSend(nearly, { works: true }, at(1000))).phase).toBe('closed');
});

test('a message the network cannot digest is no outage, however often it is tried', () => {
  expect(failing(Array(50).fill(1)).phase).toBe('closed');
  expect(failing(Array.from({ length: 50 }, (_, n) => n % 2)).phase).toBe('closed');
  expect(failing([1, 1, 1, 2, 3]).phase).toBe('open');
});

test('after the pause one message is tried; its success closes, its failure lengthens the pause', () => {
  let breaker = failing([1, 2, 3, 4, 5]);
  const pauses: number[] = [];
  let now = 1000;
  for (let round = 0; round < 8; round++) {
    pauses.push(breaker.pauseMs);
    now = breaker.openUntil;
    expect(allowed(breaker, now - 1, 8)).toBe(0);
    expect(allowed(breaker, now, 8)).toBe(1);
    const trial = trying(breaker);
    expect(allowed(trial, now, 8)).toBe(0);
    // One that was under way when it opened changes nothing.
    expect(afterSend(trial, AWAY(9), at(now)).phase).toBe('trying');
    breaker = afterSend(trial, AWAY(1), at(now, true));
  }
  expect(pauses).toEqual([2000, 4000, 8000, 16000, 32000, 60000, 60000, 60000]);
  expect(afterSend(trying(breaker), { works: true }, at(now, true))).toEqual(CLOSED);
});

test('whatever happens, it never rests longer than the longest pause and always tries again', () => {
  const step = fc.record({
    works: fc.boolean(),
    chat: fc.integer({ min: 1, max: 5 }),
    ms: fc.integer({ min: 0, max: 100_000 }),
    jitter: fc.double({ min: 0, max: 1, noNaN: true }),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      let breaker = CLOSED;
      let now = 0;
      for (const { works, chat, ms, jitter } of steps) {
        now += ms;
        const room = allowed(breaker, now, 8);
        const trial = breaker.phase === 'open' && room === 1;
        if (trial) breaker = trying(breaker);
        else if (room === 0)
          expect(breaker.openUntil - now).toBeLessThanOrEqual(LONGEST_PAUSE_MS * 1.2);
        const sign = works ? ({ works } as const) : AWAY(chat);
        if (room > 0) breaker = afterSend(breaker, sign, { now, trial, jitter });
        expect(breaker.phase).not.toBe('trying');
        if (breaker.phase === 'open') {
          expect(breaker.failedIn.length).toBe(FAILURES_TO_OPEN);
          expect(allowed(breaker, breaker.openUntil, 8)).toBe(1);
        }
      }
    }),
  );
});
