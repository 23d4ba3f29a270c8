import { sql } from 'drizzle-orm';
import type { Role } from '../../core/people/role.ts';
import { localDate } from '../../core/time/local-date.ts';
import { allAgencies } from '../../db/queries/agencies.ts';
import { addFinding, entriesOf } from '../../db/queries/campaigns.ts';
import { lockConversation, registerGroup } from '../../db/queries/conversations.ts';
import { recordStatement } from '../../db/queries/obligations.ts';
import { endMembership, personOfAccount } from '../../db/queries/people.ts';
import { addProposal, addReply } from '../../db/queries/proposals.ts';
import { readAgencies } from '../../imports/agencies-table.ts';
import { parseInspection } from '../../imports/inspection.ts';
import { readPeople } from '../../imports/people-table.ts';
import { readPlanRows } from '../../imports/plan-table.ts';
import { parseRegime } from '../../imports/regime.ts';
import type { Table } from '../../imports/table-shape.ts';
import { importOrganisation } from '../../office/import-organisation.ts';
import { importPeople } from '../../office/import-people.ts';
import { importPlan } from '../../office/import-plan.ts';
import { importRegime } from '../../office/import-regime.ts';
import { importInspection } from '../../office/inspections/import-inspection.ts';
import { type Rehearsal, rehearse } from './rehearsal.ts';
import { VIETNAM } from './vietnam.ts';

/**
 * A province with two districts that must not see each other. The last word of every name is in no
 * other text: where it turns up, something of that agency is shown.
 */
const TREE = [
  ['tinh', 'UBND tỉnh Kilotinh', 'province', 'committee', ''],
  ['so', 'Sở Nội vụ Kiloso', 'province', 'specialised', 'tinh'],
  ['b', 'UBND huyện Bravohuyen', 'district', 'committee', 'tinh'],
  ['bnv', 'Phòng Nội vụ Bravonoivu', 'district', 'specialised', 'b'],
  ['b1', 'Phòng Y tế Bravoyte', 'district', 'specialised', 'b'],
  ['b2', 'Phòng Tư pháp Bravotuphap', 'district', 'specialised', 'b'],
  ['bx', 'UBND xã Bravoxa', 'commune', 'committee', 'b'],
  ['c', 'UBND huyện Sierahuyen', 'district', 'committee', 'tinh'],
  ['cnv', 'Phòng Nội vụ Sieranoivu', 'district', 'specialised', 'c'],
  ['c1', 'Phòng Y tế Sierayte', 'district', 'specialised', 'c'],
  ['cx', 'UBND xã Sieraxa', 'commune', 'committee', 'c'],
] as const;

export type Code = (typeof TREE)[number][0];
export const CODES: readonly Code[] = TREE.map(([code]) => code);

export function nameOf(code: Code): string {
  return TREE.find(([one]) => one === code)?.[1] ?? '';
}

/** The word that stands in everything of an agency. */
export function markOf(code: Code): string {
  return nameOf(code).split(' ').at(-1) ?? '';
}

function parentOf(code: Code): Code | null {
  const parent = TREE.find(([one]) => one === code)?.[4];
  return CODES.find((one) => one === parent) ?? null;
}

/** An agency and all below it. */
export function below(code: Code): Code[] {
  const isBelow = (one: Code | null): boolean =>
    one !== null && (one === code || isBelow(parentOf(one)));
  return CODES.filter(isBelow);
}

/** The committee for which a coordinator, leader or administrator acts who sits there. */
export function seatAt(code: Code): Code {
  const kind = TREE.find(([one]) => one === code)?.[3];
  const parent = parentOf(code);
  return kind === 'committee' || parent === null ? code : seatAt(parent);
}

export interface Cast {
  id: string;
  role: Role | null;
  at: Code | null;
}

const SEATS: readonly (readonly [Role, Code])[] = [
  ['official', 'b1'],
  ['head', 'b1'],
  ['official', 'b2'],
  ['coordinator', 'bnv'],
  ['leader', 'b'],
  ['admin', 'b'],
  ['official', 'bx'],
  ['coordinator', 'bx'],
  ['official', 'c1'],
  ['head', 'c1'],
  ['coordinator', 'cnv'],
  ['leader', 'c'],
  ['admin', 'c'],
  ['official', 'cx'],
  ['official', 'so'],
  ['coordinator', 'so'],
  ['leader', 'tinh'],
  ['admin', 'tinh'],
];

/** Everybody: those who serve, one who served at b1 until lately, and somebody nobody knows. */
export const CAST: readonly Cast[] = [
  ...SEATS.map(([role, at]) => ({ id: `${role}-${at}`, role, at })),
  { id: 'former', role: null, at: null },
  { id: 'nobody', role: null, at: null },
];

