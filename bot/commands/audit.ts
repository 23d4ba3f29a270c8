import { can, scopeOf } from '../../core/people/can.ts';
import { auditEntries } from '../../db/queries/audit.ts';
import { findAgency } from '../../office/find-agency.ts';
import { auditMessage } from '../../views/audit.ts';
import { idArgument, type LinkedCommand } from '../command.ts';
import type { LinkedContext } from '../context.ts';

const PER_PAGE = 10;

/**
 * `/nhatky [agency]`: who saw and changed what in the agencies an admin looks after, or in one.
 * `nk:<page>[:<agency>]` leafs.
 */
export const auditLog: LinkedCommand = {
  name: 'nhatky',
  words: ['nhat ky', 'nhat ky truy cap'],
  where: 'private',
  roles: ['admin'],
  access: 'linked',
  async run(ctx, argument) {
    if (argument === '') return show(ctx, 0, null, 'reply');
    if (scopeOf(ctx.actor, 'audit').size === 0) return refuseLog(ctx);
    const found = await findAgency(ctx.tx, argument, { day: ctx.today });
    if (found.agencyId !== null) return show(ctx, 0, found.agencyId, 'reply');
    const mine = scopeOf(ctx.actor, 'audit');
    const likely = found.likely.filter(({ id }) => mine.has(id));
    await ctx.reply({
      text: ctx.t(likely.length > 0 ? 'tiendo.did_you_mean' : 'owners.unknown', {
        words: argument,
      }),
      choices: likely.map(({ id, name }) => [{ id: `nk:0:${id}`, label: name }]),
    });
  },
  choices: {
    nk: (ctx, [page, agency]) =>
      show(ctx, idArgument(page) ?? 0, agency === undefined ? null : idArgument(agency), 'answer'),
  },
};

function refuseLog(ctx: LinkedContext): Promise<void> {
  return ctx.reply({ text: ctx.t('audit.needs_admin') });
}

async function show(
  ctx: LinkedContext,
  number: number,
  agencyId: number | null,
  how: 'reply' | 'answer',
): Promise<void> {
  const scope = scopeOf(ctx.actor, 'audit');
  if (scope.size === 0) return refuseLog(ctx);
  if (agencyId !== null && !can(ctx.actor, 'audit', agencyId)) {
    return ctx.reply({ text: ctx.t('refused.not_your_scope') });
  }
  const agencyIds = agencyId === null ? scope : [agencyId];
  const page = { limit: PER_PAGE + 1, offset: number * PER_PAGE };
  const found = await auditEntries(ctx.tx, { agencyIds }, page);
  const shown = { number, more: found.length > PER_PAGE, agencyId };
  await ctx[how](auditMessage(found.slice(0, PER_PAGE), shown, ctx, ctx.t));
  const seat = ctx.actor.grants.find(({ role }) => role === 'admin')?.seatId ?? null;
  const seen = { action: 'saw.audit', subject: 'office', details: { page: number } } as const;
  await ctx.audit({ ...seen, agencyId: agencyId ?? seat });
}
