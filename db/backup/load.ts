import postgres, { type TransactionSql } from 'postgres';
import { knownMigrations, migrate } from '../migrate.ts';
import { ourTables, quoted, type TableShape } from './tables.ts';

/** Why a backup cannot go into this database. */
export type LoadRefusal =
  | { code: 'not_empty'; tables: number }
  /** The backup was made by a newer program than this one. */
  | { code: 'too_new'; backup: number; program: number };

/** Rows stored at once. */
const BATCH = 1000;

/**
 * Makes an unused database what the backup says: the schema it was made with, its rows, its
 * sequences; then the schema is brought up to date. All rows commit together, with every foreign key
 * checked. What waited to be sent may have been sent since: such messages say so.
 * @param linesOf the rows of a table, a line of JSON each
 */
export async function loadTables(
  url: string,
  backup: { migrations: number; tables: readonly TableShape[] },
  linesOf: (table: string) => AsyncIterable<string>,
): Promise<LoadRefusal | null> {
  const program = knownMigrations();
  if (backup.migrations > program) return { code: 'too_new', backup: backup.migrations, program };
  const sql = postgres(url, { max: 1, onnotice: () => {}, connect_timeout: 10 });
  try {
    const { length } = await ourTables(sql);
    if (length > 0) return { code: 'not_empty', tables: length };
    await migrate(url, { upTo: backup.migrations });
    await sql.begin(async (tx) => {
      // Tables refer to each other in circles, so the keys are checked when all rows are there.
      const keys = await dropForeignKeys(tx);
      for (const table of backup.tables) {
        await loadRows(tx, table, linesOf(table.name));
      }
      for (const statement of keys) await tx.unsafe(statement);
      await moveSequences(tx);
      await tx`
        update outbox set message = message || '{"again": true}'
        where status in ('pending', 'sending') and kind in ('reply', 'notice')`;
    });
  } finally {
    await sql.end({ timeout: 5 });
  }
  await migrate(url);
  return null;
}

async function loadRows(
  tx: TransactionSql,
  table: TableShape,
  lines: AsyncIterable<string>,
): Promise<void> {
  const name = quoted(table.name);
  const columns = table.columns.map(quoted).join(', ');
  const store = (batch: readonly string[]) =>
    tx.unsafe(
      `insert into ${name} (${columns}) overriding system value
       select ${columns} from json_populate_recordset(null::${name}, $1::text::json)`,
      [`[${batch.join(',')}]`],
    );
  let batch: string[] = [];
  for await (const line of lines) {
    batch.push(line);
    if (batch.length < BATCH) continue;
    await store(batch);
    batch = [];
  }
  if (batch.length > 0) await store(batch);
}

/** Gives back the statements that make them again. */
async function dropForeignKeys(tx: TransactionSql): Promise<string[]> {
  const keys = await tx<{ table: string; name: string; definition: string }[]>`
    select c.conrelid::regclass::text as table, c.conname as name,
           pg_get_constraintdef(c.oid) as definition
    from pg_constraint c join pg_namespace n on n.oid = c.connamespace
    where c.contype = 'f' and n.nspname = 'public' order by c.conname`;
  for (const { table, name } of keys) {
    await tx.unsafe(`alter table ${table} drop constraint ${quoted(name)}`);
  }
  return keys.map(
    ({ table, name, definition }) =>
      `alter table ${table} add constraint ${quoted(name)} ${definition}`,
  );
}

/** Every number series goes on behind the highest number there is. */
async function moveSequences(tx: TransactionSql): Promise<void> {
  const series = await tx<{ table: string; column: string; sequence: string }[]>`
    select t.relname as table, a.attname as column,
           pg_get_serial_sequence(quote_ident(t.relname), a.attname) as sequence
    from pg_class t
    join pg_namespace n on n.oid = t.relnamespace
    join pg_attribute a on a.attrelid = t.oid and a.attnum > 0 and not a.attisdropped
    where n.nspname = 'public' and t.relkind = 'r'
      and pg_get_serial_sequence(quote_ident(t.relname), a.attname) is not null`;
  for (const { table, column, sequence } of series) {
    await tx.unsafe(
      `select setval('${sequence}', coalesce((select max(${quoted(column)}) from ${quoted(table)}), 0) + 1, false)`,
    );
  }
}
