import { type SQL, sql } from 'drizzle-orm';
import { accounts, persons } from '../schema/index.ts';

/**
 * The one rule of where a person is written to first: on the channel they prefer, then where they
 * were linked first. For statements that join `persons` and `accounts`.
 */
export function accountOrder(): SQL[] {
  return [
    sql`(${accounts.channel} = ${persons.preferredChannel}) desc nulls last`,
    sql`${accounts.linkedAt}`,
    sql`${accounts.id}`,
  ];
}
