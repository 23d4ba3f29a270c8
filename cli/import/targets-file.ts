import { extname } from 'node:path';
import type { Db } from '../../db/client.ts';
import { appendAudit } from '../../db/queries/audit.ts';
import { readTable } from '../../imports/table.ts';
import {
  readTargetsJson,
  readTargetsTable,
  TARGET_HEADERS,
  type TargetsResult,
} from '../../imports/targets.ts';
import type { Changes } from '../../office/changes.ts';
import { importTargets } from '../../office/import-targets.ts';
import { UsageError } from '../exit.ts';
import { inTransaction } from '../office.ts';

export interface TargetsOptions {
  dryRun?: boolean;
  number?: string;
  year?: string;
}

/** Takes in a plan's targets from JSON, CSV or XLSX; wrong input is told as wrong usage. */
export async function importTargetsFile(
  db: Db,
  file: string,
  options: TargetsOptions,
  issuerId: number,
  now: Date,
): Promise<Changes> {
  const read = await readTargets(file);
  if (!read.ok) throw new UsageError(lines(file, read.problems));
  const number = options.number ?? read.paper.number;
  const year = options.year === undefined ? read.paper.year : Number(options.year);
  if (number === null) throw new UsageError('--number: which plan sets these targets?');
  if (year === null || !Number.isInteger(year) || year < 2000 || year > 2999) {
    throw new UsageError('--year: which year are they for?');
  }
  return inTransaction(db, options.dryRun === true, async (tx) => {
    const done = await importTargets(tx, read.targets, { number, year, issuerId }, now);
    if (!done.ok) throw new UsageError(lines(file, done.unfit));
    const entry = { action: 'import.done', subject: 'office', personId: null } as const;
    await appendAudit(tx, { ...entry, channel: 'cli', details: { what: 'targets' } }, now);
    return done.changes;
  });
}

async function readTargets(file: string): Promise<TargetsResult> {
  if (extname(file).toLowerCase() === '.json') return readTargetsJson(file);
  const read = await readTable(file, { expects: [...TARGET_HEADERS] });
  if (!read.ok) throw new UsageError(lines(file, [read.problem]));
  return readTargetsTable(read.table);
}

function lines(file: string, problems: readonly object[]): string {
  return problems.map((problem) => `${file}: ${JSON.stringify(problem)}`).join('\n');
}
