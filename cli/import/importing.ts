import type { Command } from 'commander';
import { parseVietnameseDate } from '../../core/documents/vietnamese-date.ts';
import { type LocalDate, localDate } from '../../core/time/local-date.ts';
import { localDateAt } from '../../core/time/zone.ts';
import type { Db, Tx } from '../../db/client.ts';
import { appendAudit } from '../../db/queries/audit.ts';
import { readTable } from '../../imports/table.ts';
import type { Table } from '../../imports/table-shape.ts';
import type { Changes } from '../../office/changes.ts';
import { oneAgency, rootAgency } from '../agency-argument.ts';
import { UsageError } from '../exit.ts';
import { inTransaction } from '../office.ts';

/** Adds `tiendo import <name> <file>` with the options all of them have. */
export type Verb = (name: string, description: string) => Command;

export interface ImportOptions {
  dryRun?: boolean;
  json?: boolean;
}

/** What is said of a document whose file does not say it. */
export type PaperOptions = ImportOptions & {
  number?: string;
  date?: string;
  title?: string;
  year?: string;
  issuer?: string;
};

/** Runs an import in a transaction that leaves its trace in the log, or nothing with `--dry-run`. */
export function importing<T>(
  db: Db,
  options: ImportOptions,
  now: Date,
  what: string,
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  return inTransaction(db, options.dryRun === true, async (tx) => {
    const done = await work(tx);
    const entry = { action: 'import.done', subject: 'office', personId: null } as const;
    await appendAudit(tx, { ...entry, channel: 'cli', details: { what } }, now);
    return done;
  });
}

/** Today, and the committee a document is from: the one named, or the top of the tree. */
export async function issuing(
  { db, now, timeZone }: { db: Db; now: Date; timeZone: string },
  { issuer }: { issuer?: string },
): Promise<{ today: LocalDate; issuerId: number }> {
  const today = localDateAt(now, timeZone);
  const { id } = issuer ? await oneAgency(db, issuer, today) : await rootAgency(db);
  return { today, issuerId: id };
}

/** @param option the option it was given for: "--date" */
export function readDate(text: string, today: LocalDate, option = '--date'): LocalDate {
  try {
    return localDate(text);
  } catch {
    const date = parseVietnameseDate(text, { reference: today });
    if (date) return date;
    throw new UsageError(`${option}: "${text}" is no day; expected such as 17/01/2023`);
  }
}

export function readYear(text: string): number {
  if (!/^20\d\d$/.test(text)) throw new UsageError(`--year: "${text}" is no year such as 2023`);
  return Number(text);
}

export async function tableOf(file: string, expects: readonly string[]): Promise<Table> {
  const read = await readTable(file, { expects: [...expects] });
  if (!read.ok) throw new UsageError(`${file}: ${JSON.stringify(read.problem)}`);
  return read.table;
}

export function problemsText(file: string, problems: readonly object[]): string {
  return problems.map((problem) => `${file}: ${JSON.stringify(problem)}`).join('\n');
}

export function print(options: ImportOptions, result: Record<string, Changes>): void {
  if (options.json) {
    printJson(result);
    return;
  }
  for (const [what, changes] of Object.entries(result)) {
    const counts = Object.entries(changes).map(([name, n]) => `${n} ${name}`);
    console.log(`${what}: ${counts.join(', ')}`);
  }
  if (options.dryRun) console.log('dry run: nothing was changed');
}

export function printJson(result: object): void {
  console.log(JSON.stringify(result, null, 2));
}
