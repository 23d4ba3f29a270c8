import { join } from '../../core/messages/markup.ts';
import type { Choice } from '../../core/messages/message.ts';
import { can } from '../../core/people/can.ts';
import { LATE_NAMED, RANKING_MEASURES, type RankingRule } from '../../core/summary/ranking.ts';
import { agencyById } from '../../db/queries/agencies.ts';
import { rankingRule, setRankingRule } from '../../office/ranking.ts';
import { idArgument, type OpenCommand } from '../command.ts';
import type { BotContext } from '../context.ts';
import { viewScope, withoutScope } from '../scope.ts';
import { board, WHOLE } from '../tiendo/board.ts';

/** Least numbers of obligations that are offered. */
const MINIMA = [1, 3, 5, 10];

/**
 * `/xephang`: the ranking of whatever the asker may see, and the rule it is made by; coordinators
 * set the rule for an agency and all below it.
 */
export const ranking: OpenCommand = {
  name: 'xephang',
  words: ['xep hang', 'bang xep hang'],
  where: 'both',
  access: 'anyone',
  async run(ctx) {
    await show(ctx, null, 'reply');
  },
  choices: {
    async xh(ctx, [verb, agency, value]) {
      const agencyId = idArgument(agency);
      if (verb === 'l') return show(ctx, agencyId, 'answer');
      if (ctx.conversation.kind !== 'private') {
        return ctx.reply({ text: ctx.t('refused.private_only') });
      }
      if (!ctx.actor || agencyId === null || !can(ctx.actor, 'set_targets', agencyId)) {
        return ctx.reply({ text: ctx.t('ranking.needs_coordinator') });
      }
      if (verb === 's') return settings(ctx, agencyId, false);
      const change = changeOf(verb, value);
      if (!change) return ctx.reply({ text: ctx.t('refused.old_button') });
      await setRankingRule(ctx.tx, agencyId, change);
      await ctx.audit({
        action: 'ranking.set',
        subject: 'agency',
        subjectId: agencyId,
        agencyId,
        details: { ...change },
      });
      await settings(ctx, agencyId, true);
    },
  },
};

async function show(
  ctx: BotContext,
  agencyId: number | null,
  how: 'reply' | 'answer',
): Promise<void> {
  const scope = await viewScope(ctx);
  if (!scope) return withoutScope(ctx);
  await ctx[how](await board(ctx, scope, { ...WHOLE, view: 'ranking', agencyId }));
}

function changeOf(
  verb: string | undefined,
  value: string | undefined,
): Partial<RankingRule> | null {
  const measure = RANKING_MEASURES.find((one) => one === value);
  const lateNamed = LATE_NAMED.find((one) => one === value);
  const minimum = MINIMA.find((one) => String(one) === value);
  if (verb === 'm' && measure) return { measure };
  if (verb === 'v' && lateNamed) return { lateNamed };
  if (verb === 'n' && minimum !== undefined) return { minimum };
  return null;
}

async function settings(ctx: BotContext, agencyId: number, saved: boolean): Promise<void> {
  const { t } = ctx;
  const { measure, minimum, lateNamed } = await rankingRule(ctx.tx, agencyId);
  const agency = await agencyById(ctx.tx, agencyId);
  const text = t('ranking.settings', {
    agency: agency?.name ?? '',
    measure: t.plain(`ranking.measure.${measure}`),
    minimum,
    named: t.plain(`ranking.named.${lateNamed}`),
  });
  const choice = (verb: string, value: string | number, label: string): Choice => ({
    id: `xh:${verb}:${agencyId}:${value}`,
    label,
  });
  await ctx.answer({
    text: saved ? join([t('ranking.saved'), text], '\n\n') : text,
    choices: [
      ...RANKING_MEASURES.filter((one) => one !== measure).map((one) => [
        choice('m', one, t.plain(`ranking.measure.${one}`)),
      ]),
      MINIMA.filter((one) => one !== minimum).map((one) =>
        choice('n', one, t.plain('ranking.minimum', { count: one })),
      ),
      ...LATE_NAMED.filter((one) => one !== lateNamed).map((one) => [
        choice('v', one, t.plain('ranking.name_late', { where: t.plain(`ranking.named.${one}`) })),
      ]),
      [{ id: `xh:l:${agencyId}`, label: t.plain('ranking.back') }],
    ],
  });
}
