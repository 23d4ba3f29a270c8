import { SOURCE_KINDS, type SourceKind } from '../../core/obligations/obligation.ts';
import { scopeOf } from '../../core/people/can.ts';
import { STYLES } from '../../core/reminders/ladder.ts';
import { dropLadderRule } from '../../db/queries/ladder-rules.ts';
import { obligationsById } from '../../db/queries/obligations.ts';
import { mutesOf } from '../../db/queries/pauses.ts';
import { OFFERED_BEFORE, standardLadder } from '../../office/ladders.ts';
import { mutedList } from '../../views/pauses.ts';
import { hoursWithin } from '../../views/reminder-settings.ts';
import { type ChoiceHandler, idArgument } from '../command.ts';
import type { LinkedContext } from '../context.ts';
import { setForAgency, showAgencySettings } from './agency-settings.ts';
import { changeOwn, showOwn, toggleRung } from './own-settings.ts';

type Handler = ChoiceHandler<LinkedContext>;

/** What the buttons of the settings do, by what follows `nv:`. */
export const VERBS: Readonly<Record<string, Handler>> = {
  me: (ctx) => showOwn(ctx, 'answer'),
  async hour(ctx, [value]) {
    const minute = idArgument(value);
    if (minute === null || !hoursWithin(await standardLadder(ctx.tx)).includes(minute))
      return oldButton(ctx);
    await changeOwn(ctx, { fromMinute: minute });
  },
  async style(ctx, [value]) {
    const style = STYLES.find((one) => one === value);
    if (!style) return oldButton(ctx);
    await changeOwn(ctx, { style });
  },
  async rung(ctx, [value]) {
    const days = OFFERED_BEFORE.find((one) => one === idArgument(value));
    if (!days) return oldButton(ctx);
    await toggleRung(ctx, days);
  },
  async reset(ctx) {
    const { personId } = ctx.actor;
    await dropLadderRule(ctx.tx, { sourceKind: null, agencyId: null, personId });
    await showOwn(ctx, 'answer');
  },
  async ag(ctx, [id, kind = 'all']) {
    const found = kindOf(kind);
    if (found === undefined) return oldButton(ctx);
    await showAgencySettings(ctx, idArgument(id) ?? -1, found, 'answer');
  },
  async set(ctx, [id, kind = '', column, value]) {
    const found = kindOf(kind);
    if (found === undefined) return oldButton(ctx);
    await setForAgency(ctx, idArgument(id) ?? -1, found, [column, idArgument(value)]);
  },
  async muted(ctx, [page]) {
    const scope = scopeOf(ctx.actor, 'review');
    if (scope.size === 0) return ctx.reply({ text: ctx.t('refused.not_your_scope') });
    const mutes = await mutesOf(ctx.tx, scope, ctx.today);
    const items = await obligationsById(
      ctx.tx,
      mutes.map(({ obligationId }) => obligationId),
    );
    await ctx.answer(mutedList(mutes, items, idArgument(page) ?? 0, ctx.today, ctx.t));
  },
};

export const pressSetting: Handler = async (ctx, [verb = '', ...args]) => {
  const handler = Object.hasOwn(VERBS, verb) ? VERBS[verb] : undefined;
  await (handler ? handler(ctx, args) : oldButton(ctx));
};

function oldButton(ctx: LinkedContext): Promise<void> {
  return ctx.reply({ text: ctx.t('refused.old_button') });
}

/** null for all kinds, undefined for words that somebody made up. */
function kindOf(word: string): SourceKind | null | undefined {
  return word === 'all' ? null : SOURCE_KINDS.find((one) => one === word);
}
