import { can, hasRole } from '../../core/people/can.ts';
import { agencyById } from '../../db/queries/agencies.ts';
import { registerGroup } from '../../db/queries/conversations.ts';
import { findAgency } from '../../office/find-agency.ts';
import type { LinkedCommand } from '../command.ts';
import type { LinkedContext } from '../context.ts';
import { pressPosting, showPosting } from '../posting/settings.ts';

/**
 * `/nhom [agency]`: lets this group see an agency's figures and get its summaries. Where that is
 * done, `/nhom` shows when and how they come, and lets whoever may register it choose.
 */
export const group: LinkedCommand = {
  name: 'nhom',
  words: [],
  where: 'group',
  roles: ['coordinator', 'admin'],
  access: 'linked',
  choices: { nh: pressPosting },
  async run(ctx, argument) {
    if (argument === '' && ctx.conversation.scopeAgencyId !== null)
      return showPosting(ctx, 'reply');
    if (!hasRole(ctx.actor, 'coordinator', 'admin')) {
      return ctx.reply({ text: ctx.t('group.needs_coordinator') });
    }
    const scopeAgencyId = await wantedScope(ctx, argument);
    if (scopeAgencyId === null) {
      return ctx.reply({ text: ctx.t('invite.unknown', { words: argument }) });
    }
    if (!can(ctx.actor, 'register_group', scopeAgencyId)) {
      return ctx.reply({ text: ctx.t('refused.not_your_scope') });
    }
    if (await isOthers(ctx)) return;
    await registerGroup(ctx.tx, ctx.conversation.id, {
      scopeAgencyId,
      registeredBy: ctx.actor.personId,
      registeredAt: ctx.now,
    });
    await ctx.audit({
      action: 'group.registered',
      subject: 'conversation',
      subjectId: ctx.conversation.id,
      agencyId: scopeAgencyId,
    });
    const agency = await agencyById(ctx.tx, scopeAgencyId);
    await ctx.reply({
      text: ctx.t('group.registered', { agency: agency?.name ?? '' }),
      choices: [
        [{ id: 'td:main', label: ctx.t.plain('help.see_progress') }],
        [{ id: 'nh:show', label: ctx.t.plain('posting.button.settings') }],
      ],
    });
  },
};

/**
 * A group that shows what somebody else looks after is theirs to change: says whose it is. Without
 * this a coordinator of any place could take the figures of another one off its own group.
 */
async function isOthers(ctx: LinkedContext): Promise<boolean> {
  const { scopeAgencyId } = ctx.conversation;
  if (scopeAgencyId === null || can(ctx.actor, 'register_group', scopeAgencyId)) return false;
  const agency = await agencyById(ctx.tx, scopeAgencyId);
  await ctx.reply({ text: ctx.t('group.others', { agency: agency?.name ?? '' }) });
  return true;
}

async function wantedScope(ctx: LinkedContext, argument: string): Promise<number | null> {
  if (argument === '') {
    const grant = ctx.actor.grants.find(({ role }) => role === 'coordinator' || role === 'admin');
    return grant?.seatId ?? null;
  }
  return (await findAgency(ctx.tx, argument, { day: ctx.today })).agencyId;
}
