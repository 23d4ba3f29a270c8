import type { Choice, Outgoing } from '../core/messages/message.ts';
import { isSettled } from '../core/obligations/obligation.ts';
import { answersOn } from '../core/people/away.ts';
import type { LocalDate } from '../core/time/local-date.ts';
import { runningLeaves } from '../db/queries/handovers.ts';
import type { ObligationView } from '../db/queries/obligations.ts';
import { currentMembers, type MemberRow } from '../db/queries/people.ts';
import type { Params, Translate } from '../locales/index.ts';
import { translator } from '../locales/index.ts';
import { coordinatorsOf } from '../office/coordinators.ts';
import { canBeReached } from '../office/reminders.ts';
import { fullDate } from '../views/dates.ts';
import {
  answerChoices,
  dueText,
  extensionChoices,
  type Now,
  obligationName,
  unblockerText,
} from '../views/obligation.ts';
import type { LinkedContext } from './context.ts';

/** Tells those who look after the agency what it reported: that it is blocked, or wants more time. */
export async function tellCoordinators(
  ctx: LinkedContext,
  item: Pick<ObligationView, 'agencyId'>,
  messageFor: (t: Translate) => Outgoing,
): Promise<void> {
  await tell(ctx, await coordinatorsOf(ctx.tx, [item.agencyId], ctx.today), messageFor);
}

export function blockedNotice(item: ObligationView, t: Translate): Outgoing {
  return {
    text: t('notice.blocked', {
      name: obligationName(item, t),
      agency: item.agencyName,
      reason: item.reason ?? '',
      who: item.unblocker ? unblockerText(item.unblocker, t) : '',
    }),
    choices: [openChoice(item, t)],
  };
}

/** What a coordinator is asked to decide, with the two answers. */
export function extensionNotice(
  item: ObligationView,
  asked: { wished: LocalDate; reason: string },
  at: Now,
  t: Translate,
): Outgoing {
  return {
    text: t('notice.extension', {
      name: obligationName(item, t),
      agency: item.agencyName,
      due: dueText(item, at, t),
      wished: fullDate(asked.wished),
      reason: asked.reason,
    }),
    choices: extensionChoices(item, asked.wished, t),
  };
}

/** Tells those who answer for the agency's work what the coordinator decided. */
export async function tellOwners(
  ctx: LinkedContext,
  item: ObligationView,
  what: 'returned' | 'accepted' | 'extension_granted' | 'extension_declined',
  params: Params = {},
): Promise<void> {
  const over = what === 'accepted' || isSettled(item.state);
  await tellAgency(ctx, item.agencyId, (t) => ({
    text: t(`notice.${what}`, {
      name: obligationName(item, t),
      due: dueText(item, ctx, t),
      ...params,
    }),
    choices: over ? [openChoice(item, t)] : answerChoices(item, t),
  }));
}

/**
 * Writes to an agency's officials; to its heads where no official can be reached; in any case to
 * the person `also` as long as they belong to it.
 */
export async function tellAgency(
  ctx: LinkedContext,
  agencyId: number,
  messageFor: (t: Translate) => Outgoing,
  also: number | null = null,
): Promise<void> {
  const leaves = await runningLeaves(ctx.tx);
  const reachable = (await currentMembers(ctx.tx)).filter(
    (member) =>
      member.agencyId === agencyId &&
      canBeReached(member) &&
      answersOn(leaves, member.personId, member, ctx.today),
  );
  const officials = reachable.filter((member) => member.role === 'official');
  const heads = reachable.filter((member) => member.role === 'head');
  const asked = reachable.filter((member) => member.personId === also);
  await tell(ctx, [...(officials.length > 0 ? officials : heads), ...asked], messageFor);
}

async function tell(
  ctx: LinkedContext,
  members: readonly MemberRow[],
  messageFor: (t: Translate) => Outgoing,
): Promise<void> {
  const told = new Set<number>();
  for (const member of members) {
    const { personId, conversationId } = member;
    if (conversationId === null || member.unreachable) continue;
    if (personId === ctx.actor.personId || told.has(personId)) continue;
    told.add(personId);
    await ctx.notify({ conversationId, message: messageFor(translator(member.locale)) });
  }
}

function openChoice(item: { id: number }, t: Translate): Choice[] {
  return [{ id: `ob:${item.id}`, label: t.plain('obligation.open') }];
}
