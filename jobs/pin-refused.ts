import { localDateAt } from '../core/time/zone.ts';
import type { Db, Tx } from '../db/client.ts';
import { markPinRefused } from '../db/queries/boards.ts';
import { type ConversationRow, conversationById } from '../db/queries/conversations.ts';
import { enqueue } from '../db/queries/outbox.ts';
import type { ClaimedMessage } from '../db/queries/outbox-claims.ts';
import { currentMembers, type MemberRow } from '../db/queries/people.ts';
import { translator } from '../locales/index.ts';
import { coordinatorsOf } from '../office/coordinators.ts';
import { noticeTimes } from '../office/hours.ts';
import { canBeReached } from '../office/reminders.ts';

interface Refusal {
  reason: string;
  now: Date;
  timeZone: string;
}

/**
 * The group does not let the bot pin. The summary itself is there, so nothing is lost; whoever
 * registered the group is told, once for ever, how to permit it.
 */
export async function pinRefused(db: Db, item: ClaimedMessage, refusal: Refusal): Promise<void> {
  const { reason, now, timeZone } = refusal;
  await db.transaction(async (tx) => {
    await markPinRefused(tx, item, reason);
    const group = await conversationById(tx, item.conversationId);
    const member = group && (await whoCanHelp(tx, group, refusal));
    if (!group || !member || member.conversationId === null) return;
    const t = translator(member.locale);
    const message = { text: t('posting.pin_refused', { group: group.title ?? '' }) };
    const { notBefore } = await noticeTimes(tx, now, timeZone);
    const { conversationId } = member;
    const dedupeKey = `pin-right:${group.id}`;
    await enqueue(tx, { conversationId, kind: 'notice', message, dedupeKey, notBefore }, now);
  });
}

/** Who registered the group, otherwise a coordinator of what it is registered for. */
async function whoCanHelp(
  tx: Tx,
  { registeredBy, scopeAgencyId }: ConversationRow,
  { now, timeZone }: Refusal,
): Promise<MemberRow | null> {
  const members = await currentMembers(tx);
  const asked = members.find((one) => one.personId === registeredBy && canBeReached(one));
  if (asked || scopeAgencyId === null) return asked ?? null;
  const today = localDateAt(now, timeZone);
  return (await coordinatorsOf(tx, [scopeAgencyId], today))[0] ?? null;
}
