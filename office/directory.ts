import { type Directory, directory } from '../core/organisation/directory.ts';
import type { LocalDate } from '../core/time/local-date.ts';
import type { Queryable } from '../db/client.ts';
import { allAgencies, allAgencySets } from '../db/queries/agencies.ts';

/** The names of all agencies and sets that exist on a day; those below `within` go first. */
export async function loadDirectory(
  tx: Queryable,
  options: { day: LocalDate; within?: number },
): Promise<Directory> {
  return directory(await allAgencies(tx), await allAgencySets(tx), options);
}
