import { expect, it } from 'vitest';
import { windowState } from '../../../core/messages/window.ts';

const HEARD = new Date('2026-10-01T08:00:00+07:00');
const after = (days: number, hours = 0) =>
  windowState(HEARD, new Date(HEARD.getTime() + (days * 24 + hours) * 3_600_000), 7);

it('warns two days ahead, and is sure of the end only when clocks cannot explain it', () => {
  expect(after(0)).toBe('open');
  expect(after(4, 23)).toBe('open');
  expect(after(5)).toBe('closing');
  expect(after(7, 1)).toBe('closing');
  expect(after(7, 2)).toBe('closed');
  expect(windowState(null, HEARD, 7)).toBe('unknown');
});
