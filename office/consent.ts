import { CONSENT_VERSION, isConsent } from '../core/people/consent.ts';
import type { LocalDate } from '../core/time/local-date.ts';
import type { Tx } from '../db/client.ts';
import { appendAudit } from '../db/queries/audit.ts';
import {
  freeInvite,
  latestConsent,
  lockInviteById,
  lockWaitingLink,
  removeWaitingLink,
  reserveInvite,
  storeConsent,
  storeWaitingLink,
  type WaitingLinkRow,
} from '../db/queries/consents.ts';
import type { InviteRow } from '../db/queries/invites.ts';
import { personOfAccount, setLocale } from '../db/queries/people.ts';
import {
  type InviteRefused,
  type Linked,
  linkByInvite,
  type SendingAccount,
} from './link-account.ts';

/** Whether the person agreed to the text of today. */
export async function hasConsented(tx: Tx, personId: number): Promise<boolean> {
  return isConsent(await latestConsent(tx, personId));
}

/** Puts on record that the person agreed to the text of today, or takes it back. */
export async function recordConsent(
  tx: Tx,
  consent: { personId: number; channel: string; decision?: 'given' | 'withdrawn' },
  now: Date,
): Promise<void> {
  const { personId, channel, decision = 'given' } = consent;
  await storeConsent(tx, { personId, channel, decision, version: CONSENT_VERSION, at: now });
  await appendAudit(
    tx,
    {
      action: `consent.${decision}`,
      subject: 'person',
      subjectId: personId,
      personId,
      channel,
      details: { version: CONSENT_VERSION },
    },
    now,
  );
}

/**
 * Keeps a good code for an account until its owner has said whether they agree. Nobody is made, no
 * membership given; an earlier code of the same account is free again.
 */
export async function awaitConsent(
  tx: Tx,
  invite: InviteRow,
  account: Pick<SendingAccount, 'channel' | 'nativeId' | 'conversationId'>,
  locale: string,
  now: Date,
): Promise<void> {
  const { channel, nativeId, conversationId } = account;
  await dropWaiting(tx, { channel, nativeId });
  await reserveInvite(tx, invite.id, now);
  const link = { channel, nativeId, conversationId, inviteId: invite.id, locale, at: now };
  await storeWaitingLink(tx, link);
}

/** "Tôi đồng ý": the account is linked and the membership given. */
export async function giveConsent(
  tx: Tx,
  waiting: WaitingLinkRow,
  account: SendingAccount,
  at: { now: Date; today: LocalDate },
): Promise<Linked | InviteRefused> {
  const invite = await lockInviteById(tx, waiting.inviteId);
  await removeWaitingLink(tx, waiting.id);
  if (!invite) return { ok: false, why: 'withdrawn' };
  await freeInvite(tx, invite.id);
  const known = await personOfAccount(tx, account.channel, account.nativeId);
  const linked = await linkByInvite(tx, invite, account, known, at);
  if (!linked.ok) return linked;
  await recordConsent(tx, { personId: linked.personId, channel: account.channel }, at.now);
  await setLocale(tx, linked.personId, waiting.locale);
  return linked;
}

/** "Không": nothing of the account stays, and its code is good again for as long as it lasts. */
export async function declineConsent(tx: Tx, waiting: WaitingLinkRow, now: Date): Promise<void> {
  const invite = await lockInviteById(tx, waiting.inviteId);
  await dropWaiting(tx, waiting);
  await appendAudit(
    tx,
    {
      action: 'consent.declined',
      subject: 'invite',
      subjectId: waiting.inviteId,
      agencyId: invite?.agencyId ?? null,
      personId: null,
      channel: waiting.channel,
      conversationId: waiting.conversationId,
      details: { version: CONSENT_VERSION },
    },
    now,
  );
}

async function dropWaiting(tx: Tx, account: { channel: string; nativeId: string }): Promise<void> {
  const waiting = await lockWaitingLink(tx, account);
  if (!waiting) return;
  await removeWaitingLink(tx, waiting.id);
  await freeInvite(tx, waiting.inviteId);
}
