import { z } from 'zod';
import { boundsOf, KEPT, type Kept, type KeptDays, RETENTION } from '../core/retention.ts';
import type { Queryable, Tx } from '../db/client.ts';
import { lockSetting, readSetting, writeSetting } from '../db/queries/system.ts';

const SETTING = 'retention';

const stored = z.partialRecord(z.enum(KEPT), z.number().int());

/** How long each kind is kept: what the office set within the bounds, else the standard. */
export async function loadRetention(tx: Queryable): Promise<KeptDays> {
  const own = stored.safeParse((await readSetting(tx, SETTING)) ?? {}).data ?? {};
  const each = KEPT.map((kind): [Kept, number] => {
    const days = own[kind];
    return [kind, days !== undefined && inBounds(kind, days) ? days : RETENTION[kind].days];
  });
  return Object.fromEntries(each) as KeptDays;
}

/** Sets the days of a kind, null for the standard; false where they lie outside the bounds. */
export async function setRetention(tx: Tx, kind: Kept, days: number | null): Promise<boolean> {
  if (days !== null && !inBounds(kind, days)) return false;
  const { [kind]: _, ...others } = stored.safeParse(await lockSetting(tx, SETTING)).data ?? {};
  await writeSetting(tx, SETTING, days === null ? others : { ...others, [kind]: days });
  return true;
}

function inBounds(kind: Kept, days: number): boolean {
  const { from, to } = boundsOf(kind);
  return Number.isInteger(days) && days >= from && days <= to;
}
