import { hasRole, scopeOf } from '../core/people/can.ts';
import { readStatements } from '../core/statements/read.ts';
import { type BotContext, isLinked } from './context.ts';
import { resumeChoices } from './forms/elsewhere.ts';
import { focusOf } from './forms/stack.ts';
import { homeChoices } from './home.ts';
import { meantBy } from './statements/meant.ts';
import { ask, STATEMENT_DESK, toKept } from './statements/pending.ts';
import { isPlain } from './statements/take.ts';

/**
 * A text somebody passed on is not their own word: it runs no command, presses nothing, answers no
 * question and links nobody. What it says about the reader's own work is shown, and recorded only
 * after their own yes.
 */
export async function hearForwarded(ctx: BotContext, text: string): Promise<void> {
  if (ctx.conversation.kind === 'group') return;
  if (!isLinked(ctx)) return ctx.reply({ text: ctx.t('forwarded.stranger') });
  if (ctx.conversation.form && !focusOf(ctx, STATEMENT_DESK)) {
    return ctx.reply({ text: ctx.t('forwarded.in_form') });
  }
  const mayState = hasRole(ctx.actor, 'official', 'head') && scopeOf(ctx.actor, 'update').size > 0;
  const said = mayState ? readStatements(text, await meantBy(ctx)) : [];
  if (said.some(isPlain)) {
    await ctx.reply({ text: ctx.t('forwarded.read') });
    return ask(ctx, said.map(toKept));
  }
  await ctx.reply({
    text: ctx.t('forwarded.not_run'),
    choices: [...(await resumeChoices(ctx)), homeChoices(ctx)],
  });
}
