import { integer, timestamp } from 'drizzle-orm/pg-core';

/** Surrogate key every table but the link tables has. */
export const identity = () => integer().primaryKey().generatedAlwaysAsIdentity();

/** An instant, UTC in storage, a `Date` in the code. */
export const instant = () => timestamp({ withTimezone: true, mode: 'date' });
