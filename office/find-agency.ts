import { fold } from '../core/text/fold.ts';
import type { LocalDate } from '../core/time/local-date.ts';
import type { Queryable } from '../db/client.ts';
import { allAgencies } from '../db/queries/agencies.ts';
import { loadDirectory } from './directory.ts';

/** What people leave out when they speak of an office: "tư pháp", "châu hưng". */
const HEADS = ['phòng', 'sở', 'ban', 'UBND xã', 'UBND phường', 'UBND thị trấn', 'UBND huyện'];

/** The agency that typed words mean, or those they may mean; none for words like nothing known. */
export type FoundAgency =
  | { agencyId: number }
  | { agencyId: null; likely: { id: number; name: string }[] };

/**
 * Finds an agency by its name, a short form, its code, or its name without the word for its kind.
 * Several that fit, or names that are only alike, are for the person to choose from.
 */
export async function findAgency(
  tx: Queryable,
  words: string,
  options: { day: LocalDate; within?: number },
): Promise<FoundAgency> {
  const directory = await loadDirectory(tx, options);
  const found = directory.resolve(words);
  if (found.kind === 'agency') return { agencyId: found.agencyId };
  if (found.kind === 'ambiguous') return { agencyId: null, likely: agenciesOf(found.candidates) };

  const fitting = new Map<number, { id: number; name: string }>();
  for (const { id, name, code } of await allAgencies(tx)) {
    if (fold(code) === fold(words) && directory.agency(id)) fitting.set(id, { id, name });
  }
  for (const head of HEADS) {
    const known = directory.find(`${head} ${words}`);
    const agency = known?.kind === 'agency' ? directory.agency(known.agencyId) : undefined;
    if (agency) fitting.set(agency.id, agency);
    if (known?.kind !== 'ambiguous') continue;
    for (const candidate of agenciesOf(known.candidates)) fitting.set(candidate.id, candidate);
  }
  const [first, ...others] = fitting.values();
  if (!first) {
    const alike = found.kind === 'unknown' ? found.suggestions : [];
    return { agencyId: null, likely: agenciesOf(alike) };
  }
  return others.length === 0
    ? { agencyId: first.id }
    : { agencyId: null, likely: [first, ...others] };
}

function agenciesOf<C extends { kind: string }>(candidates: readonly C[]): C[] {
  return candidates.filter(({ kind }) => kind === 'agency');
}
