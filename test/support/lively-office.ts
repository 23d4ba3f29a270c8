import type { SourceKind, State } from '../../core/obligations/obligation.ts';
import { addDays, type LocalDate, localDate } from '../../core/time/local-date.ts';
import { endOfDay } from '../../core/time/zone.ts';
import type { Db, Tx } from '../../db/client.ts';
import { decideExtension, recordExtensionRequest } from '../../db/queries/extensions.ts';
import { obligationById, recordStatement } from '../../db/queries/obligations.ts';
import { appendSourceUpdate, changeObligation } from '../../db/queries/sources.ts';
import {
  agencies,
  obligations,
  persons,
  reportPeriods,
  reportRegimes,
} from '../../db/schema/index.ts';
import { VIETNAM } from './vietnam.ts';

const STATES: readonly State[] = [
  'in_progress',
  'done',
  'done',
  'done',
  'blocked',
  'not_applicable',
];

/** Numbers that look random and are the same for a seed. */
function dice(seed: number) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  return {
    below: (count: number) => Math.floor(next() * count),
    chance: (share: number) => next() < share,
    of: <T>(items: readonly [T, ...T[]] | readonly T[]): T => {
      const item = items[Math.floor(next() * items.length)];
      if (item === undefined) throw new Error('nothing to choose from');
      return item;
    },
  };
}

type Dice = ReturnType<typeof dice>;

export interface LivelyOffice {
  rootId: number;
  agencyIds: number[];
  personId: number;
}

/**
 * An office that lives from January 2022 to `until`: plan work and reports claimed early and late,
 * returned, sent again, taken back, blocked, extended, moved by their source, withdrawn and asked
 * for again, all through the program's own writes, and input that no figure may count.
 */
export async function livelyOffice(db: Db, seed: number, until: Date): Promise<LivelyOffice> {
  const roll = dice(seed);
  const start = new Date('2022-01-04T01:00:00Z');
  return db.transaction(async (tx) => {
    const place = { name: '', level: 'district', kind: 'committee' } as const;
    const agency = async (code: string, parentId: number | null) => {
      const values = { ...place, code, parentId, name: `Đơn vị ${code}`, shortName: code };
      const [row] = await tx.insert(agencies).values(values).returning({ id: agencies.id });
      return row?.id ?? 0;
    };
    const rootId = await agency('goc', null);
    const agencyIds: number[] = [];
    for (let number = 1; number <= 9; number += 1) {
      const above = number > 6 ? (agencyIds[number - 7] ?? rootId) : rootId;
      agencyIds.push(await agency(`dv${number}`, above));
    }
    const outside = await agency('ngoai', null);
    const [person] = await tx
      .insert(persons)
      .values({ name: 'Cán bộ', createdAt: start })
      .returning({ id: persons.id });
    const personId = person?.id ?? 0;
    const periodIds = await addPeriods(tx);
    const owing = [...agencyIds, outside];
    for (let number = 0; number < 160; number += 1) {
      const agencyId = roll.of(owing);
      const kind: SourceKind = roll.chance(0.08) ? 'input' : 'plan';
      const dueOn = roll.chance(0.1) ? null : addDays(localDate('2022-01-10'), roll.below(540));
      await live(tx, roll, { agencyId, kind, dueOn, periodId: null, number }, personId, until);
    }
    for (const [index, { id, dueOn }] of periodIds.entries()) {
      for (const agencyId of owing) {
        if (roll.chance(0.15)) continue;
        const one = { agencyId, kind: 'report' as const, dueOn, periodId: id, number: index };
        await live(tx, roll, one, personId, until);
      }
    }
    return { rootId, agencyIds, personId };
  });
}

async function addPeriods(tx: Tx): Promise<{ id: number; dueOn: LocalDate }[]> {
  const [regime] = await tx
    .insert(reportRegimes)
    .values({ document: '01/QĐ', name: 'Báo cáo quý' })
    .returning({ id: reportRegimes.id });
  const quarters = ['2022-Q1', '2022-Q2', '2022-Q3', '2022-Q4', '2023-Q1', '2023-Q2'];
  const rows = quarters.map((code) => {
    const month = String(Number(code.slice(-1)) * 3).padStart(2, '0');
    const dueOn = localDate(`${code.slice(0, 4)}-${month}-08`);
    const days = { dataFrom: addDays(dueOn, -90), dataTo: addDays(dueOn, -5), dueOn };
    return { regimeId: regime?.id ?? 0, code, name: code, ...days };
  });
  return tx
    .insert(reportPeriods)
    .values(rows)
    .returning({ id: reportPeriods.id, dueOn: reportPeriods.dueOn });
}

