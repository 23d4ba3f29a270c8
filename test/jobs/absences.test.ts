import { expect, it } from 'vitest';
import { absences } from '../../jobs/absences.ts';

it('takes over from who stays away, not from who is back in a moment', async () => {
  let now = 0;
  let missing: number[] = [];
  const others = absences(
    async () => missing,
    () => now,
  );
  const goneAt = (ms: number) => {
    now = ms;
    return others.gone();
  };
  expect(await goneAt(0)).toEqual([]);
  missing = [7, 8];
  expect(await goneAt(1_000)).toEqual([]);
  missing = [8];
  expect(await goneAt(2_000)).toEqual([]);
  expect(await goneAt(4_000)).toEqual([8]);
  // The first came back and went again: counted anew.
  missing = [7, 8];
  expect(await goneAt(5_000)).toEqual([8]);
  expect(await goneAt(8_000)).toEqual([7, 8]);
  missing = [];
  expect(await goneAt(9_000)).toEqual([]);
});
