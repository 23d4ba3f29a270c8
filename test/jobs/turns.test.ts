import { expect, it } from 'vitest';
import { turns } from '../../jobs/turns.ts';

const OVERDUE_MS = 30;

function rig() {
  const inTurn = turns(() => OVERDUE_MS);
  const began: string[] = [];
  const send = (
    name: string,
    answer: () => Promise<void>,
    note: Promise<void> = Promise.resolve(),
  ) =>
    inTurn(async (turn) => {
      turn.begun();
      began.push(name);
      await answer().finally(turn.answered);
      await note;
    });
  return { began, send };
}

function later(): { promise: Promise<void>; end: () => void } {
  let end = () => {};
  const promise = new Promise<void>((resolve) => {
    end = resolve;
  });
  return { promise, end };
}

it('begins a send when the last one is noted, however long that takes', async () => {
  const { began, send } = rig();
  const note = later();
  const first = send('first', async () => {}, note.promise);
  const second = send('second', async () => {});
  await new Promise((resolve) => setTimeout(resolve, 3 * OVERDUE_MS));
  expect(began).toEqual(['first']);
  note.end();
  await Promise.all([first, second]);
  expect(began).toEqual(['first', 'second']);
});

it('waits neither for an answer that does not come nor for work that failed', async () => {
  const { began, send } = rig();
  const answer = later();
  const first = send('first', () => answer.promise);
  await expect(send('second', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  await send('third', async () => {});
  expect(began).toEqual(['first', 'second', 'third']);
  answer.end();
  await first;
});
