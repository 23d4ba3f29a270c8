import { expect, it } from 'vitest';
import { absences } from '../../jobs/absences.ts';

function rig() {
  const world = { now: 0, missing: [] as number[], shaken: false };
  const others = absences(
    async () => ({ missing: world.missing, shaken: world.shaken }),
    () => world.now,
  );
  const goneAt = (ms: number) => {
    world.now = ms;
    return others.gone();
  };
  return { world, goneAt };
}

it('takes over from who stays away, not from who is back in a moment', async () => {
  const { world, goneAt } = rig();
  expect(await goneAt(0)).toEqual([]);
  world.missing = [7, 8];
  expect(await goneAt(1_000)).toEqual([]);
  world.missing = [8];
  expect(await goneAt(2_000)).toEqual([]);
  expect(await goneAt(4_000)).toEqual([8]);
  // The first came back and went again: counted anew.
  world.missing = [7, 8];
  expect(await goneAt(5_000)).toEqual([8]);
  expect(await goneAt(8_000)).toEqual([7, 8]);
  world.missing = [];
  expect(await goneAt(9_000)).toEqual([]);
});

it('takes over at once from who was gone before it began, unless everybody just lost the database', async () => {
  const calm = rig();
  calm.world.missing = [7];
  expect(await calm.goneAt(0)).toEqual([7]);
  calm.world.missing = [7, 8];
  expect(await calm.goneAt(1_000)).toEqual([7]);
  const shaken = rig();
  shaken.world.missing = [7];
  shaken.world.shaken = true;
  expect(await shaken.goneAt(0)).toEqual([]);
  expect(await shaken.goneAt(3_000)).toEqual([7]);
});
