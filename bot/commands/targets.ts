import type { Choice } from '../../core/messages/message.ts';
import { can } from '../../core/people/can.ts';
import { agencyById } from '../../db/queries/agencies.ts';
import { loadTargets } from '../../office/targets.ts';
import { targetCard } from '../../views/targets.ts';
import { idArgument, type OpenCommand } from '../command.ts';
import { type BotContext, isLinked } from '../context.ts';
import { startForm } from '../forms/session.ts';
import { viewScope, withoutScope } from '../scope.ts';
import { answerQuestion } from '../tiendo/answer.ts';

/**
 * `/chitieu [agency]`: the plan's targets beside what was reached; `ct:t:<target>:<agency>` is a
 * target's own card, `ct:e:…` opens the form by which a coordinator enters a figure.
 */
export const targets: OpenCommand = {
  name: 'chitieu',
  words: ['chi tieu', 'cac chi tieu'],
  where: 'both',
  access: 'anyone',
  run: (ctx, argument) => answerQuestion(ctx, `chỉ tiêu ${argument}`),
  choices: {
    async ct(ctx, [verb, target, agency]) {
      const [targetId, agencyId] = [idArgument(target), idArgument(agency)];
      if (targetId === null || agencyId === null || (verb !== 't' && verb !== 'e')) {
        return ctx.reply({ text: ctx.t('refused.old_button') });
      }
      return verb === 't' ? card(ctx, targetId, agencyId) : enter(ctx, targetId, agencyId);
    },
  },
};

async function card(ctx: BotContext, targetId: number, agencyId: number): Promise<void> {
  const { t } = ctx;
  const scope = await viewScope(ctx);
  if (!scope) return withoutScope(ctx);
  if (!scope.visible.has(agencyId)) return ctx.reply({ text: t('targets.not_visible') });
  const page = await loadTargets(ctx.tx, agencyId, ctx.today);
  const item = page?.items.find(({ target }) => target.id === targetId);
  if (!page || !item) return ctx.reply({ text: t('targets.gone') });
  const details = { view: 'target', page: targetId };
  await ctx.audit({
    action: 'saw.progress',
    subject: 'agency',
    subjectId: agencyId,
    agencyId,
    details,
  });
  const name = (await agencyById(ctx.tx, agencyId))?.name ?? '';
  const sets = ctx.conversation.kind === 'private' && ctx.actor !== null;
  const choices: Choice[][] = [
    [{ id: `td:targets:${agencyId}:0`, label: t.plain('targets.back') }],
  ];
  if (sets && ctx.actor && can(ctx.actor, 'set_targets', agencyId)) {
    choices.unshift([
      { id: `ct:e:${targetId}:${agencyId}`, label: t.plain('targets.enter_button') },
    ]);
  }
  await ctx.answer({ text: targetCard(item, page, name, t), choices });
}

async function enter(ctx: BotContext, targetId: number, agencyId: number): Promise<void> {
  const { t } = ctx;
  if (ctx.conversation.kind !== 'private') {
    return ctx.reply({ text: t('refused.private_only') });
  }
  if (!isLinked(ctx) || !can(ctx.actor, 'set_targets', agencyId)) {
    return ctx.reply({ text: t('targets.needs_coordinator') });
  }
  const page = await loadTargets(ctx.tx, agencyId, ctx.today);
  const item = page?.items.find(({ target }) => target.id === targetId);
  if (!item) return ctx.reply({ text: t('targets.gone') });
  await startForm(ctx, 'target_value', {
    context: { target: targetId, agency: agencyId, unit: item.target.unit },
    answers: {},
  });
}
