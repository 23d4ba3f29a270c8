import { readFileSync } from 'node:fs';
import type { Role } from '../../core/people/role.ts';
import type { Db, Tx } from '../../db/client.ts';
import { allAgencies } from '../../db/queries/agencies.ts';
import { currentMembers } from '../../db/queries/people.ts';
import { readAgencies } from '../../imports/agencies-table.ts';
import { type InspectionPaper, parseInspection } from '../../imports/inspection.ts';
import { readPeople } from '../../imports/people-table.ts';
import type { Table } from '../../imports/table-shape.ts';
import { recordConsent } from '../../office/consent.ts';
import { importOrganisation } from '../../office/import-organisation.ts';
import { importPeople } from '../../office/import-people.ts';
import {
  type InspectionImport,
  importInspection,
} from '../../office/inspections/import-inspection.ts';
import { at as moment, VIETNAM } from './vietnam.ts';

/** The plan 6714/KH-UBND of Khánh Hòa as its file has it; a copy of one's own to correct. */
export function khanhHoaFile(): KhanhHoaFile {
  return JSON.parse(
    readFileSync(new URL('./khanh-hoa-2020-inspection.json', import.meta.url), 'utf8'),
  );
}

/** As much of the file as tests look at or change. */
export interface KhanhHoaFile {
  windows: { form: string; from: string; to: string; from_printed: string; to_printed: string }[];
  workflow: Record<string, { code: string; due?: string }[]>;
  agencies: {
    no: number;
    level: string;
    name_corrected: string;
    form: string;
    system_members_verbatim?: string[];
  }[];
  counts_computed: Record<string, number>;
}

export function paperOf(file: unknown): InspectionPaper {
  const read = parseInspection(file);
  if (!read.ok) throw new Error(JSON.stringify(read.problem));
  return read.paper;
}

/** Who plays: the team's coordinator, a leader, officials, and a district's own coordinator. */
const PEOPLE: readonly (readonly [id: string, agency: string, role: Role])[] = [
  ['doan', 'kh-11', 'coordinator'],
  ['lanh-dao', 'tinh', 'leader'],
  ['dm-y-te', 'kh-4', 'official'],
  ['dm-xay-dung', 'kh-12', 'official'],
  ['tt-xay-dung', 'kh-12', 'head'],
  ['dm-cam-lam', 'kh-27', 'official'],
  ['dm-khanh-son', 'kh-30', 'official'],
  ['cchc-khanh-son', 'kh-30', 'coordinator'],
];

/** The province with the thirty agencies of the plan, and those who play; no plan yet. */
export async function loadKhanhHoa(db: Db): Promise<void> {
  const now = moment('2020-07-08');
  await db.transaction(async (tx) => {
    const agencies = readAgencies(
      table([
        {
          code: 'tinh',
          name: 'UBND tỉnh Khánh Hòa',
          level: 'province',
          kind: 'committee',
          parent: '',
        },
        ...khanhHoaFile().agencies.map(({ no, level, name_corrected: name }) => ({
          code: `kh-${no}`,
          name,
          level: level === 'cấp huyện' ? 'district' : 'province',
          kind: level === 'cấp huyện' ? 'committee' : 'specialised',
          parent: 'tinh',
        })),
      ]),
    );
    if (!agencies.ok) throw new Error(JSON.stringify(agencies.problems));
    await importOrganisation(tx, agencies);
    const people = readPeople(
      table(
        PEOPLE.map(([id, agency, role]) => {
          return { id, name: `Người ${id}`, agency, role, channel: 'web', account: id };
        }),
      ),
    );
    if (!people.ok) throw new Error(JSON.stringify(people.problems));
    await importPeople(tx, people.people, now);
    for (const personId of new Set((await currentMembers(tx)).map((one) => one.personId))) {
      await recordConsent(tx, { personId, channel: 'web' }, now);
    }
  });
}

/** Takes the plan, or a corrected one, into the books. */
export async function importKhanhHoa(
  db: Db,
  file: unknown = khanhHoaFile(),
  now = moment('2020-07-08'),
): Promise<InspectionImport> {
  return db.transaction(async (tx: Tx) => {
    const issuer = (await allAgencies(tx)).find(({ code }) => code === 'tinh');
    return importInspection(tx, paperOf(file), issuer?.id ?? 0, { now, timeZone: VIETNAM });
  });
}

function table(rows: readonly Record<string, string>[]): Table {
  const header = Object.keys(rows[0] ?? {});
  return {
    sheet: 'test',
    header,
    rows: rows.map((cells, index) => ({ line: index + 2, cells })),
  };
}
