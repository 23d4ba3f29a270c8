import type { LocalDate } from '../../core/time/local-date.ts';
import { localDateAt } from '../../core/time/zone.ts';
import type { Queryable } from '../../db/client.ts';
import { allAgencies } from '../../db/queries/agencies.ts';
import { formsOfRegime, type RegimeFormRow, reportsOfPeriod } from '../../db/queries/figures.ts';
import { allRegimes, type ReportRegimeRow } from '../../db/queries/regimes.ts';
import { type ReportPeriodRow, reportPeriods } from '../../db/queries/reports.ts';
import type { DescribedWho } from '../../imports/form-description.ts';
import { loadDirectory } from '../directory.ts';
import { type At, asksOf } from './report.ts';

/** A report regime with its periods, the earliest due first. */
export interface Regime extends ReportRegimeRow {
  periods: ReportPeriodRow[];
}

/** Who owes a form, and how many of their reports will hold it. */
export interface OwedBy {
  agencyIds: number[];
  /** Names of the first few. */
  names: string[];
  /** Reports not sent yet, those sent back among them. */
  openReports: number;
}

const SHOWN_NAMES = 5;

export async function regimeById(tx: Queryable, id: number): Promise<Regime | null> {
  return (await regimes(tx)).find((regime) => regime.id === id) ?? null;
}

/**
 * The regime whose forms somebody changes who looks after the agencies in `scope`: of those whose
 * reports are all owed there (of which nobody owes one: that were issued there), the newest with a
 * period that is not over; null when there is none.
 */
export async function regimeFor(
  tx: Queryable,
  scope: ReadonlySet<number>,
  at: At,
): Promise<Regime | null> {
  const today = localDateAt(at.now, at.timeZone);
  const fitting: Regime[] = [];
  for (const regime of await regimes(tx)) {
    const owed = (await reportsOf(tx, regime)).map(({ agencyId }) => agencyId);
    if (partiesTo(regime, owed).every((id) => id !== null && scope.has(id))) fitting.push(regime);
  }
  const running = fitting.filter((regime) => lastDay(regime) >= today);
  const chosen = running.length > 0 ? running : fitting;
  // A request for one report is a regime of one period, whose forms are those of that request.
  return chosen.findLast(({ periods }) => periods.length > 1) ?? chosen.at(-1) ?? null;
}

/** Whose a regime is: of those who owe its reports, or of who issued it while nobody does. */
function partiesTo({ issuerId }: Regime, owing: readonly number[]): (number | null)[] {
  return owing.length > 0 ? [...owing] : [issuerId];
}

function lastDay({ periods }: Regime): LocalDate | '' {
  return periods.at(-1)?.dueOn ?? '';
}

/** Everybody whose reports hold a form in any regime; who issued it where none does yet. */
export async function holdersOf(tx: Queryable, code: string): Promise<Set<number>> {
  const holders = new Set<number>();
  for (const regime of await regimes(tx)) {
    const forms = (await formsOfRegime(tx, regime.id)).filter(({ formCode }) => formCode === code);
    for (const form of forms) {
      const { agencyIds } = await owedBy(tx, regime, form);
      for (const id of partiesTo(regime, agencyIds)) if (id !== null) holders.add(id);
    }
  }
  return holders;
}

/** Whom a form of a regime is asked of. */
export async function owedBy(
  tx: Queryable,
  regime: Regime,
  form: Pick<RegimeFormRow, 'duty' | 'kinds' | 'levels' | 'agencyIds'>,
): Promise<OwedBy> {
  const asked = new Map(
    (await allAgencies(tx))
      .filter((agency) => asksOf(form, form.duty, agency))
      .map(({ id, name }) => [id, name]),
  );
  const reports = (await reportsOf(tx, regime)).filter(
    ({ agencyId, occurrence }) => asked.has(agencyId) && occurrence === form.duty,
  );
  const agencyIds = [...new Set(reports.map(({ agencyId }) => agencyId))];
  const open = reports.filter(({ state }) => state !== 'done' && state !== 'accepted');
  return {
    agencyIds,
    names: agencyIds.slice(0, SHOWN_NAMES).map((id) => asked.get(id) ?? ''),
    openReports: open.length,
  };
}

/** The agencies that a description names; null for all of its kinds and levels. */
export async function resolveWho(
  tx: Queryable,
  { names }: DescribedWho,
  at: At,
): Promise<{ agencyIds: number[] | null; unknown: { words: string; likely: string[] }[] }> {
  if (names === null) return { agencyIds: null, unknown: [] };
  const directory = await loadDirectory(tx, { day: localDateAt(at.now, at.timeZone) });
  const ids = new Set<number>();
  const unknown: { words: string; likely: string[] }[] = [];
  for (const words of names) {
    const found = directory.resolve(words);
    if (found.kind === 'agency') ids.add(found.agencyId);
    else if (found.kind === 'set' && found.memberIds.length > 0) {
      for (const id of found.memberIds) ids.add(id);
    } else {
      const likely =
        found.kind === 'ambiguous'
          ? found.candidates
          : found.kind === 'unknown'
            ? found.suggestions
            : [];
      unknown.push({ words, likely: likely.map(({ name }) => name) });
    }
  }
  return { agencyIds: [...ids].sort((a, b) => a - b), unknown };
}

async function regimes(tx: Queryable): Promise<Regime[]> {
  const periods = await reportPeriods(tx);
  return (await allRegimes(tx)).map((regime) => ({
    ...regime,
    periods: periods.filter(({ regimeId }) => regimeId === regime.id),
  }));
}

async function reportsOf(tx: Queryable, { periods }: Regime) {
  const everybody = (await allAgencies(tx)).map(({ id }) => id);
  const reports = [];
  for (const { id } of periods) reports.push(...(await reportsOfPeriod(tx, id, everybody)));
  return reports;
}
