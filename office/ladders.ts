import { z } from 'zod';
import type { SourceKind } from '../core/obligations/obligation.ts';
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

const stored = z.object({
  plan: ladderSteps.optional(),
  report: ladderSteps.optional(),
  input: ladderSteps.optional(),
});

/** The ladder of each source: the default, with what the office set for it. */
export async function loadLadders(
  tx: Queryable,
  standard: Ladder,
): Promise<Record<SourceKind, Ladder>> {
  const own = stored.parse((await readSetting(tx, SETTING)) ?? {});
  return {
    plan: { ...standard, ...own.plan },
    report: { ...standard, ...own.report },
    input: { ...standard, ...own.input },
  };
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