/** Registered for both districts, and for nothing. */
export const GROUPS = { 'nhom-b': 'b', 'nhom-c': 'c', 'nhom-moi': null } as const;

/** What the cells are tried on: by agency. */
export interface Things {
  agency: number;
  /** Of the plan, and not begun. */
  task: number;
  /** A task that is said to be done. */
  claimed: number;
  /** The periodic report. */
  report: number;
  /** Its place in an inspection, with a remark on record. */
  inspected: number;
  remark: number;
}

export interface TwoDistricts {
  office: Rehearsal;
  things: Readonly<Record<Code, Things>>;
}

/** The office, entered by the real importers, with the program running on it. */
export async function twoDistricts(): Promise<TwoDistricts> {
  const office = await rehearse({ demo: false });
  const at = { now: new Date('2023-01-18T01:00:00Z'), timeZone: VIETNAM };
  await office.db.transaction(async (tx) => {
    const agencies = readAgencies(
      table(TREE.map(([code, name, level, kind, parent]) => ({ code, name, level, kind, parent }))),
    );
    if (!agencies.ok) throw new Error(JSON.stringify(agencies.problems));
    await importOrganisation(tx, agencies);
    const people = readPeople(
      table([
        ...SEATS.map(([role, code]) => person(`${role}-${code}`, code, role)),
        person('former', 'b1', 'official'),
      ]),
      { agencies: [...CODES] },
    );
    if (!people.ok) throw new Error(JSON.stringify(people.problems));
    await importPeople(tx, people.people, at.now);
    const ids = new Map((await allAgencies(tx)).map(({ code, id }) => [code, id]));
    for (const issuer of ['tinh', 'b', 'c'] as const) {
      const issuerId = ids.get(issuer) ?? 0;
      const theirs = CODES.filter((code) => issuerOf(code) === issuer);
      const rows = readPlanRows(
        table(
          theirs.flatMap((code, index) =>
            ['Rà soát', 'Báo cáo xong'].map((what, which) => ({
              area_no: '1',
              area: 'Cải cách thể chế',
              no: String(index * 2 + which + 1),
              task: `${what} việc ${markOf(code)}`,
              products_split: `Văn bản ${what} ${markOf(code)}`,
              lead: nameOf(code),
              coordinating: code === 'b1' ? nameOf('b2') : '',
              time_split: 'Quý I/2023',
            })),
          ),
        ),
      );
      if (!rows.ok) throw new Error(JSON.stringify(rows.problem));
      const paper = { number: `1/KH-${issuer}`, title: 'CCHC', year: 2023, issuerId };
      await importPlan(tx, rows.rows, { ...paper, issuedOn: localDate('2023-01-17') }, at);
      const regime = parseRegime({
        document: {
          number: `2/KH-${issuer}`,
          date: '2023-01-17',
          title_verbatim: 'Chế độ báo cáo',
          issuer: nameOf(issuer),
        },
        who_reports: theirs.map(nameOf),
        periods: [
          {
            code: '2023-Q1',
            name_verbatim: 'Báo cáo Quý I/2023',
            data_from: '2022-12-15',
            data_to: '2023-03-08',
            due: '2023-03-08',
          },
        ],
      });
      if (!regime.ok) throw new Error(JSON.stringify(regime.problem));
      await importRegime(tx, regime.regime, issuerId, at);
      const inspection = parseInspection({
        document: { number: `3/KH-${issuer}`, date: '2023-01-17', title_verbatim: 'Kiểm tra CCHC' },
        windows: [{ form: 'hồ sơ', from: '2023-03-01', to: '2023-06-30' }],
        agencies: theirs.map((code) => ({ name_verbatim: nameOf(code), form: 'hồ sơ' })),
      });
      if (!inspection.ok) throw new Error(JSON.stringify(inspection.problem));
      await importInspection(tx, inspection.paper, issuerId, at);
    }
    const former = await personOfAccount(tx, 'web', 'former');
    const membership = { agencyId: ids.get('b1') ?? 0, role: 'official' as const };
    await endMembership(tx, { personId: former?.id ?? 0, ...membership }, at.now);
    for (const [nativeId, code] of Object.entries(GROUPS)) {
      const key = { channel: 'web', nativeId, kind: 'group' as const, title: nativeId };
      const group = await lockConversation(tx, key);
      if (code === null) continue;
      const registration = { scopeAgencyId: ids.get(code) ?? 0, registeredBy: null };
      await registerGroup(tx, group.id, { ...registration, registeredAt: at.now });
    }
  });
  const things = Object.fromEntries(
    await Promise.all(CODES.map(async (code) => [code, await thingsOf(office, code)])),
  ) as Record<Code, Things>;
  await office.db.transaction(async (tx) => {
    for (const code of CODES) {
      const { claimed, agency } = things[code];
      const by = { personId: 1, channel: 'web' };
      const words = `Đã xong phần ${markOf(code)}`;
      await recordStatement(
        tx,
        claimed,
        { kind: 'state', state: 'done', note: words, ...by },
        at.now,
      );
      const asked = { agencyId: agency, area: 'general', kind: 'proposal' as const };
      const sent = { ...by, at: at.now };
      const matter = `Đề nghị của ${markOf(code)}`;
      const id = await addProposal(tx, { ...asked, words: matter, ...sent });
      const forwarded = { kind: 'forwarded' as const, words: '', toAgencyId: agency };
      await addReply(tx, { proposalId: id, ...forwarded, ...sent });
      const remark = { kind: 'remark' as const, words: `Lưu ý ${markOf(code)}`, clause: null };
      const found = { campaignAgencyId: things[code].inspected, ...remark };
      things[code].remark = await addFinding(tx, {
        ...found,
        raisedBy: by.personId,
        channel: by.channel,
        at: at.now,
      });
    }
  });
  return { office, things };
}

