import { scopeOf } from '../../core/people/can.ts';
import { agencyById } from '../../db/queries/agencies.ts';
import { runningLeaves } from '../../db/queries/handovers.ts';
import { contactsOf } from '../../office/contact.ts';
import { findAgency } from '../../office/find-agency.ts';
import { loadOwners } from '../../office/owners.ts';
import { agencyOwnersMessage, ownersMessage } from '../../views/owners.ts';
import { idArgument, type LinkedCommand } from '../command.ts';
import type { LinkedContext } from '../context.ts';

/** `/daumoi [agency]`: who answers for what, and first of all where nobody does. */
export const owners: LinkedCommand = {
  name: 'daumoi',
  words: ['dau moi', 'ai phu trach', 'danh ba'],
  where: 'private',
  roles: ['coordinator', 'admin'],
  access: 'linked',
  async run(ctx, argument) {
    if (scopeOf(ctx.actor, 'invite').size === 0) {
      return ctx.reply({ text: ctx.t('owners.needs_coordinator') });
    }
    if (argument === '') return showAll(ctx, 0, 'reply');
    const found = await findAgency(ctx.tx, argument, { day: ctx.today });
    if (found.agencyId !== null) return showAgency(ctx, found.agencyId, 0, 'reply');
    const mine = scopeOf(ctx.actor, 'invite');
    const likely = found.likely.filter(({ id }) => mine.has(id));
    await ctx.reply({
      text: ctx.t(likely.length > 0 ? 'tiendo.did_you_mean' : 'owners.unknown', {
        words: argument,
      }),
      choices: likely.map(({ id, name }) => [{ id: `dm:agency:${id}`, label: name }]),
    });
  },
  choices: {
    async dm(ctx, [what, first, page]) {
      if (scopeOf(ctx.actor, 'invite').size === 0) {
        return ctx.reply({ text: ctx.t('owners.needs_coordinator') });
      }
      if (what === 'at') return showAll(ctx, idArgument(first) ?? 0, 'answer');
      if (what !== 'agency') return ctx.reply({ text: ctx.t('refused.old_button') });
      await showAgency(ctx, idArgument(first) ?? -1, idArgument(page) ?? 0, 'answer');
    },
  },
};

type How = 'reply' | 'answer';

async function showAll(ctx: LinkedContext, page: number, how: How): Promise<void> {
  const all = await loadOwners(ctx.tx, scopeOf(ctx.actor, 'invite'), ctx.today);
  await ctx[how](ownersMessage(all, page, ctx, ctx.t));
  const agencyId = ctx.actor.grants[0]?.agencyId ?? null;
  await ctx.audit({ action: 'saw.people', subject: 'office', agencyId, details: { page } });
}

async function showAgency(
  ctx: LinkedContext,
  agencyId: number,
  page: number,
  how: How,
): Promise<void> {
  const agency = scopeOf(ctx.actor, 'invite').has(agencyId)
    ? await agencyById(ctx.tx, agencyId)
    : null;
  if (!agency) return ctx.reply({ text: ctx.t('refused.not_your_scope') });
  const contacts = await contactsOf(ctx.tx, [agencyId]);
  const leaves = (await runningLeaves(ctx.tx)).filter(
    (leave) => leave.agencyId === agencyId && ctx.today <= leave.until,
  );
  await ctx[how](agencyOwnersMessage(agency, contacts, leaves, page, ctx, ctx.t));
  await ctx.audit({ action: 'saw.people', subject: 'agency', subjectId: agencyId, agencyId });
}
