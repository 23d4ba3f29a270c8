import postgres from 'postgres';
import { appliedMigrations, ourTables, quoted, type TableShape } from './tables.ts';

export interface Dumped {
  /** Number of migrations the schema had. */
  migrations: number;
  tables: TableShape[];
}

/** Rows fetched at once. */
const PAGE = 1000;

/**
 * Hands every table's rows to `take`, a line of JSON each as PostgreSQL writes it, all from one
 * snapshot: whatever is written meanwhile is in none of them.
 */
export async function dumpTables(
  url: string,
  take: (table: TableShape, lines: AsyncIterable<string>) => Promise<void>,
): Promise<Dumped> {
  const sql = postgres(url, { max: 1, onnotice: () => {}, connect_timeout: 10 });
  try {
    return await sql.begin('isolation level repeatable read read only', async (tx) => {
      const migrations = await appliedMigrations(tx);
      const tables = await ourTables(tx);
      for (const table of tables) {
        await take(table, linesOf(tx, table));
      }
      return { migrations, tables };
    });
  } finally {
    await sql.end({ timeout: 5 });
  }
}

async function* linesOf(tx: postgres.TransactionSql, table: TableShape): AsyncGenerator<string> {
  const query = tx.unsafe<{ line: string }[]>(
    `select row_to_json(t)::text as line from ${quoted(table.name)} t`,
  );
  for await (const page of query.cursor(PAGE)) {
    yield page.map(({ line }) => `${line}\n`).join('');
  }
}
