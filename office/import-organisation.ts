import type { Tx } from '../db/client.ts';
import {
  allAgencies,
  allAgencySets,
  setMembers,
  upsertAgency,
  upsertSet,
} from '../db/queries/agencies.ts';
import type { AgencyRow, SetRow } from '../imports/agencies-table.ts';
import { type Changes, difference, noChanges } from './changes.ts';

/**
 * Takes agencies and sets into the books, parents before children as the reader ordered them. An
 * agency the file does not name stays; to end one, the file gives it a last day.
 */
export async function importOrganisation(
  tx: Tx,
  organisation: { agencies: readonly AgencyRow[]; sets: readonly SetRow[] },
  onRow: (done: number, total: number) => void = () => {},
): Promise<Changes> {
  const changes = noChanges();
  const known = new Map((await allAgencies(tx)).map((agency) => [agency.code, agency]));
  const idByCode = new Map([...known].map(([code, agency]) => [code, agency.id]));
  for (const [index, row] of organisation.agencies.entries()) {
    const { line: _, parentCode, setCodes: _s, ...fields } = row;
    const parentId = parentCode === null ? null : (idByCode.get(parentCode) ?? null);
    const before = known.get(row.code);
    idByCode.set(row.code, await upsertAgency(tx, { ...fields, parentId }));
    if (!before) changes.added += 1;
    else changes[difference(before, { ...fields, parentId }) ? 'changed' : 'unchanged'] += 1;
    onRow(index + 1, organisation.agencies.length);
  }
  const knownSets = new Map((await allAgencySets(tx)).map((set) => [set.code, set]));
  for (const { line: _, ...set } of organisation.sets) {
    const before = knownSets.get(set.code);
    const id = await upsertSet(tx, set);
    const members = organisation.agencies
      .filter((agency) => agency.setCodes.includes(set.code))
      .flatMap((agency) => idByCode.get(agency.code) ?? []);
    await setMembers(tx, id, members);
    const after = { ...set, memberIds: [...members].sort((a, b) => a - b) };
    if (!before) changes.added += 1;
    else changes[difference({ ...before }, after) ? 'changed' : 'unchanged'] += 1;
  }
  return changes;
}
