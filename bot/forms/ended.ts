import { join } from '../../core/messages/markup.ts';
import type { Outgoing } from '../../core/messages/message.ts';
import { endOfForm } from '../../db/queries/offered.ts';
import { moment } from '../../views/dates.ts';
import type { LinkedContext } from '../context.ts';

/** The same context, whose answers bear the mark of the form (or question) they end. */
export function endingForm(ctx: LinkedContext, nonce: string): LinkedContext {
  return { ...ctx, answer: (message) => ctx.answer({ ...message, ends: nonce }) };
}

/** What became of a form that is over, in the words said then, with what can be done now. */
export async function howFormEnded(ctx: LinkedContext, nonce: string): Promise<Outgoing | null> {
  if (nonce === '') return null;
  const end = await endOfForm(ctx.tx, ctx.conversation.id, nonce);
  if (!end) return null;
  const { text, choices = [] } = end.message;
  const at = moment(end.at, ctx, ctx.t);
  return { text: join([ctx.t('form.ended', { at }), text], '\n\n'), choices };
}
