import type { Choice, Outgoing } from '../core/messages/message.ts';
import { can } from '../core/people/can.ts';
import type { ObligationView } from '../db/queries/obligations.ts';
import { actorOf, currentMembers, type MemberRow } from '../db/queries/people.ts';
import type { Params, Translate } from '../locales/index.ts';
import { translator } from '../locales/index.ts';
import { answerChoices, dueText, obligationName, unblockerText } from '../views/obligation.ts';
import type { LinkedContext } from './context.ts';

/** Tells those who look after the agency what it reported: that it is blocked, or wants more time. */
export async function tellCoordinators(
  ctx: LinkedContext,
  item: ObligationView,
  what: 'blocked' | 'extension',
  params: Params = {},
): Promise<void> {
  const coordinators: MemberRow[] = [];
  for (const member of await currentMembers(ctx.tx)) {
    if (member.role !== 'coordinator') continue;
    const actor = await actorOf(ctx.tx, { id: member.personId, name: member.name });
    if (can(actor, 'review', item.agencyId)) coordinators.push(member);
  }
  await tell(ctx, coordinators, (t) => ({
    text: t(`notice.${what}`, { ...wordsOf(item, ctx, t), ...params }),
    choices: what === 'extension' ? extensionChoices(item, t) : [openChoice(item, t)],
  }));
}

/** Tells the agency's officials and head what the coordinator decided. */
export async function tellOwners(
  ctx: LinkedContext,
  item: ObligationView,
  what: 'returned' | 'accepted' | 'extension_granted' | 'extension_declined',
  params: Params = {},
): Promise<void> {
  const owners = (await currentMembers(ctx.tx)).filter(
    (member) =>
      member.agencyId === item.agencyId && (member.role === 'official' || member.role === 'head'),
  );
  const officials = owners.filter((member) => member.role === 'official');
  await tell(ctx, officials.length > 0 ? officials : owners, (t) => ({
    text: t(`notice.${what}`, { ...wordsOf(item, ctx, t), ...params }),
    choices: what === 'accepted' ? [openChoice(item, t)] : answerChoices(item, t),
  }));
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

function wordsOf(item: ObligationView, ctx: LinkedContext, t: Translate): Params {
  return {
    name: obligationName(item, t),
    agency: item.agencyName,
    due: dueText(item, ctx, t),
    reason: item.reason ?? '',
    who: item.unblocker ? unblockerText(item.unblocker, t) : '',
    by: ctx.actor.name,
  };
}

function extensionChoices(item: { id: number }, t: Translate): Choice[][] {
  return [
    [
      { id: `xd:${item.id}:grant`, label: t.plain('extension.grant') },
      { id: `xd:${item.id}:decline`, label: t.plain('extension.decline') },
    ],
  ];
}

function openChoice(item: { id: number }, t: Translate): Choice[] {
  return [{ id: `ob:${item.id}`, label: t.plain('obligation.open') }];
}
