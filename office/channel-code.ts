import type { Role } from '../core/people/role.ts';
import type { Tx } from '../db/client.ts';
import { appendAudit } from '../db/queries/audit.ts';
import { type InviteRow, markInviteUsed } from '../db/queries/invites.ts';
import { actorOf, endMembership, linkAccount, personOfAccount } from '../db/queries/people.ts';
import { accountsOf, lockPerson } from '../db/queries/person-chats.ts';

type ChannelCode = InviteRow & { personId: number };

/** `own`: sent from an account the person has already; `other_person`: from somebody else's. */
export type ChannelRefusal = 'used_channel' | 'expired_channel' | 'own' | 'other_person';

/** A code somebody made for themselves adds a channel; it gives nobody a membership. */
export function isChannelCode(invite: InviteRow): invite is ChannelCode {
  return invite.personId !== null && invite.personId === invite.createdBy;
}

/**
 * Gives the account to whom the code belongs. One that belongs to somebody else moves only where
 * that loses them nothing: when they serve nowhere that the code's person does not serve as well.
 */
export async function linkChannel(
  tx: Tx,
  invite: ChannelCode,
  account: { channel: string; nativeId: string; conversationId: number },
  now: Date,
): Promise<
  | { ok: true; personId: number; agencyId: number; role: Role; newcomer: false; isChannel: true }
  | { ok: false; why: ChannelRefusal }
> {
  const { personId, agencyId, role } = invite;
  const known = await personOfAccount(tx, account.channel, account.nativeId);
  if (known?.id === personId) return { ok: false, why: 'own' };
  const ids = [personId, ...(known ? [known.id] : [])].sort((a, b) => a - b);
  for (const id of ids) await lockPerson(tx, id);
  if (known) {
    const theirs = (await actorOf(tx, known)).grants;
    const { grants } = await actorOf(tx, { id: personId, name: '' });
    const isKept = theirs.every((one) =>
      grants.some((grant) => grant.role === one.role && grant.agencyId === one.agencyId),
    );
    if (!isKept) return { ok: false, why: 'other_person' };
    await linkAccount(tx, { personId, ...keyOf(account) }, now);
    // Nobody is left behind under a second name who serves somewhere and can never be reached.
    if ((await accountsOf(tx, known.id)).length === 0) {
      for (const one of theirs) await endMembership(tx, { ...one, personId: known.id }, now);
    }
  } else {
    await linkAccount(tx, { personId, ...keyOf(account) }, now);
  }
  await markInviteUsed(tx, invite.id, personId, now);
  const { channel } = account;
  await appendAudit(
    tx,
    {
      action: 'account.linked',
      subject: 'person',
      subjectId: personId,
      personId,
      channel,
      agencyId,
    },
    now,
  );
  return { ok: true, personId, agencyId, role, newcomer: false, isChannel: true };
}

function keyOf(account: { channel: string; nativeId: string; conversationId: number }) {
  const { channel, nativeId, conversationId } = account;
  return { channel, nativeId, conversationId };
}
