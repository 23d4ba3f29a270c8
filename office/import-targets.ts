import { readMeasure } from '../core/summary/targets.ts';
import type { Tx } from '../db/client.ts';
import { addTarget, changeTarget, targetsOfDocument } from '../db/queries/targets.ts';
import type { TargetRow } from '../imports/targets.ts';
import { type Changes, difference, noChanges } from './changes.ts';
import { loadNewestForms } from './reports/forms.ts';
import { formulaOver } from './targets.ts';

/** Targets whose measure names no form, or cells the form does not have. */
export type UnfitMeasure = { code: string; measure: string };

export type TargetsImport =
  | { ok: true; changes: Changes }
  | { ok: false; unfit: readonly UnfitMeasure[] };

/**
 * Takes in the targets of a plan: the same file twice changes nothing, a corrected one updates, and
 * a target it no longer has is put aside with what was entered for it.
 */
export async function importTargets(
  tx: Tx,
  targets: readonly TargetRow[],
  paper: { number: string; year: number; issuerId: number },
  now: Date,
): Promise<TargetsImport> {
  const unfit = await unfitMeasures(tx, targets);
  if (unfit.length > 0) return { ok: false, unfit };
  const known = new Map((await targetsOfDocument(tx, paper.number)).map((row) => [row.code, row]));
  const changes = noChanges();
  for (const [position, target] of targets.entries()) {
    const { year, issuerId, number: document } = paper;
    const wanted = { ...target, document, year, issuerId, position };
    const before = known.get(target.code);
    known.delete(target.code);
    if (!before) {
      await addTarget(tx, wanted);
      changes.added += 1;
    } else if (before.removedAt !== null || difference(before, wanted)) {
      await changeTarget(tx, before.id, { ...wanted, removedAt: null });
      changes[before.removedAt === null ? 'changed' : 'restored'] += 1;
    } else {
      changes.unchanged += 1;
    }
  }
  for (const gone of known.values()) {
    if (gone.removedAt !== null) continue;
    await changeTarget(tx, gone.id, { removedAt: now });
    changes.removed += 1;
  }
  return { ok: true, changes };
}

async function unfitMeasures(tx: Tx, targets: readonly TargetRow[]): Promise<UnfitMeasure[]> {
  const unfit: UnfitMeasure[] = [];
  for (const { code, measure } of targets) {
    if (measure === null) continue;
    const read = readMeasure(measure);
    const form = read && (await loadNewestForms(tx, [read.formCode])).get(read.formCode);
    if (!form || !formulaOver(form, read.formula)) unfit.push({ code, measure });
  }
  return unfit;
}
