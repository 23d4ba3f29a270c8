import { extname } from 'node:path';
import type { Db } from '../../db/client.ts';
import {
  readTargetsJson,
  readTargetsTable,
  TARGET_HEADERS,
  type TargetsResult,
} from '../../imports/targets.ts';
import type { Changes } from '../../office/changes.ts';
import { importTargets } from '../../office/import-targets.ts';
import { UsageError } from '../exit.ts';
import { importing, problemsText, tableOf } from './importing.ts';

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
  if (!read.ok) throw new UsageError(problemsText(file, read.problems));
  const number = options.number ?? read.paper.number;
  const year = options.year === undefined ? read.paper.year : Number(options.year);
  if (number === null) throw new UsageError('--number: which plan sets these targets?');
  if (year === null || !Number.isInteger(year) || year < 2000 || year > 2999) {
    throw new UsageError('--year: which year are they for?');
  }
  return importing(db, options, now, 'targets', async (tx) => {
    const done = await importTargets(tx, read.targets, { number, year, issuerId }, now);
    if (!done.ok) throw new UsageError(problemsText(file, done.unfit));
    return done.changes;
  });
}

async function readTargets(file: string): Promise<TargetsResult> {
  if (extname(file).toLowerCase() === '.json') return readTargetsJson(file);
  return readTargetsTable(await tableOf(file, TARGET_HEADERS));
}
