import type { LocalDate } from '../core/time/local-date.ts';
import type { Tx } from '../db/client.ts';
import { periodsOfRegime, regimeOfDocument, upsertPeriod } from '../db/queries/reports.ts';
import { isAdHocCode } from './ad-hoc-report.ts';
import type { Changes } from './changes.ts';
import { loadDirectory } from './directory.ts';
import { type PhraseQuestion, resolvePhrases } from './resolve-phrases.ts';
import { syncObligations, type Wanted } from './sync-obligations.ts';
import { wantedReport } from './wanted-report.ts';

/** Who owes the reports of a regime, by the words of its document. */
export interface RegimeDuties {
  issuerId: number;
  /** The day on which names mean what they say. */
  day: LocalDate;
  /** Phrases that name agencies or sets. */
  whoReports: readonly string[];
  /** Agencies that owe a report on the field they lead besides their own. */
  leading: readonly string[];
  /** The words of the document that set the due day. */
  dueWords: string;
  /** Whom the regime may ask at all; everybody its words name when absent. */
  askable?: ReadonlySet<number>;
}

export interface TakenPeriods {
  obligations: Changes;
  /** Phrases that name nobody known, or a set without members; for a person to decide. */
  questions: Pick<PhraseQuestion, 'words' | 'code'>[];
}

/**
 * Takes periods of a regime into the books: one report of every agency its words name for each, and
 * one more of the agencies that lead a field. `complete`: these are all its periods, so reports of
 * others are withdrawn; those asked for once by the same document stay.
 */
export async function takePeriods(
  tx: Tx,
  regimeId: number,
  duties: RegimeDuties,
  periods: readonly {
    code: string;
    name: string;
    dataFrom: LocalDate;
    dataTo: LocalDate;
    due: LocalDate;
  }[],
  at: { now: Date; timeZone: string; complete: boolean },
): Promise<TakenPeriods> {
  const directory = await loadDirectory(tx, { day: duties.day, within: duties.issuerId });
  const everybody = resolvePhrases(directory, duties.whoReports);
  const leading = resolvePhrases(directory, duties.leading);
  const mayAsk = (id: number) => duties.askable?.has(id) ?? true;
  const wanted: Wanted[] = [];
  const taken: number[] = [];
  for (const { due, ...period } of periods) {
    const periodId = await upsertPeriod(tx, { regimeId, ...period, dueOn: due });
    taken.push(periodId);
    const { name } = period;
    const asked = { periodId, name, deadlineWords: duties.dueWords, dueOn: due };
    wanted.push(...everybody.ids.filter(mayAsk).map((id) => wantedReport(asked, id, 'own')));
    wanted.push(...leading.ids.filter(mayAsk).map((id) => wantedReport(asked, id, 'field')));
  }
  const known = at.complete ? await periodsOfRegime(tx, regimeId) : [];
  const periodic = known.filter(({ code }) => !isAdHocCode(code)).map(({ id }) => id);
  const ids = at.complete ? periodic : taken;
  const obligations = await syncObligations(tx, { kind: 'report', ids }, wanted, at);
  const questions = [...everybody.questions, ...leading.questions];
  return { obligations, questions: questions.map(({ words, code }) => ({ words, code })) };
}

/**
 * The key a document's regime is kept under: its number, with "(2)" and so on where another
 * committee has a document of the same number.
 */
export async function regimeKey(tx: Tx, document: string, issuerId: number): Promise<string> {
  for (let nth = 1; ; nth += 1) {
    const key = nth === 1 ? document : `${document} (${nth})`;
    const known = await regimeOfDocument(tx, key);
    if (!known || known.issuerId === null || known.issuerId === issuerId) return key;
  }
}
