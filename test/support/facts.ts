import { allAgencies } from '../../db/queries/agencies.ts';
import {
  type HistoryEntry,
  historyOf,
  type ObligationView,
  obligationsOf,
} from '../../db/queries/obligations.ts';
import type { Rehearsal } from './rehearsal.ts';

/** Id of an agency of the demo by its code. */
export async function agencyId(office: Rehearsal, code: string): Promise<number> {
  const found = (await allAgencies(office.db)).find((agency) => agency.code === code);
  if (!found) throw new Error(`no agency ${code}`);
  return found.id;
}

/** What an agency owes: the one whose words contain `words`, as it stands now. */
export async function obligation(
  office: Rehearsal,
  agency: string,
  words: string,
): Promise<ObligationView> {
  const all = await obligationsOf(office.db, [await agencyId(office, agency)]);
  const found = all.find((item) =>
    [item.product, item.title, item.periodName, item.occurrence].join(' – ').includes(words),
  );
  if (!found) throw new Error(`${agency} owes nothing like "${words}"`);
  return found;
}

/** Everything said about it, oldest first. */
export async function history(office: Rehearsal, item: { id: number }): Promise<HistoryEntry[]> {
  return historyOf(office.db, item.id);
}

/** The one message of an answer; throws where there are more or none. */
export function only<T>(items: readonly T[]): T {
  const [first] = items;
  if (first === undefined || items.length > 1) throw new Error(`${items.length} instead of one`);
  return first;
}
