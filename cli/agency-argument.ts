import type { LocalDate } from '../core/time/local-date.ts';
import type { Db } from '../db/client.ts';
import { allAgencies } from '../db/queries/agencies.ts';
import { loadDirectory } from '../office/directory.ts';
import { UsageError } from './exit.ts';

/** The one agency that a name or code on the command line means; anything else is wrong usage. */
export async function oneAgency(
  db: Db,
  name: string,
  day: LocalDate,
): Promise<{ id: number; name: string }> {
  const byCode = (await allAgencies(db)).find((agency) => agency.code === name);
  if (byCode) return byCode;
  const directory = await loadDirectory(db, { day });
  const found = directory.resolve(name);
  if (found.kind === 'agency') {
    const agency = directory.agency(found.agencyId);
    if (agency) return agency;
  }
  const likely =
    found.kind === 'unknown'
      ? found.suggestions
      : found.kind === 'ambiguous'
        ? found.candidates
        : [];
  const hint =
    likely.length > 0 ? `; did you mean ${likely.map((one) => one.name).join(', ')}?` : '';
  throw new UsageError(`agency: no agency is called "${name}"${hint}`);
}

/** The committee at the top of the tree: whose plan it is when nothing else is said. */
export async function rootAgency(db: Db): Promise<{ id: number; name: string }> {
  const root = (await allAgencies(db)).find((agency) => agency.parentId === null);
  if (!root)
    throw new UsageError('there are no agencies yet; first: tiendo import agencies <file>');
  return root;
}
