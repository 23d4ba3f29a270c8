import { type Agency, type AgencySet, existsOn } from '../core/organisation/agency.ts';
import { type Actor, scopeOf } from '../core/people/can.ts';
import { type LocalDate, partsOf } from '../core/time/local-date.ts';
import { localDateAt } from '../core/time/zone.ts';
import type { Queryable, Tx } from '../db/client.ts';
import { allAgencies, allAgencySets } from '../db/queries/agencies.ts';
import { formsOfRegime } from '../db/queries/figures.ts';
import {
  lockedCodes,
  periodsOfRegime,
  type ReportPeriodRow,
  regimeOfDocument,
  upsertPeriod,
  upsertRegime,
} from '../db/queries/reports.ts';
import { obligationsOfSource } from '../db/queries/sources.ts';
import { loadNewestForms, setRegimeForms } from './reports/forms.ts';
import { syncObligations } from './sync-obligations.ts';
import { wantedReport } from './wanted-report.ts';

/** The names a coordinator may use when asking for a report; plain JSON. */
export interface AdHocNames {
  /** The agencies looked after, and those they are looked after for. */
  agencies: Agency[];
  sets: AgencySet[];
  /** Whom a report can be asked of. */
  askable: number[];
  /** Whom "all" means: the agencies right below those the coordinator works for. */
  everybody: number[];
  /** The installed forms of figures. */
  forms: { code: string; name: string }[];
}

/** What the person may name on a day; nobody is askable for one who coordinates nothing. */
export async function loadAdHocNames(
  tx: Queryable,
  actor: Actor,
  day: LocalDate,
): Promise<AdHocNames> {
  const reach = scopeOf(actor, 'review');
  const seats = new Set(
    actor.grants.flatMap(({ role, seatId }) => (role === 'coordinator' ? [seatId] : [])),
  );
  const agencies = (await allAgencies(tx)).filter(
    (agency) => reach.has(agency.id) && existsOn(agency, day),
  );
  const askable = agencies.filter(({ id }) => !seats.has(id));
  const ids = new Set(askable.map(({ id }) => id));
  const sets = await allAgencySets(tx);
  const forms = await loadNewestForms(tx);
  return {
    agencies: agencies.map(
      ({ id, parentId, name, shortName, aliases, level, kind, validFrom, validTo }) => {
        return { id, parentId, name, shortName, aliases, level, kind, validFrom, validTo };
      },
    ),
    sets: sets.map(({ id, name, aliases, memberIds }) => {
      return { id, name, aliases, memberIds: memberIds.filter((member) => ids.has(member)) };
    }),
    askable: [...ids],
    everybody: askable.flatMap(({ id, parentId }) =>
      parentId !== null && seats.has(parentId) ? [id] : [],
    ),
    forms: [...forms.values()].map(({ code, name }) => ({ code, name })),
  };
}

/** A report asked for once, by one document. */
export interface AdHocRequest {
  /** Number of the document that asks for it. */
  document: string;
  documentDate: LocalDate | null;
  /** What the report is called. */
  name: string;
  agencyIds: readonly number[];
  /** The days its figures cover; without them, up to the due day. */
  window: { from: LocalDate; to: LocalDate } | null;
  dueOn: LocalDate;
  /** Forms of figures it holds besides words. */
  formCodes: readonly string[];
}

export interface AskedFor {
  period: ReportPeriodRow;
  obligations: { id: number; agencyId: number }[];
}

/**
 * Takes an ad-hoc report into the books: a period of its own under the document that asks for it,
 * and one report of every agency. What was asked before, by this document or another, stays.
 */
export async function askForReport(
  tx: Tx,
  request: AdHocRequest,
  at: { now: Date; timeZone: string },
): Promise<AskedFor> {
  const { name, agencyIds, window, dueOn } = request;
  const { year } = partsOf(localDateAt(at.now, at.timeZone));
  const code = await freeCode(tx, year);
  const regimeId = await regimeFor(tx, request);
  const dates = { dataFrom: window?.from ?? dueOn, dataTo: window?.to ?? dueOn, dueOn };
  const periodId = await upsertPeriod(tx, { regimeId, code, name, ...dates });
  const asked = { periodId, name, deadlineWords: request.document, dueOn };
  const wanted = agencyIds.map((id) => wantedReport(asked, id, 'own'));
  // Only of this period: the document's earlier ones are not a matter of this request.
  const source = { kind: 'report' as const, ids: [periodId] };
  await syncObligations(tx, source, wanted, at);
  const obligations = await obligationsOfSource(tx, source);
  return {
    period: { id: periodId, regimeId, code, name, ...dates },
    obligations: obligations.map(({ id, agencyId }) => ({ id, agencyId })),
  };
}

const MARK = 'DX';

/** "2023-DX-4": the code of a report that is asked for once. */
export function isAdHocCode(code: string): boolean {
  return /^\d{4}-DX-\d+$/.test(code);
}

async function freeCode(tx: Tx, year: number): Promise<string> {
  const prefix = `${year}-${MARK}-`;
  const taken = (await lockedCodes(tx, prefix)).map((code) => Number(code.slice(prefix.length)));
  return `${prefix}${Math.max(0, ...taken) + 1}`;
}

/**
 * The regime under which a document's reports are asked for. Forms belong to a regime, so a request
 * with other forms than the document's earlier one, or by the document of a periodic regime, has a
 * regime of its own: "123/UBND-NV (2)". Otherwise it would change what those agencies owe already.
 */
async function regimeFor(tx: Tx, request: AdHocRequest): Promise<number> {
  const { document, name, agencyIds, formCodes } = request;
  for (let nth = 1; ; nth++) {
    const key = nth === 1 ? document : `${document} (${nth})`;
    const known = await regimeOfDocument(tx, key);
    const regimeId = known?.id ?? (await upsertRegime(tx, { document: key, name }));
    const forms = await formsOfRegime(tx, regimeId);
    const periods = await periodsOfRegime(tx, regimeId);
    const sameForms = sameCodes(
      forms.map(({ formCode }) => formCode),
      formCodes,
    );
    if (known && !(sameForms && periods.every(({ code }) => isAdHocCode(code)))) continue;
    const before = new Map(forms.map(({ formCode, agencyIds: ids }) => [formCode, ids ?? []]));
    await setRegimeForms(
      tx,
      regimeId,
      formCodes.map((code) => ({
        code,
        duty: 'own',
        agencyIds: [...new Set([...(before.get(code) ?? []), ...agencyIds])],
      })),
    );
    return regimeId;
  }
}

function sameCodes(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((code) => b.includes(code));
}
