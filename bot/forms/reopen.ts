import { randomBytes } from 'node:crypto';
import { openForm } from '../../core/forms/engine.ts';
import type { Answers, Form, FormContext } from '../../core/forms/form.ts';
import type { LinkedContext } from '../context.ts';
import { setState } from './stack.ts';

/**
 * Puts a form that was just sent back on top with its answers, because the matter changed
 * meanwhile: it is shown again once the message is handled.
 */
export async function reopen(
  ctx: LinkedContext,
  form: Form,
  context: FormContext,
  answers: Answers,
): Promise<void> {
  const nonce = randomBytes(3).toString('hex');
  const parked = ctx.conversation.form;
  const opening = { nonce, context: { ...context }, answers: { ...answers }, parked };
  await setState(ctx, openForm(form, opening, ctx.today).state);
}
