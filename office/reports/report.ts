import type { Cells } from '../../core/indicators/cells.ts';
import type { IndicatorForm } from '../../core/indicators/form.ts';
import type { RowAgency } from '../../core/indicators/rows.ts';
import { existsOn } from '../../core/organisation/agency.ts';
import { seatOf } from '../../core/people/reach.ts';
import { calendarPeriod } from '../../core/periods/calendar-period.ts';
import { formCells, type ReportContent, valuesIn } from '../../core/reports/content.ts';
import { type Duty, dutyFrom } from '../../core/reports/duty.ts';
import { type NarrativeArea, narrativeAreas } from '../../core/reports/narrative.ts';
import { type Neighbours, neighboursOf } from '../../core/reports/neighbours.ts';
import { type OwedForm, owedForm } from '../../core/reports/owed-form.ts';
import { standingVersion } from '../../core/reports/standing-version.ts';
import { partsOf } from '../../core/time/local-date.ts';
import { endOfDay } from '../../core/time/zone.ts';
import type { Queryable } from '../../db/client.ts';
import { type AgencyRow, allAgencies } from '../../db/queries/agencies.ts';
import {
  draftOf,
  formsOfRegime,
  periodById,
  type RegimeFormRow,
  type ReportDraftRow,
  reportsOfAgency,
  tasksOfYear,
  type VersionEntry,
  versionsOfReports,
} from '../../db/queries/figures.ts';
import { type ObligationView, obligationById } from '../../db/queries/obligations.ts';
import type { ReportPeriodRow } from '../../db/queries/reports.ts';
import { loadFormVersion, loadNewestForms } from './forms.ts';

/** The moment it is, and where. */
export interface At {
  now: Date;
  timeZone: string;
}

/** What an earlier report of the agency says. */
export interface NeighbourReport {
  obligationId: number;
  period: ReportPeriodRow;
  /** The version whose figures count. */
  version: VersionEntry;
}

/** One report an agency owes, with everything known about it. */
export interface Report {
  obligation: ObligationView;
  agency: AgencyRow;
  duty: Duty;
  period: ReportPeriodRow;
  /** First instant after the data window. */
  windowClosesAt: Date;
  forms: OwedForm[];
  areas: NarrativeArea[];
  /** Null while nothing is being written. */
  draft: ReportDraftRow | null;
  /** The place of the committee the reports go to: "huyện Thạnh Trị". */
  place: string;
  /** Oldest first. */
  versions: VersionEntry[];
  /** The version whose figures count. */
  standing: VersionEntry | null;
  neighbours: Neighbours<NeighbourReport>;
}

/** Null when there is no such obligation, or it is no periodic report. */
export async function loadReport(
  tx: Queryable,
  obligationId: number,
  at: At,
): Promise<Report | null> {
  const obligation = await obligationById(tx, obligationId);
  const duty = obligation?.sourceKind === 'report' ? dutyFrom(obligation.occurrence) : null;
  if (!obligation || duty === null || obligation.periodId === null) return null;
  const period = await periodById(tx, obligation.periodId);
  const agencies = await allAgencies(tx);
  const agency = agencies.find(({ id }) => id === obligation.agencyId);
  if (!period || !agency) return null;
  const versions = (await versionsOfReports(tx, [obligationId])).get(obligationId) ?? [];
  return {
    obligation,
    agency,
    duty,
    period,
    windowClosesAt: endOfDay(period.dataTo, at.timeZone),
    forms: await loadForms(tx, { agency, duty, period, versions, agencies }),
    areas: await loadAreas(tx, { agency, duty, period }),
    draft: await draftOf(tx, obligationId),
    place: placeOf(agencies),
    versions,
    standing: standingVersion(versions, obligation.state),
    neighbours: await loadNeighbours(tx, { agency, duty, period }),
  };
}

/** What the agency's other reports say in a form; those without it are left out. */
export function neighbourCells(
  { neighbours }: Pick<Report, 'neighbours'>,
  code: string,
): Neighbours<Cells> {
  const cells = (report: NeighbourReport | null): Cells | null => {
    if (!report || !Object.hasOwn(report.version.forms, code)) return null;
    return valuesIn(formCells(report.version, code));
  };
  return {
    previous: cells(neighbours.previous),
    earlier: cells(neighbours.earlier),
    lastYear: cells(neighbours.lastYear),
  };
}

/** An agency's own row in forms with one row per agency. */
export function rowAgency(agency: AgencyRow): RowAgency {
  const { code, shortName, name, aliases } = agency;
  return { key: code, label: name, aliases: [shortName, ...aliases] };
}

