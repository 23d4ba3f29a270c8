import { z } from 'zod';
import { SOURCE_KINDS, type SourceKind } from '../core/obligations/obligation.ts';
import type { Ladder } from '../core/reminders/ladder.ts';
import type { Queryable } from '../db/client.ts';
import { readSetting, writeSetting } from '../db/queries/system.ts';

const SETTING = 'ladders';

/** What a source may have otherwise than the default: its rungs, not the hours of the day. */
export const ladderSteps = z.object({
  /** Days before the due day; 0 = the day itself. */
  beforeDays: z.array(z.number().int().min(0).max(60)).max(10),
  /** Calendar days overdue after which the head and the coordinator hear of it. */
  escalateAfterDays: z.number().int().min(0).max(90),
});

export type LadderSteps = z.infer<typeof ladderSteps>;

const stored = z.partialRecord(z.enum(SOURCE_KINDS), ladderSteps);

/** The ladder of each source: the default, with what the office set for it. */
export async function loadLadders(
  tx: Queryable,
  standard: Ladder,
): Promise<Record<SourceKind, Ladder>> {
  const own = stored.parse((await readSetting(tx, SETTING)) ?? {});
  const each = SOURCE_KINDS.map((kind): [SourceKind, Ladder] => [
    kind,
    { ...standard, ...own[kind] },
  ]);
  return Object.fromEntries(each) as Record<SourceKind, Ladder>;
}

/** Sets a source's own steps; null returns it to the default. */
export async function setLadder(
  tx: Queryable,
  source: SourceKind,
  steps: LadderSteps | null,
): Promise<void> {
  const { [source]: _, ...others } = stored.parse((await readSetting(tx, SETTING)) ?? {});
  await writeSetting(tx, SETTING, steps ? { ...others, [source]: steps } : others);
}
