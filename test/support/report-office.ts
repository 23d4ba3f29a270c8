import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { sql } from 'drizzle-orm';
import { type Db, openDatabase, type Tx } from '../../db/client.ts';
import { installForm, type RegimeForm, setRegimeForms } from '../../office/reports/forms.ts';
import type { At } from '../../office/reports/report.ts';
import { demoDatabase } from './demo-database.ts';
import { at, VIETNAM } from './vietnam.ts';

/** A form that comes with the program: "appendix-6". */
export async function builtIn(name: string): Promise<{ code: string; [key: string]: unknown }> {
  const path = fileURLToPath(new URL(`../../indicators/khanh-son/${name}.json`, import.meta.url));
  return JSON.parse(await readFile(path, 'utf8'));
}

export interface ReportOffice {
  db: Db;
  end(): Promise<void>;
  tx<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /** The report an agency owes: "xa-chau-hung 2023-Q1 own". */
  report(what: string): Promise<number>;
  person(code: string): Promise<{ personId: number; channel: string }>;
  agency(code: string): Promise<number>;
  period(code: string): Promise<number>;
}

/** Thạnh Trị 2023, whose communes report on dossiers and whose offices on their number. */
export async function openReportOffice(
  forms: readonly RegimeForm[] = [
    { code: 'ks-appendix-6', duty: 'own', levels: ['commune'], kinds: ['committee'] },
    { code: 'ks-appendix-3', duty: 'own', levels: ['district'] },
  ],
): Promise<ReportOffice> {
  const database = await demoDatabase();
  const pool = openDatabase(database.url, { connections: 4 });
  const { db } = pool;
  await db.transaction(async (tx) => {
    for (const name of ['appendix-1', 'appendix-3', 'appendix-6']) {
      await installForm(tx, await builtIn(name), { by: null, now: at('2023-01-18') });
    }
    const [regime] = await tx.execute<{ id: number }>(sql`select id from report_regimes`);
    await setRegimeForms(tx, regime?.id ?? 0, forms);
  });
  const idBy = async (query: ReturnType<typeof sql>) => {
    const [row] = await db.execute<{ id: number }>(query);
    if (!row) throw new Error('nothing like that in the demo');
    return row.id;
  };
  return {
    db,
    end: async () => {
      await pool.close();
      await database.drop();
    },
    tx: (work) => db.transaction(work),
    report: (what) => {
      const [agency, period, duty] = what.split(' ');
      return idBy(sql`
        select o.id from obligations o join agencies a on a.id = o.agency_id
        join report_periods p on p.id = o.period_id
        where a.code = ${agency} and p.code = ${period} and o.occurrence = ${duty}`);
    },
    person: async (code) => ({
      personId: await idBy(sql`select id from persons where code = ${code}`),
      channel: 'web',
    }),
    agency: (code) => idBy(sql`select id from agencies where code = ${code}`),
    period: (code) => idBy(sql`select id from report_periods where code = ${code}`),
  };
}

/** A moment in Việt Nam. */
export function when(local: string): At {
  return { now: at(local), timeZone: VIETNAM };
}

/** Words for the cells of one row. */
export function row(key: string, words: Record<string, string>) {
  return Object.entries(words).map(([column, text]) => ({ row: key, column, text }));
}

/** A row of dossiers that agrees with itself. */
export const DOSSIERS = {
  received_carried_over: '3',
  received_new: '1.176',
  agreed_early: '1165',
  agreed_on_time: '-',
  agreed_late: '',
  refused_early: '5',
  refused_on_time: '0',
  refused_late: '0',
  in_progress_within_time: '5',
  in_progress_third_column: '0',
  in_progress_clock_stopped: '0',
  cancelled: '04',
};
