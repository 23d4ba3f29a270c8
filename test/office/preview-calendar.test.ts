import { afterAll, beforeAll, expect, it } from 'vitest';
import { partRules } from '../../core/reports/regime-presets.ts';
import { localDate } from '../../core/time/local-date.ts';
import type { Tx } from '../../db/client.ts';
import { allAgencies } from '../../db/queries/agencies.ts';
import { setDayOffRule } from '../../office/due.ts';
import { reachOf } from '../../office/follow-calendar.ts';
import { changeDayOffRule, enterOfficeDays, forgetOfficeDays } from '../../office/office-days.ts';
import { previewChange, type WishedChange } from '../../office/preview-calendar.ts';
import { addRegime } from '../../office/regimes.ts';
import { openOffice, type TestOffice } from '../support/office.ts';
import { at, VIETNAM } from '../support/vietnam.ts';

const now = { now: at('2023-02-27'), timeZone: VIETNAM };
const range = (from: string, to = from) => ({ from: localDate(from), to: localDate(to) });

let office: TestOffice;
beforeAll(async () => {
  office = await openOffice();
  // Reports counted in working days move by another way than dates on days off.
  const parts = partRules('months', ['Q1', 'H1'], { kind: 'working_days', days: 5 });
  const rule = { version: 1 as const, firstYear: 2023, dueWords: 'x', leading: [], parts };
  const root = (await allAgencies(office.db)).find(({ parentId }) => parentId === null);
  const issuerId = root?.id ?? 0;
  const given = { document: '12/KH-UBND', name: 'x', issuerId, whoReports: ['Phòng Y tế'], rule };
  await office.db.transaction(async (tx) => {
    await enterOfficeDays(tx, range('2023-03-08'), { kind: 'off', note: '' }, now);
    expect(await addRegime(tx, given, now)).toMatchObject({ ok: true });
  });
});
afterAll(() => office.end());

async function make(tx: Tx, change: WishedChange) {
  if (change.kind === 'rule') return changeDayOffRule(tx, change.rule, now);
  if (change.kind === 'remove') return (await forgetOfficeDays(tx, change.days, now)).moved;
  return enterOfficeDays(tx, change.days, { kind: change.kind, note: '' }, now);
}

const CHANGES: WishedChange[] = [
  { kind: 'rule', rule: 'keep' },
  { kind: 'rule', rule: 'before' },
  { kind: 'rule', rule: 'after' },
  { kind: 'off', days: range('2023-04-03', '2023-04-04') },
  { kind: 'off', days: range('2023-03-06', '2023-03-31') },
  { kind: 'working', days: range('2023-04-01') },
  { kind: 'working', days: range('2023-12-31') },
  { kind: 'remove', days: range('2023-03-08') },
  { kind: 'remove', days: range('2023-05-08') },
];

it.each(['keep', 'before', 'after'] as const)(
  'what a change would move is what it moves, with the rule %s',
  async (rule) => {
    const back = new Error('back');
    const reached: number[] = [];
    for (const change of CHANGES) {
      await office.db
        .transaction(async (tx) => {
          await setDayOffRule(tx, rule);
          await changeDayOffRule(tx, rule, now);
          const before = await previewChange(tx, change, now);
          expect([change, before]).toEqual([change, reachOf(await make(tx, change))]);
          expect(await previewChange(tx, change, now)).toEqual({ obligations: 0, agencies: 0 });
          reached.push(before.obligations);
          throw back;
        })
        .catch((error: unknown) => {
          if (error !== back) throw error;
        });
    }
    expect(reached.filter((count) => count > 0).length).toBeGreaterThan(2);
  },
);
