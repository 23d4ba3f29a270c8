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
 * agency the file does not name stays as it is, in its sets too; to end one, the file gives it a
 * last day. Sets the file neither holds nor refers to are not touched.
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
  const named = new Set(organisation.agencies.map((agency) => idByCode.get(agency.code)));
  const knownSets = new Map((await allAgencySets(tx)).map((set) => [set.code, set]));
  for (const set of setsOf(organisation, knownSets)) {
    const before = knownSets.get(set.code);
    const id = await upsertSet(tx, set);
    const kept = (before?.memberIds ?? []).filter((memberId) => !named.has(memberId));
    const given = organisation.agencies
      .filter((agency) => agency.setCodes.includes(set.code))
      .flatMap((agency) => idByCode.get(agency.code) ?? []);
    const memberIds = [...kept, ...given].sort((a, b) => a - b);
    const differs = before ? difference({ ...before }, { ...set, memberIds }) : null;
    if (!before || differs) await setMembers(tx, id, memberIds);
    if (!before) changes.added += 1;
    else changes[differs ? 'changed' : 'unchanged'] += 1;
  }
  return changes;
}

type NamedSet = Pick<SetRow, 'code' | 'name' | 'aliases'>;

/** The sets of the file, and those in the books that its agencies are put into. */
function setsOf(
  organisation: { agencies: readonly AgencyRow[]; sets: readonly SetRow[] },
  known: ReadonlyMap<string, NamedSet>,
): NamedSet[] {
  const own = organisation.sets.map(({ code, name, aliases }) => ({ code, name, aliases }));
  const codes = new Set(own.map((set) => set.code));
  const referred = new Set(organisation.agencies.flatMap((agency) => agency.setCodes));
  const others = [...referred].flatMap((code) => (codes.has(code) ? [] : (known.get(code) ?? [])));
  return [...own, ...others.map(({ code, name, aliases }) => ({ code, name, aliases }))];
}
