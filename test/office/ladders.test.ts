import { afterAll, beforeAll, expect, it } from 'vitest';
import { DEFAULT_LADDER } from '../../core/reminders/ladder.ts';
import { localDate } from '../../core/time/local-date.ts';
import { setLadder } from '../../office/ladders.ts';
import { planMorning } from '../../office/reminders.ts';
import { type Rehearsal, rehearse } from '../support/rehearsal.ts';

let office: Rehearsal;
beforeAll(async () => {
  office = await rehearse();
});
afterAll(() => office.end());

/** Rungs that would be told of report work on a morning, from the data as it is. */
async function reportRungs(day: string): Promise<string[]> {
  const plan = await planMorning(office.db, localDate(day), DEFAULT_LADDER);
  const items = plan.digests.flatMap((digest) => digest.items);
  const reports = items.filter(
    (item) => plan.obligations.get(item.obligationId)?.sourceKind === 'report',
  );
  return [...new Set(reports.map((item) => item.rung.key))];
}

it('gives each source its own rungs and leaves the other alone', async () => {
  expect(await reportRungs('2023-03-01')).toEqual(['T-7@2023-03-08']);
  await setLadder(office.db, 'report', { beforeDays: [2, 0], escalateAfterDays: 1 });
  expect(await reportRungs('2023-03-01')).toEqual([]);
  expect(await reportRungs('2023-03-06')).toEqual(['T-2@2023-03-08']);
  // One day overdue is enough now for the heads and the coordinator.
  expect(await reportRungs('2023-03-09')).toContain('esc@2023-03-08');
  await setLadder(office.db, 'report', null);
  expect(await reportRungs('2023-03-01')).toEqual(['T-7@2023-03-08']);
});
