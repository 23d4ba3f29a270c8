import type { Sql, TransactionSql } from 'postgres';

/** One of our tables with the columns that are stored, in a fixed order. */
export interface TableShape {
  name: string;
  columns: string[];
}

type Reader = Sql | TransactionSql;

/** Every table of ours, by name; none in a database that was never used. */
export async function ourTables(sql: Reader): Promise<TableShape[]> {
  return await sql<TableShape[]>`
    select c.relname as name, array_agg(a.attname::text order by a.attname) as columns
    from pg_class c
    join pg_namespace n on n.oid = c.relnamespace
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where n.nspname = 'public' and c.relkind = 'r'
    group by c.relname order by c.relname`;
}

/** How many of the numbered migrations the database has had; 0 in one that was never used. */
export async function appliedMigrations(sql: Reader): Promise<number> {
  const [known] = await sql`select to_regclass('drizzle.__drizzle_migrations') as name`;
  if (!known?.name) return 0;
  const [row] = await sql`select count(*)::int as n from drizzle.__drizzle_migrations`;
  return Number(row?.n ?? 0);
}

export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
