import { awayFrom } from '../../core/people/away.ts';
import type { Duty, HandoverKind } from '../../core/people/handover.ts';
import type { LocalDate } from '../../core/time/local-date.ts';
import type { Queryable, Tx } from '../../db/client.ts';
import { runningLeaves, storeHandover, withdrawAsked } from '../../db/queries/handovers.ts';
import { contactsOf } from '../contact.ts';
import { createInvite } from '../invites.ts';

/** Somebody who may be asked to take a duty on. */
export interface Colleague {
  personId: number;
  name: string;
}

/** Who at the agency can be asked: reachable, not the giver, and not away from the same duty. */
export async function colleaguesFor(
  tx: Queryable,
  duty: Duty,
  giverId: number,
  today: LocalDate,
): Promise<Colleague[]> {
  const leaves = await runningLeaves(tx);
  const found = new Map<number, Colleague>();
  for (const { personId, name, reachable } of await contactsOf(tx, [duty.agencyId])) {
    if (personId === giverId || !reachable || found.has(personId)) continue;
    if (awayFrom(leaves, personId, duty, today)) continue;
    found.set(personId, { personId, name });
  }
  return [...found.values()];
}

export interface HandoverWish extends Duty {
  giverId: number;
  kind: HandoverKind;
  /** Last day of the leave; null for good. */
  until: LocalDate | null;
  /** Null = somebody new, who comes by an invite. */
  toPersonId: number | null;
}

export interface AskedHandover {
  id: number;
  /** The newcomer's one-time code. */
  code: string | null;
  /** Earlier ones about the same duty that nobody had accepted, now taken back. */
  replaced: number[];
}

/** Records what is asked; nothing changes hands until it is accepted. */
export async function askHandover(
  tx: Tx,
  wish: HandoverWish,
  now: Date,
  timeZone: string,
): Promise<AskedHandover> {
  const { giverId, agencyId, role, kind, until, toPersonId } = wish;
  const replaced = await withdrawAsked(tx, giverId, wish, now);
  const invite =
    toPersonId === null
      ? await createInvite(
          tx,
          { agencyId, role, personId: null, createdBy: giverId },
          now,
          timeZone,
        )
      : null;
  const id = await storeHandover(tx, {
    personId: giverId,
    agencyId,
    role,
    kind,
    until: kind === 'leave' ? until : null,
    toPersonId,
    inviteId: invite?.id ?? null,
    askedAt: now,
  });
  return { id, code: invite?.code ?? null, replaced };
}