/** Whether a regime's form is asked of an agency. */
export function asksOf(
  form: Pick<RegimeFormRow, 'duty' | 'kinds' | 'levels' | 'agencyIds'>,
  duty: Duty,
  agency: Pick<AgencyRow, 'id' | 'kind' | 'level'>,
): boolean {
  if (form.duty !== duty) return false;
  if (form.agencyIds && !form.agencyIds.includes(agency.id)) return false;
  if (form.kinds && !form.kinds.includes(agency.kind)) return false;
  return !form.levels || form.levels.includes(agency.level);
}

interface Whose {
  agency: AgencyRow;
  duty: Duty;
  period: ReportPeriodRow;
}

/**
 * The forms of a report. Once accepted it keeps the versions it was made with, so that an amendment
 * changes figures and not the form; until then the newest ones hold.
 */
async function loadForms(
  tx: Queryable,
  {
    agency,
    duty,
    period,
    versions,
    agencies,
  }: Whose & { versions: readonly VersionEntry[]; agencies: readonly AgencyRow[] },
): Promise<OwedForm[]> {
  const asked = (await formsOfRegime(tx, period.regimeId)).filter((form) =>
    asksOf(form, duty, agency),
  );
  const whole = new Set(asked.flatMap((form) => (form.whole ? [form.formCode] : [])));
  const rows = (form: IndicatorForm): OwedForm =>
    owedForm(
      form,
      whole.has(form.code) ? agenciesOfPlace(agency, agencies, period) : [rowAgency(agency)],
      whole.has(form.code),
    );
  const settled = versions.findLast(({ verdict }) => verdict === 'accepted');
  if (!settled) {
    const newest = await loadNewestForms(
      tx,
      asked.map(({ formCode }) => formCode),
    );
    return asked.flatMap(({ formCode }) => {
      const form = newest.get(formCode);
      return form ? [rows(form)] : [];
    });
  }
  const order = asked.map(({ formCode }) => formCode);
  const used = Object.entries(settled.forms).sort(
    ([a], [b]) => order.indexOf(a) - order.indexOf(b),
  );
  const forms: OwedForm[] = [];
  for (const [code, version] of used) {
    const form = await loadFormVersion(tx, code, version);
    if (form) forms.push(rows(form));
  }
  return forms;
}

/** "UBND huyện Thạnh Trị" → "huyện Thạnh Trị": the place of the highest agency. */
function placeOf(agencies: readonly AgencyRow[]): string {
  const name = agencies.find(({ parentId }) => parentId === null)?.name ?? '';
  return name.replace(/^(?:UBND|Ủy ban nhân dân|Uỷ ban nhân dân)\s+/iu, '');
}

/** The committees below the one the agency works for, as far as they exist; else the agency. */
function agenciesOfPlace(
  agency: AgencyRow,
  agencies: readonly AgencyRow[],
  period: ReportPeriodRow,
): RowAgency[] {
  const seat = seatOf('coordinator', agency.id, agencies);
  const below = agencies.filter(
    (one) => one.parentId === seat && one.kind === 'committee' && existsOn(one, period.dataTo),
  );
  return (below.length > 0 ? below : [agency]).map(rowAgency);
}

/**
 * The areas a report tells about: those of the year's plans; of a report on a field those in which
 * the agency leads a task alone.
 */
async function loadAreas(tx: Queryable, { agency, duty, period }: Whose): Promise<NarrativeArea[]> {
  const year = calendarPeriod(period.code)?.year ?? partsOf(period.dataTo).year;
  const tasks = await tasksOfYear(tx, year);
  const led = tasks.filter(
    ({ agencyIds: [first, ...others] }) => first === agency.id && others.length === 0,
  );
  const chosen = duty === 'field' && led.length > 0 ? led : tasks;
  return narrativeAreas(chosen.map(({ area }) => area));
}

async function loadNeighbours(
  tx: Queryable,
  { agency, duty, period }: Whose,
): Promise<Neighbours<NeighbourReport>> {
  const others = (await reportsOfAgency(tx, agency.id, duty)).filter(
    (other) => other.period.id !== period.id,
  );
  const versions = await versionsOfReports(
    tx,
    others.map(({ obligation }) => obligation.id),
  );
  const sent = others.flatMap(({ obligation, period: its }) => {
    const version = standingVersion(versions.get(obligation.id) ?? [], obligation.state);
    return version ? [{ ...its, obligationId: obligation.id, version }] : [];
  });
  const { previous, earlier, lastYear } = neighboursOf(period, sent);
  type Sent = (typeof sent)[number];
  const report = (found: Sent | null): NeighbourReport | null => {
    if (!found) return null;
    const { obligationId, version, ...its } = found;
    return { obligationId, version, period: its };
  };
  return { previous: report(previous), earlier: report(earlier), lastYear: report(lastYear) };
}

/** What is being written or, where nothing is, what was sent last. */
export function currentContent(report: Pick<Report, 'draft' | 'versions'>): ReportContent | null {
  return report.draft ?? report.versions.at(-1) ?? null;
}
