import type { Criterion } from '../../core/scoring/criteria.ts';
import { matchCriteria } from '../../core/scoring/match.ts';
import { fold } from '../../core/text/fold.ts';
import type { Tx } from '../../db/client.ts';
import { addCriteria, allCriteria, changeCriterion } from '../../db/queries/criteria.ts';
import { type Changes, difference, noChanges } from '../changes.ts';
import type { ScoringQuestion } from './details.ts';

/**
 * Makes the criteria of a campaign what its list says now. A criterion keeps its scores wherever it
 * moved; one no longer listed keeps its row and comes back with the list. Words that replace quite
 * other words under the same number are for a person to look at: the scores stay with the number.
 */
export async function syncCriteria(
  tx: Tx,
  campaignId: number,
  wanted: readonly Criterion[],
  now: Date,
): Promise<{ changes: Changes; reworded: ScoringQuestion[] }> {
  const changes = noChanges();
  const reworded: ScoringQuestion[] = [];
  const known = await allCriteria(tx, campaignId);
  const matches = matchCriteria(known, wanted);
  const kept = new Set(matches.filter((index) => index !== null));
  const numbers = new Set(wanted.map(({ number }) => number));
  for (const [index, row] of known.entries()) {
    const same = matches.indexOf(index);
    const moves = same >= 0 && wanted[same]?.number !== row.number;
    // A number that another criterion takes over has to be free first.
    if (moves || (!kept.has(index) && numbers.has(row.number))) {
      await changeCriterion(tx, row.id, { number: `${row.number}~${row.id}` });
    }
    if (kept.has(index) || row.removedAt) continue;
    await changeCriterion(tx, row.id, { removedAt: now });
    changes.removed += 1;
  }
  for (const [position, criterion] of wanted.entries()) {
    const before = known[matches[position] ?? -1];
    const after = { ...criterion, position, removedAt: null };
    if (!before) {
      await addCriteria(tx, [{ campaignId, ...after }]);
      changes.added += 1;
    } else if (!difference({ ...before }, after)) {
      changes.unchanged += 1;
    } else {
      await changeCriterion(tx, before.id, after);
      changes[before.removedAt ? 'restored' : 'changed'] += 1;
      if (before.removedAt === null && !isAlike(before.title, criterion.title)) {
        const hints = [before.title.split('\n')[0] ?? ''];
        const words = `${criterion.number} ${criterion.title.split('\n')[0] ?? ''}`;
        reworded.push({ code: 'reworded', words, hints });
      }
    }
  }
  return { changes, reworded };
}

/** Half of the words or more are the same. */
function isAlike(a: string, b: string): boolean {
  const [first, second] = [new Set(fold(a).split(' ')), new Set(fold(b).split(' '))];
  const shared = [...first].filter((word) => second.has(word)).length;
  return shared * 2 >= Math.min(first.size, second.size);
}
