import { and, desc, eq } from 'drizzle-orm';
import type { Queryable } from '../client.ts';
import { consents, invites, waitingLinks } from '../schema/index.ts';

export type ConsentRow = typeof consents.$inferSelect;
export type WaitingLinkRow = typeof waitingLinks.$inferSelect;

export async function storeConsent(tx: Queryable, consent: Omit<ConsentRow, 'id'>): Promise<void> {
  await tx.insert(consents).values(consent);
}

/** What the person last said about their data; null when never asked or never answered. */
export async function latestConsent(tx: Queryable, personId: number): Promise<ConsentRow | null> {
  const [row] = await tx
    .select()
    .from(consents)
    .where(eq(consents.personId, personId))
    .orderBy(desc(consents.id))
    .limit(1);
  return row ?? null;
}

/** Keeps a good code's account until it answers; an earlier code of the same account gives way. */
export async function storeWaitingLink(
  tx: Queryable,
  link: Omit<WaitingLinkRow, 'id'>,
): Promise<void> {
  await tx.insert(waitingLinks).values(link);
}

/** The account's waiting link, locked. */
export async function lockWaitingLink(
  tx: Queryable,
  account: { channel: string; nativeId: string },
): Promise<WaitingLinkRow | null> {
  const { channel, nativeId } = account;
  const [row] = await tx
    .select()
    .from(waitingLinks)
    .where(and(eq(waitingLinks.channel, channel), eq(waitingLinks.nativeId, nativeId)))
    .for('update');
  return row ?? null;
}

export async function removeWaitingLink(tx: Queryable, id: number): Promise<void> {
  await tx.delete(waitingLinks).where(eq(waitingLinks.id, id));
}

export async function setWaitingLocale(tx: Queryable, id: number, locale: string): Promise<void> {
  await tx.update(waitingLinks).set({ locale }).where(eq(waitingLinks.id, id));
}

/** The code of a link that came to nothing is good again as long as it lasts. */
export async function freeInvite(tx: Queryable, inviteId: number): Promise<void> {
  await tx.update(invites).set({ usedAt: null, usedBy: null }).where(eq(invites.id, inviteId));
}

/** Takes the invite out of use before it is known for whom. */
export async function reserveInvite(tx: Queryable, inviteId: number, now: Date): Promise<void> {
  await tx.update(invites).set({ usedAt: now }).where(eq(invites.id, inviteId));
}

/** The invite of a number, locked. */
export async function lockInviteById(
  tx: Queryable,
  id: number,
): Promise<typeof invites.$inferSelect | null> {
  const [row] = await tx.select().from(invites).where(eq(invites.id, id)).for('update');
  return row ?? null;
}
