import { basename, extname } from 'node:path';
import { type LocalDate, partsOf } from '../../core/time/local-date.ts';
import { localDateAt } from '../../core/time/zone.ts';
import type { Db } from '../../db/client.ts';
import { readCriteria, SCORING_HEADERS } from '../../imports/scoring-table.ts';
import { importScoring, type ScoringPaper } from '../../office/scoring/import-scoring.ts';
import { UsageError } from '../exit.ts';
import { importing, problemsText, readDate, readYear, tableOf } from './importing.ts';

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
  const read = readCriteria(await tableOf(file, SCORING_HEADERS));
  if (!read.ok) throw new UsageError(problemsText(file, [read.problem]));
  const number = options.number ?? basename(file, extname(file));
  const year = options.year ? readYear(options.year) : partsOf(today).year;
  const name = options.name ?? `Tự chấm điểm CCHC năm ${year}`;
  return {
    number,
    title: options.title ?? name,
    name,
    year,
    issuedOn: options.date ? readDate(options.date, today, '--date') : null,
    who: options.who,
    dueOn: options.due ? readDate(options.due, today, '--due') : null,
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
  const done = await importing(db, options, at.now, 'scoring', async (tx) => {
    const imported = await importScoring(tx, paper, issuerId, at);
    if (imported.ok) return imported;
    throw new UsageError(`${paper.number}: its result is published; take another --number`);
  });
  const { name, criteria, agencies, obligations, counts, questions } = done;
  return { scoring: paper.number, name, criteria, agencies, obligations, counts, questions };
}