function issuerOf(code: Code): Code {
  return below('b').includes(code) ? 'b' : below('c').includes(code) ? 'c' : 'tinh';
}

function person(id: string, agency: Code, role: string): Record<string, string> {
  return { id, name: `Người ${id}`, agency, role, channel: 'web', account: id };
}

function table(rows: readonly Record<string, string>[]): Table {
  const header = Object.keys(rows[0] ?? {});
  return {
    sheet: 'test',
    header,
    rows: rows.map((cells, index) => ({ line: index + 2, cells })),
  };
}

async function thingsOf(office: Rehearsal, code: Code): Promise<Things> {
  const found = await office.db.execute<{ agency: number; id: number; what: string }>(sql`
    select a.id as agency, o.id, coalesce(t.title, 'report') as what
    from obligations o join agencies a on a.id = o.agency_id
    left join plan_tasks t on t.id = o.task_id
    where a.code = ${code} and o.source_kind <> 'inspection'`);
  const one = (words: string) => {
    const row = found.find(({ what }) => what.includes(words));
    if (!row) throw new Error(`${code} owes nothing like "${words}": ${JSON.stringify(found)}`);
    return row;
  };
  const { agency, id: task } = one('Rà soát');
  const [entry] = await entriesOf(office.db, { kind: 'inspection' }, [agency]);
  return {
    agency,
    task,
    claimed: one('Báo cáo xong').id,
    report: one('report').id,
    inspected: entry?.id ?? 0,
    remark: 0,
  };
}

/** Tables of the machinery: what was said to whom, and how often. */
const MACHINERY =
  /^(inbox|arrivals|outbox|conversations|simulator_\w+|job_runs|misses\w*|channel_usage|audit)$/;

/** Every table of the office with a digest of each of its rows. */
export async function books(office: Rehearsal): Promise<Map<string, Set<string>>> {
  const tables = await office.db.execute<{ name: string }>(sql`
    select table_name as name from information_schema.tables
    where table_schema = 'public' and table_type = 'BASE TABLE' order by 1`);
  const wanted = tables.map(({ name }) => name).filter((name) => !MACHINERY.test(name));
  const selects = wanted.map(
    (name) => sql`select ${name}::text as name, r::text as row from ${sql.identifier(name)} r`,
  );
  // Who may see a group's figures is kept with the group.
  selects.push(sql`select 'groups', concat(id, ' ', scope_agency_id) from conversations
    where kind = 'group'`);
  const rows = await office.db.execute<{ name: string; row: string }>(
    sql.join(selects, sql` union all `),
  );
  const found = new Map<string, Set<string>>();
  for (const { name, row } of rows) {
    const known = found.get(name) ?? new Set();
    known.add(row);
    found.set(name, known);
  }
  return found;
}

/** Rows that are in one of two states of the books only: "updates: (7,…)". */
export function differences(
  before: ReadonlyMap<string, ReadonlySet<string>>,
  after: ReadonlyMap<string, ReadonlySet<string>>,
): string[] {
  const lacking = (from: typeof before, to: typeof before) =>
    [...from].flatMap(([name, rows]) =>
      [...rows].filter((row) => !to.get(name)?.has(row)).map((row) => `${name}: ${row}`),
    );
  return [...lacking(before, after), ...lacking(after, before)];
}
