import { inArray } from 'drizzle-orm';
import type { Queryable } from '../client.ts';
import { reminderMarks } from '../schema/index.ts';

/** The rungs that these messages would have told count as untold. */
export async function forgetRungs(
  db: Queryable,
  messages: readonly { id: number }[],
): Promise<void> {
  if (messages.length === 0) return;
  const ids = messages.map(({ id }) => id);
  await db.delete(reminderMarks).where(inArray(reminderMarks.outboxId, ids));
}
