import { basename, extname } from 'node:path';
import { parseVietnameseDate } from '../../core/documents/vietnamese-date.ts';
import { type LocalDate, localDate, partsOf } from '../../core/time/local-date.ts';
import { localDateAt } from '../../core/time/zone.ts';
import type { Db } from '../../db/client.ts';
import { appendAudit } from '../../db/queries/audit.ts';
import { readCriteria, SCORING_HEADERS } from '../../imports/scoring-table.ts';
import { readTable } from '../../imports/table.ts';
import { importScoring, type ScoringPaper } from '../../office/scoring/import-scoring.ts';
import { UsageError } from '../exit.ts';
import { inTransaction } from '../office.ts';

export interface ScoringOptions {
  number?: string;
  date?: string;
  title?: string;
  name?: string;
  year?: string;
  who?: string;
  due?: string;
}

/** The list a file holds, with the paper as the command line gives it. */
async function scoringPaper(
  file: string,
  options: ScoringOptions,
  today: LocalDate,
): Promise<ScoringPaper> {
  if (!options.who) throw new UsageError('--who: say who scores itself, such as "UBND các xã"');
  const table = await readTable(file, { expects: SCORING_HEADERS });
  if (!table.ok) throw new UsageError(`${file}: ${JSON.stringify(table.problem)}`);
  const read = readCriteria(table.table);
  if (!read.ok) throw new UsageError(`${file}: ${JSON.stringify(read.problem)}`);
  const number = options.number ?? basename(file, extname(file));
  const year = options.year ? readYear(options.year) : partsOf(today).year;
  const name = options.name ?? `Tự chấm điểm CCHC năm ${year}`;
  return {
    number,
    title: options.title ?? name,
    name,
    year,
    issuedOn: options.date ? readDay('--date', options.date, today) : null,
    who: options.who,
    dueOn: options.due ? readDay('--due', options.due, today) : null,
    lines: read.lines,
  };
}

/** Takes a list of criteria into the books, or says what would change; what was done, for printing. */
export async function importScoringFile(
  db: Db,
  file: string,
  options: ScoringOptions & { dryRun?: boolean },
  issuerId: number,
  at: { now: Date; timeZone: string },
) {
  const paper = await scoringPaper(file, options, localDateAt(at.now, at.timeZone));
  const done = await inTransaction(db, options.dryRun === true, async (tx) => {
    const imported = await importScoring(tx, paper, issuerId, at);
    const entry = { action: 'import.done', subject: 'office', personId: null } as const;
    await appendAudit(tx, { ...entry, channel: 'cli', details: { what: 'scoring' } }, at.now);
    return imported;
  });
  if (!done.ok) {
    throw new UsageError(`${paper.number}: its result is published; take another --number`);
  }
  const { name, criteria, agencies, obligations, counts, questions } = done;
  return { scoring: paper.number, name, criteria, agencies, obligations, counts, questions };
}

function readDay(option: string, text: string, today: LocalDate): LocalDate {
  try {
    return localDate(text);
  } catch {
    const date = parseVietnameseDate(text, { reference: today });
    if (date) return date;
    throw new UsageError(`${option}: "${text}" is no day; expected such as 30/11/2026`);
  }
}

function readYear(text: string): number {
  if (!/^20\d\d$/.test(text)) throw new UsageError(`--year: "${text}" is no year such as 2026`);
  return Number(text);
}
