import { can, scopeOf } from '../../core/people/can.ts';
import type { Role } from '../../core/people/role.ts';
import { agencyById } from '../../db/queries/agencies.ts';
import { findAgency } from '../../office/find-agency.ts';
import { createInvite, INVITE_DAYS } from '../../office/invites.ts';
import { idArgument, type LinkedCommand } from '../command.ts';
import type { LinkedContext } from '../context.ts';

/** Roles a coordinator hands out; admins are made on the command line. */
const INVITED: readonly Role[] = ['official', 'head', 'leader', 'coordinator'];

/** `/moi <agency>`: a one-time code for a colleague there. */
export const invite: LinkedCommand = {
  name: 'moi',
  words: ['moi', 'tao ma moi'],
  where: 'private',
  roles: ['coordinator', 'admin'],
  access: 'linked',
  async run(ctx, argument) {
    if (scopeOf(ctx.actor, 'invite').size === 0) {
      return ctx.reply({ text: ctx.t('invite.needs_coordinator') });
    }
    if (argument === '') return ctx.reply({ text: ctx.t('invite.how') });
    const found = await findAgency(ctx.tx, argument, { day: ctx.today });
    if (found.agencyId !== null) return askRole(ctx, found.agencyId);
    const mine = scopeOf(ctx.actor, 'invite');
    const likely = found.likely.filter(({ id }) => mine.has(id));
    await ctx.reply({
      text: ctx.t(likely.length > 0 ? 'tiendo.did_you_mean' : 'invite.unknown', {
        words: argument,
      }),
      choices: likely.map(({ id, name }) => [{ id: `iv:${id}`, label: name }]),
    });
  },
  choices: {
    async iv(ctx, [agency, role]) {
      const agencyId = idArgument(agency);
      if (agencyId === null) return;
      const chosen = INVITED.find((one) => one === role);
      if (!chosen) return askRole(ctx, agencyId);
      if (!can(ctx.actor, 'invite', agencyId)) {
        return ctx.reply({ text: ctx.t('refused.not_your_scope') });
      }
      const row = await agencyById(ctx.tx, agencyId);
      const { code } = await createInvite(
        ctx.tx,
        { agencyId, role: chosen, personId: null, createdBy: ctx.actor.personId },
        ctx.now,
        ctx.timeZone,
      );
      const link = ctx.inviteLink(code);
      await ctx.answer({
        text: ctx.t(link ? 'invite.made_link' : 'invite.made', {
          agency: row?.name ?? '',
          role: ctx.t.plain(`role.${chosen}`),
          code,
          link: link ?? '',
          days: INVITE_DAYS,
        }),
      });
    },
  },
};

async function askRole(ctx: LinkedContext, agencyId: number): Promise<void> {
  if (!can(ctx.actor, 'invite', agencyId)) {
    return ctx.reply({ text: ctx.t('refused.not_your_scope') });
  }
  const row = await agencyById(ctx.tx, agencyId);
  await ctx.answer({
    text: ctx.t('invite.ask_role', { agency: row?.name ?? '' }),
    choices: INVITED.map((role) => [
      { id: `iv:${agencyId}:${role}`, label: capitalised(ctx.t.plain(`role.${role}`)) },
    ]),
  });
}

function capitalised(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
