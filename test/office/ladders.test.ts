import { afterAll, beforeAll, expect, it } from 'vitest';
import { DEFAULT_LADDER } from '../../core/reminders/ladder.ts';
import { localDate } from '../../core/time/local-date.ts';
import { allLadderRules } from '../../db/queries/ladder-rules.ts';
import { readSetting, writeSetting } from '../../db/queries/system.ts';
import { adoptOldLadders, setLadderRule } from '../../office/ladders.ts';
import { planMorning } from '../../office/reminders.ts';
import { type Rehearsal, rehearse } from '../support/rehearsal.ts';

let office: Rehearsal;
beforeAll(async () => {
  office = await rehearse();
});
afterAll(() => office.end());

const REPORT = { sourceKind: 'report', agencyId: null, personId: null } as const;
const BY = { setBy: null, at: new Date() };

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
  await setLadderRule(office.db, REPORT, { beforeDays: [2, 0], escalateAfterDays: 1 }, BY);
  expect(await reportRungs('2023-03-01')).toEqual([]);
  expect(await reportRungs('2023-03-06')).toEqual(['T-2@2023-03-08']);
  // One day overdue is enough now for the heads and the coordinator.
  expect(await reportRungs('2023-03-09')).toContain('esc@2023-03-08');
  await setLadderRule(office.db, REPORT, { beforeDays: null, escalateAfterDays: null }, BY);
  expect(await allLadderRules(office.db)).toEqual([]);
  expect(await reportRungs('2023-03-01')).toEqual(['T-7@2023-03-08']);
});

it('takes over what an earlier version kept among the settings, once', async () => {
  await writeSetting(office.db, 'ladders', {
    plan: { beforeDays: [5, 0], escalateAfterDays: 2 },
  });
  await adoptOldLadders(office.db, BY.at);
  await adoptOldLadders(office.db, BY.at);
  expect(await allLadderRules(office.db)).toEqual([
    expect.objectContaining({ sourceKind: 'plan', beforeDays: [5, 0], escalateAfterDays: 2 }),
  ]);
  expect(await readSetting(office.db, 'ladders')).toBeUndefined();
});

it('keeps the due day in everybody’s own rungs, and kinds of work out of the hours', async () => {
  const person = { sourceKind: null, agencyId: null, personId: 1 };
  expect(await setLadderRule(office.db, person, { beforeDays: [3] }, BY)).toBe('due_day_stays');
  expect(await setLadderRule(office.db, REPORT, { fromMinute: 600 }, BY)).toBe('habits_of_kind');
  const hours = { fromMinute: 900, untilMinute: 600 };
  expect(await setLadderRule(office.db, person, hours, BY)).toBe('hours_empty');
});
