import { type Column, type SQL, sql } from 'drizzle-orm';

/** `column in (ids)` with one parameter however many ids: PostgreSQL takes 65,535 at most. */
export function anyOf(column: Column, ids: Iterable<number>): SQL {
  return sql`${column} = any(${`{${[...ids].join(',')}}`}::int[])`;
}
