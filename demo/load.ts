import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { AGENCY_KINDS, AGENCY_LEVELS } from '../core/organisation/agency.ts';
import { DUTIES } from '../core/reports/duty.ts';
import { localDate } from '../core/time/local-date.ts';
import type { Db, Tx } from '../db/client.ts';
import { allAgencies } from '../db/queries/agencies.ts';
import { lockConversation, registerGroup } from '../db/queries/conversations.ts';
import { currentMembers } from '../db/queries/people.ts';
import { upsertRegime } from '../db/queries/reports.ts';
import { AGENCY_HEADERS, readAgencies } from '../imports/agencies-table.ts';
import { PEOPLE_HEADERS, readPeople } from '../imports/people-table.ts';
import { PLAN_HEADERS, readPlanRows } from '../imports/plan-table.ts';
import { readRegime } from '../imports/regime.ts';
import { readTable } from '../imports/table.ts';
import type { Table } from '../imports/table-shape.ts';
import { recordConsent } from '../office/consent.ts';
import { importOrganisation } from '../office/import-organisation.ts';
import { importPeople } from '../office/import-people.ts';
import { importPlan } from '../office/import-plan.ts';
import { importRegime } from '../office/import-regime.ts';
import { installBuiltInForms } from '../office/reports/built-in.ts';
import { setRegimeForms } from '../office/reports/forms.ts';

/** Monday 27 February 2023, 08:00 in Việt Nam: nine days before the first report is due. */
export const DEMO_MOMENT = new Date('2023-02-27T08:00:00+07:00');

/** When the organisation and the plan were entered: the day after the plan was signed. */
const ENTERED = new Date('2023-01-18T08:00:00+07:00');

/** Loads Thạnh Trị 2023 into an empty database. False when there was something already. */
export async function loadDemo(db: Db, timeZone: string): Promise<boolean> {
  if ((await allAgencies(db)).length > 0) return false;
  await db.transaction((tx) => load(tx, { now: ENTERED, timeZone }));
  return true;
}

async function load(tx: Tx, at: { now: Date; timeZone: string }): Promise<void> {
  const sets = await tableOf('sets.csv', AGENCY_HEADERS);
  const organisation = readAgencies(await tableOf('agencies.csv', AGENCY_HEADERS), { sets });
  if (!organisation.ok) throw new Error(`demo agencies: ${JSON.stringify(organisation.problems)}`);
  await importOrganisation(tx, organisation);
  const agencies = await allAgencies(tx);

  const people = readPeople(await tableOf('people.csv', PEOPLE_HEADERS), {
    agencies: agencies.map((agency) => agency.code),
  });
  if (!people.ok) throw new Error(`demo people: ${JSON.stringify(people.problems)}`);
  await importPeople(tx, people.people, at.now);
  // Nobody in the demo is a real person; they have agreed, so that it begins with the work.
  const members = await currentMembers(tx);
  for (const personId of new Set(members.map((member) => member.personId))) {
    await recordConsent(tx, { personId, channel: 'web' }, at.now);
  }

  const regime = await readRegime(pathOf('reporting.json'));
  if (!regime.ok) throw new Error(`demo regime: ${JSON.stringify(regime.problem)}`);
  const rows = readPlanRows(await tableOf('plan.csv', PLAN_HEADERS));
  if (!rows.ok) throw new Error(`demo plan: ${JSON.stringify(rows.problem)}`);
  const issuerId = agencies.find((agency) => agency.parentId === null)?.id ?? 0;
  const { number, title } = regime.regime.document;
  const issuedOn = localDate(regime.regime.document.date);
  await importPlan(tx, rows.rows, { number, title, year: 2023, issuedOn, issuerId }, at);
  await importRegime(tx, regime.regime, issuerId, at);
  await installBuiltInForms(tx, at.now);
  await chooseForms(tx, await upsertRegime(tx, { document: number, name: title }));
  await registerGroups(tx, at.now);
}

const formsFile = z.object({
  forms: z.array(
    z.object({
      code: z.string(),
      duty: z.enum(DUTIES),
      kinds: z.array(z.enum(AGENCY_KINDS)).optional(),
      levels: z.array(z.enum(AGENCY_LEVELS)).optional(),
      agencies: z.array(z.string()).optional(),
      whole: z.boolean().default(false),
    }),
  ),
});

/** Who fills in which form of figures; an assumption of the demo, see its README. */
async function chooseForms(tx: Tx, regimeId: number): Promise<void> {
  const { forms } = formsFile.parse(JSON.parse(await readFile(pathOf('forms.json'), 'utf8')));
  const ids = new Map((await allAgencies(tx)).map(({ code, id }) => [code, id]));
  await setRegimeForms(
    tx,
    regimeId,
    forms.map(({ code, duty, kinds, levels, agencies, whole }) => ({
      code,
      duty,
      whole,
      kinds: kinds ?? null,
      levels: levels ?? null,
      agencyIds: agencies?.map((agency) => ids.get(agency) ?? 0) ?? null,
    })),
  );
}

const groupsFile = z.object({
  groups: z.array(
    z.object({ id: z.string(), name: z.string(), channel: z.string(), agency: z.string() }),
  ),
});

async function registerGroups(tx: Tx, now: Date): Promise<void> {
  const { groups } = groupsFile.parse(JSON.parse(await readFile(pathOf('groups.json'), 'utf8')));
  const agencies = await allAgencies(tx);
  for (const { id, name, channel, agency } of groups) {
    const group = await lockConversation(tx, {
      channel,
      nativeId: id,
      kind: 'group',
      title: name,
    });
    const scopeAgencyId = agencies.find((one) => one.code === agency)?.id ?? null;
    await registerGroup(tx, group.id, { scopeAgencyId, registeredBy: null, registeredAt: now });
  }
}

async function tableOf(file: string, expects: readonly string[]): Promise<Table> {
  const read = await readTable(pathOf(file), { expects: [...expects] });
  if (!read.ok) throw new Error(`demo ${file}: ${JSON.stringify(read.problem)}`);
  return read.table;
}

function pathOf(file: string): string {
  return fileURLToPath(new URL(`./thanh-tri-2023/${file}`, import.meta.url));
}
