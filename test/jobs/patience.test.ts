import { expect, it } from 'vitest';
import { patience } from '../../jobs/patience.ts';

function after(...answers: number[]): number {
  const one = patience();
  for (const ms of answers) one.answered(ms);
  return one.ms();
}

it('waits for a quick network, and for a slow one no longer than its pace', () => {
  const quick = Array<number>(15).fill(30);
  const slow = Array<number>(15).fill(250);
  expect(after()).toBe(500);
  expect(after(...quick)).toBe(500);
  expect(after(...slow)).toBe(40);
  // One hiccup, or the first few answers, say nothing about what is usual.
  expect(after(...quick, 9000, 9000)).toBe(500);
  expect(after(...slow.slice(0, 14))).toBe(500);
  expect(after(...slow, ...quick)).toBe(500);
});
