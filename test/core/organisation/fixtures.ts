import type { Agency, AgencySet } from '../../../core/organisation/agency.ts';
import { type Directory, directory } from '../../../core/organisation/directory.ts';
import { localDate } from '../../../core/time/local-date.ts';
import { type AgencyRow, readAgencies, type SetRow } from '../../../imports/agencies-table.ts';
import { readTable } from '../../../imports/table.ts';

const DEMO = new URL('../../../demo/thanh-tri-2023/', import.meta.url).pathname;

/** Path of a file of the demo district. */
export function demoFile(name: string): string {
  return DEMO + name;
}

/** The demo district as its import files describe it. */
export async function demoRows(): Promise<{ agencies: AgencyRow[]; sets: SetRow[] }> {
  const agencies = await readTable(demoFile('agencies.csv'));
  const sets = await readTable(demoFile('sets.csv'));
  if (!agencies.ok || !sets.ok) throw new Error('demo files cannot be read');
  const read = readAgencies(agencies.table, { sets: sets.table });
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  return read;
}

/** A directory whose answers can be compared by code: ids are positions, `codeOf` goes back. */
export interface Coded {
  dir: Directory;
  agencies: Agency[];
  sets: AgencySet[];
  codeOf(id: number): string;
  codesOf(ids: readonly number[]): string[];
}

export function coded(rows: { agencies: AgencyRow[]; sets: SetRow[] }, day = '2023-01-17'): Coded {
  const idOf = new Map(rows.agencies.map((row, index) => [row.code, index + 1]));
  const codes = rows.agencies.map((row) => row.code);
  const agencies = rows.agencies.map((row, index): Agency => {
    const parentId = row.parentCode === null ? null : (idOf.get(row.parentCode) ?? null);
    return { ...row, id: index + 1, parentId };
  });
  const sets = rows.sets.map((row, index): AgencySet => {
    const members = rows.agencies.filter((agency) => agency.setCodes.includes(row.code));
    return {
      ...row,
      id: index + 1,
      memberIds: members.map((member) => idOf.get(member.code) ?? 0),
    };
  });
  const codeOf = (id: number) => codes[id - 1] ?? '?';
  return {
    dir: directory(agencies, sets, { day: localDate(day) }),
    agencies,
    sets,
    codeOf,
    codesOf: (ids) => ids.map(codeOf),
  };
}
