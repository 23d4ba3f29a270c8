import type { ChoiceHandler } from '../command.ts';
import type { LinkedContext } from '../context.ts';
import { endingForm, howFormEnded } from '../forms/ended.ts';
import { resumeParked } from '../forms/session.ts';
import { closeDesk } from '../forms/stack.ts';
import { homeChoices } from '../home.ts';
import { ask, keep, pendingOf, STATEMENT_DESK } from './pending.ts';
import { openFor, saveConfirmed } from './save.ts';

/**
 * `st:<nonce>:ok|no`, `st:<nonce>:ed:<place>`, `st:<nonce>:is:<place>:<obligation>`: a yes, a no, a
 * correction in the form, and which obligation is meant.
 */
export const pressStatement: ChoiceHandler<LinkedContext> = async (
  ctx,
  [nonce, verb, place, id],
) => {
  const pending = await pendingOf(ctx);
  if (!pending || pending.nonce !== nonce) {
    const ended = await howFormEnded(ctx, nonce ?? '');
    return ctx.reply(ended ?? { text: ctx.t('statement.over'), choices: [homeChoices(ctx)] });
  }
  const { items } = pending;
  const one = items[Number(place)];
  switch (verb) {
    case 'ok':
      return items.every(({ certain }) => certain)
        ? saveConfirmed(endingForm(ctx, nonce), items)
        : ask(ctx, items);
    case 'no':
      return drop(endingForm(ctx, nonce));
    case 'ed': {
      if (!one) return ask(ctx, items);
      const others = items.filter((other) => other !== one);
      if (others.length > 0) await keep(ctx, others);
      else await closeDesk(ctx, STATEMENT_DESK);
      return openFor(ctx, one);
    }
    case 'is': {
      // Only what was offered can be chosen.
      if (!one?.ids.includes(Number(id))) return ask(ctx, items);
      const chosen = { ...one, ids: [Number(id)], certain: true };
      return ask(
        ctx,
        items.map((other) => (other === one ? chosen : other)),
        'answer',
      );
    }
    default:
      return ask(ctx, items);
  }
};

/** Nothing is recorded; what waited below goes on. */
export async function drop(ctx: LinkedContext): Promise<void> {
  await closeDesk(ctx, STATEMENT_DESK);
  await ctx.answer({ text: ctx.t('statement.dropped'), choices: [homeChoices(ctx)] });
  await resumeParked(ctx);
}