interface Owed {
  agencyId: number;
  kind: SourceKind;
  dueOn: LocalDate | null;
  periodId: number | null;
  number: number;
}

/** One obligation from its making on, with up to seven things that happen to it. */
async function live(tx: Tx, roll: Dice, owed: Owed, personId: number, until: Date): Promise<void> {
  const { agencyId, kind, dueOn, periodId, number } = owed;
  const said = { personId, channel: 'web' };
  const begin = dueOn ? new Date(`${addDays(dueOn, -60 + roll.below(50))}T02:00:00Z`) : null;
  let now = begin ?? new Date(`2022-0${1 + roll.below(9)}-11T02:00:00Z`);
  if (now > until) now = new Date('2022-01-05T02:00:00Z');
  const area = String(1 + roll.below(6));
  const [row] = await tx
    .insert(obligations)
    .values({
      agencyId,
      sourceKind: kind,
      periodId,
      occurrence: kind === 'report' ? 'own' : `p${number}`,
      title: `Việc ${number}`,
      needsDocument: false,
      areaNo: kind === 'plan' ? area : '',
      area: kind === 'plan' ? `Lĩnh vực ${area}` : '',
      deadlineWords: '',
      sourceDueOn: dueOn,
      dueOn,
      dueAt: dueOn && endOfDay(dueOn, VIETNAM),
      createdAt: now,
    })
    .returning({ id: obligations.id });
  const id = row?.id ?? 0;
  for (let step = roll.below(8); step > 0; step -= 1) {
    now = new Date(now.getTime() + (1 + roll.below(28 * 24)) * 3_600_000);
    if (now > until) return;
    const item = await obligationById(tx, id);
    if (item) await happen(tx, roll, item, said, now);
  }
}

type Item = NonNullable<Awaited<ReturnType<typeof obligationById>>>;

async function happen(
  tx: Tx,
  roll: Dice,
  { id, state, dueOn, withdrawnAt }: Item,
  said: { personId: number; channel: string },
  now: Date,
): Promise<void> {
  const settled = state === 'done' || state === 'accepted' || state === 'not_applicable';
  const later = dueOn && addDays(dueOn, 7 + roll.below(90));
  if (withdrawnAt) {
    await changeObligation(tx, id, { withdrawnAt: null });
    const due = { dueBefore: dueOn, dueAfter: dueOn };
    return appendSourceUpdate(tx, id, { kind: 'restored', ...due }, now);
  }
  if (state === 'done' && roll.chance(0.6)) {
    const verdict: State = roll.chance(0.5) ? 'returned' : 'accepted';
    return recordStatement(tx, id, { kind: 'review', state: verdict, ...said }, now);
  }
  if (roll.chance(0.06)) {
    await changeObligation(tx, id, { withdrawnAt: now });
    return appendSourceUpdate(tx, id, { kind: 'withdrawn' }, now);
  }
  if (later && roll.chance(0.1)) {
    await changeObligation(tx, id, {
      sourceDueOn: later,
      dueOn: later,
      dueAt: endOfDay(later, VIETNAM),
    });
    const due = { dueBefore: dueOn, dueAfter: later };
    return appendSourceUpdate(tx, id, { kind: 'source_changed', ...due }, now);
  }
  if (later && !settled && roll.chance(0.3)) {
    const wish = { wished: later, reason: 'chờ hướng dẫn', ...said };
    await recordExtensionRequest(tx, id, wish, now);
    const granted = { dueOn: later, dueAt: endOfDay(later, VIETNAM) };
    return decideExtension(tx, id, { granted: roll.chance(0.6) ? granted : null, ...said }, now);
  }
  if (state === 'accepted') return;
  const next = roll.of(STATES);
  const why = next === 'blocked' ? { reason: 'chờ cấp trên', unblocker: 'province' } : {};
  await recordStatement(tx, id, { kind: 'state', state: next, ...why, ...said }, now);
}
