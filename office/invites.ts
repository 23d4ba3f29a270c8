import { createHash, randomInt } from 'node:crypto';
import type { Role } from '../core/people/role.ts';
import { addDays, type LocalDate } from '../core/time/local-date.ts';
import { instantAt, localDateAt } from '../core/time/zone.ts';
import type { Tx } from '../db/client.ts';
import { appendAudit } from '../db/queries/audit.ts';
import { lockWaitingLink } from '../db/queries/consents.ts';
import {
  inviteFailuresOnSince,
  inviteFailuresSince,
  lockInvite,
  recordInviteFailure,
  storeInvite,
} from '../db/queries/invites.ts';
import { personOfAccount } from '../db/queries/people.ts';
import { type ChannelRefusal, isChannelCode, linkChannel } from './channel-code.ts';
import { awaitConsent, hasConsented } from './consent.ts';
import {
  type InviteRefused,
  inviteRefusal,
  type Linked,
  linkByInvite,
  type SendingAccount,
} from './link-account.ts';

/** Letters and digits nobody confuses (Crockford's base 32): 8 of them are 40 bits. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LENGTH = 8;
export const INVITE_DAYS = 7;
/** Wrong codes an account may send within an hour. */
export const FAILURES_ALLOWED = 5;
/** Wrong codes all accounts of a channel together may send within an hour. */
export const CHANNEL_FAILURES_ALLOWED = 200;
/** How many different codes there are: those of letters only are never made. */
export const CODES = ALPHABET.length ** LENGTH - ALPHABET.replace(/\d/g, '').length ** LENGTH;
const FAILURE_WINDOW_MS = 60 * 60 * 1000;

/** Makes a one-time code, "K7QM-2XPA", good for a week or `days`. Only its hash is stored. */
export async function createInvite(
  tx: Tx,
  invite: {
    agencyId: number;
    role: Role;
    personId: number | null;
    createdBy: number | null;
    /** Whole days it is good for after today; a week when absent. */
    days?: number;
  },
  now: Date,
  timeZone: string,
): Promise<{ id: number; code: string; expiresAt: Date }> {
  const letters = newLetters();
  const code = `${letters.slice(0, 4).join('')}-${letters.slice(4).join('')}`;
  const { days = INVITE_DAYS, ...whose } = invite;
  const lastDay = addDays(localDateAt(now, timeZone), days + 1);
  const expiresAt = instantAt(lastDay, 0, timeZone);
  const row = { ...whose, codeHash: hash(code), createdAt: now, expiresAt };
  const id = await storeInvite(tx, row);
  await appendAudit(
    tx,
    {
      action: 'invite.made',
      subject: 'invite',
      subjectId: id,
      agencyId: invite.agencyId,
      personId: invite.createdBy,
      // Only the command line makes one for nobody.
      channel: invite.createdBy === null ? 'cli' : null,
      details: { role: invite.role, days },
    },
    now,
  );
  return { id, code, expiresAt };
}

/** Never without a figure, by which a code is told from a word. */
function newLetters(): (string | undefined)[] {
  for (;;) {
    const letters = Array.from({ length: LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]);
    if (letters.some((letter) => letter && /\d/.test(letter))) return letters;
  }
}

/** True for text that has the shape of a code, dash or not. */
export function looksLikeInvite(text: string): boolean {
  return /^[0-9a-z]{4}[\s-]?[0-9a-z]{4}$/i.test(text.trim()) && /\d/.test(text);
}

export type Redeemed =
  | Linked
  /** A good code of somebody who has yet to agree to what is kept about them. */
  | { ok: true; waits: true; agencyId: number; role: Role }
  | {
      ok: false;
      why:
        | 'unknown'
        | 'used'
        | 'expired'
        | 'too_many'
        /** Many accounts of the channel are guessing. */
        | 'too_many_here'
        | ChannelRefusal
        | InviteRefused['why'];
    };

/**
 * Redeems a code. A newcomer is first asked whether they agree (see `giveConsent`), then becomes a
 * person under the name their channel shows; somebody already linked gains one more membership at
 * once. A code made for a handover accepts it.
 */
export async function redeemInvite(
  tx: Tx,
  code: string,
  account: SendingAccount & { locale: string },
  now: Date,
  today: LocalDate,
): Promise<Redeemed> {
  const key = { channel: account.channel, nativeId: account.nativeId };
  const since = new Date(now.getTime() - FAILURE_WINDOW_MS);
  if ((await inviteFailuresSince(tx, key, since)) >= FAILURES_ALLOWED) {
    return { ok: false, why: 'too_many' };
  }
  if ((await inviteFailuresOnSince(tx, key.channel, since)) >= CHANNEL_FAILURES_ALLOWED) {
    return { ok: false, why: 'too_many_here' };
  }
  const invite = await lockInvite(tx, hash(code));
  if (!invite || invite.usedAt || invite.expiresAt <= now) {
    if (invite && (await lockWaitingLink(tx, key))?.inviteId === invite.id) {
      return { ok: true, waits: true, agencyId: invite.agencyId, role: invite.role };
    }
    await recordInviteFailure(tx, key, now);
    if (!invite) return { ok: false, why: 'unknown' };
    const own = isChannelCode(invite) ? '_channel' : '';
    return { ok: false, why: `${invite.usedAt ? 'used' : 'expired'}${own}` };
  }
  if (isChannelCode(invite)) {
    const linked = await linkChannel(tx, invite, account, now);
    return linked.ok ? { ...linked, handoverId: null } : linked;
  }
  const known = await personOfAccount(tx, account.channel, account.nativeId);
  const whose = known?.id ?? invite.personId;
  if (known || (whose !== null && (await hasConsented(tx, whose)))) {
    return linkByInvite(tx, invite, account, known, { now, today });
  }
  const refused = await inviteRefusal(tx, invite, known, { now, today });
  if (refused) return refused;
  await awaitConsent(tx, invite, account, account.locale, now);
  return { ok: true, waits: true, agencyId: invite.agencyId, role: invite.role };
}

function hash(code: string): string {
  const plain = code
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1');
  return createHash('sha256').update(`tiendo-invite:${plain}`).digest('hex');
}
