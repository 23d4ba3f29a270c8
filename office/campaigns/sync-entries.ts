import type { LocalDate } from '../../core/time/local-date.ts';
import type { Tx } from '../../db/client.ts';
import { addEntry, allEntries, changeEntry } from '../../db/queries/campaigns.ts';
import { type Changes, difference, noChanges } from '../changes.ts';

/** An agency that a campaign's document lists, as it lists it now. */
export interface WantedEntry {
  agencyId: number;
  form: 'dossier' | 'on_site' | null;
  windowFrom: LocalDate | null;
  windowTo: LocalDate | null;
  covers: string[];
  note: string;
}

/**
 * Makes the agencies of a campaign what its document says now: new ones are added, changed ones
 * changed, those no longer listed keep their rows with the moment they were taken off. Gives the
 * entries listed now by agency.
 */
export async function syncEntries(
  tx: Tx,
  campaignId: number,
  wanted: readonly WantedEntry[],
  now: Date,
): Promise<{ changes: Changes; idByAgency: Map<number, number> }> {
  const changes = noChanges();
  const known = new Map((await allEntries(tx, campaignId)).map((row) => [row.agencyId, row]));
  const idByAgency = new Map<number, number>();
  for (const entry of wanted) {
    const before = known.get(entry.agencyId);
    if (!before) {
      idByAgency.set(entry.agencyId, await addEntry(tx, { campaignId, ...entry }));
      changes.added += 1;
      continue;
    }
    idByAgency.set(entry.agencyId, before.id);
    if (!difference({ ...before }, { ...entry, removedAt: null })) changes.unchanged += 1;
    else {
      await changeEntry(tx, before.id, { ...entry, removedAt: null });
      changes[before.removedAt ? 'restored' : 'changed'] += 1;
    }
  }
  for (const before of known.values()) {
    if (before.removedAt || idByAgency.has(before.agencyId)) continue;
    await changeEntry(tx, before.id, { removedAt: now });
    changes.removed += 1;
  }
  return { changes, idByAgency };
}
