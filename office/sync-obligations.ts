import type { SourceKind } from '../core/obligations/obligation.ts';
import { isSettled } from '../core/obligations/obligation.ts';
import type { LocalDate } from '../core/time/local-date.ts';
import type { Tx } from '../db/client.ts';
import { extendedOnes } from '../db/queries/extensions.ts';
import { openInputs, withdrawInputs } from '../db/queries/inputs.ts';
import type { ObligationRow } from '../db/queries/obligations.ts';
import { startAfresh, takeBackWaiting } from '../db/queries/pauses.ts';
import {
  addObligations,
  appendSourceUpdate,
  changeObligation,
  obligationsOfSource,
} from '../db/queries/sources.ts';
import { type Changes, difference, noChanges } from './changes.ts';
import { type DueRules, dueMinuteOf, dueOf, loadDueRules } from './due.ts';

/** One thing a source asks of one agency, as the source has it now. */
export interface Wanted {
  agencyId: number;
  taskId: number | null;
  periodId: number | null;
  /** Entry of the agency in a campaign; none for plans and reports. */
  campaignAgencyId?: number;
  occurrence: string;
  title: string;
  product: string | null;
  needsDocument: boolean;
  areaNo: string;
  area: string;
  conditional: boolean;
  deadlineWords: string;
  sourceDueOn: LocalDate | null;
  /** Local minutes of the due day, where an hour is given; otherwise its last moment counts. */
  dueMinute: number | null;
}

/**
 * Makes a source's obligations what the source says now. What is new is added; what changed is
 * changed, with an entry in its history; what is gone is withdrawn, not deleted. A due date that
 * was extended stays extended unless the source itself moved; others follow the office's rule for
 * days off. What other agencies were asked for the
 * sake of something withdrawn is withdrawn with it.
 */
export async function syncObligations(
  tx: Tx,
  source: { kind: SourceKind; ids: readonly number[] },
  wanted: readonly Wanted[],
  at: { now: Date; timeZone: string },
): Promise<Changes> {
  const changes = noChanges();
  const rules = await loadDueRules(tx);
  const existing = await obligationsOfSource(tx, source);
  const extended = await extendedOnes(
    tx,
    existing.map(({ id }) => id),
  );
  const byKey = new Map(existing.map((row) => [keyOf(row), row]));
  const fresh: Wanted[] = [];
  const seen = new Set<string>();
  for (const item of wanted) {
    const key = keyOf(item);
    if (seen.has(key)) continue;
    seen.add(key);
    const row = byKey.get(key);
    if (!row) fresh.push(item);
    else {
      const known = { ...at, rules, extended: extended.has(row.id) };
      changes[await bringUpToDate(tx, row, item, known)] += 1;
    }
  }
  await addObligations(
    tx,
    fresh.map(({ dueMinute, ...item }) => ({
      ...item,
      sourceKind: source.kind,
      ...dueOf({ ...item, dueMinute }, rules, at.timeZone),
      createdAt: at.now,
    })),
  );
  changes.added += fresh.length;
  const gone: number[] = [];
  for (const row of existing) {
    if (row.withdrawnAt || seen.has(keyOf(row))) continue;
    await changeObligation(tx, row.id, { withdrawnAt: at.now });
    await takeBackWaiting(tx, row.id, null, at.now);
    await appendSourceUpdate(tx, row.id, { kind: 'withdrawn' }, at.now);
    changes.removed += 1;
    gone.push(row.id);
  }
  // Nobody need give input to work that is no longer asked for.
  const inputs = gone.length > 0 ? await openInputs(tx, { parentIds: gone }) : [];
  await withdrawInputs(tx, inputs, null, at.now);
  return changes;
}

async function bringUpToDate(
  tx: Tx,
  row: ObligationRow,
  item: Wanted,
  at: { now: Date; timeZone: string; rules: DueRules; extended: boolean },
): Promise<'changed' | 'restored' | 'unchanged'> {
  const { dueMinute, agencyId: _a, taskId: _t, periodId: _p, occurrence: _o, ...fields } = item;
  const due = dueOf(item, at.rules, at.timeZone);
  const otherHour = !at.extended && dueMinuteOf(row, at.timeZone) !== dueMinute;
  // What is settled keeps the date it was judged by, whatever the rule became since.
  const otherDay = !at.extended && !isSettled(row.state) && row.dueOn !== due.dueOn;
  const moved = row.sourceDueOn !== item.sourceDueOn || otherHour || otherDay;
  if (!moved && !difference(row, fields) && !row.withdrawnAt) return 'unchanged';
  await changeObligation(tx, row.id, {
    ...fields,
    ...(moved ? due : {}),
    withdrawnAt: null,
  });
  if (moved) await startAfresh(tx, row.id, null, at.now);
  await appendSourceUpdate(
    tx,
    row.id,
    {
      kind: row.withdrawnAt ? 'restored' : 'source_changed',
      dueBefore: row.dueOn,
      dueAfter: moved ? due.dueOn : row.dueOn,
    },
    at.now,
  );
  return row.withdrawnAt ? 'restored' : 'changed';
}

function keyOf(item: Pick<Wanted, 'agencyId' | 'taskId' | 'periodId' | 'occurrence'>): string {
  return [item.agencyId, item.taskId, item.periodId, item.occurrence].join('|');
}
