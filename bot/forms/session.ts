import { randomBytes } from 'node:crypto';
import {
  CONTROLS,
  type Control,
  currentScreen,
  type FormInput,
  migrateState,
  openForm,
  type Step,
  stepForm,
} from '../../core/forms/engine.ts';
import type { FormState } from '../../core/forms/form.ts';
import type { Choice } from '../../core/messages/message.ts';
import { saveForm } from '../../db/queries/conversations.ts';
import { lastChoices } from '../../db/queries/outbox.ts';
import type { LinkedContext } from '../context.ts';
import { matchLabel } from '../typed-choice.ts';
import type { FormHandler } from './handler.ts';
import { formNamed } from './index.ts';
import { renderScreen } from './render.ts';

/**
 * Opens a form in this chat. One already open with answers in it is parked and comes back
 * afterwards; the same form about the same thing simply goes on with what is newly known.
 */
export async function startForm(
  ctx: LinkedContext,
  name: string,
  opening: { context: FormState['context']; answers: Record<string, unknown> },
): Promise<void> {
  const handler = formNamed(name);
  if (!handler) throw new Error(`no form ${name}`);
  if (!(await handler.allowed(ctx, opening.context))) {
    await ctx.reply({ text: ctx.t('refused.not_yours') });
    return;
  }
  const nonce = randomBytes(3).toString('hex');
  const before = (await openState(ctx))?.state ?? null;
  const same =
    before?.form === name && JSON.stringify(before.context) === JSON.stringify(opening.context);
  const answers = same ? { ...before.answers, ...opening.answers } : opening.answers;
  const parked = same || !before?.touched ? (before?.parked ?? null) : before;
  const { context } = opening;
  const step = openForm(handler.form, { nonce, context, answers, parked }, ctx.today);
  await show(ctx, handler, step, 'reply');
}

/** Takes the person's answer to the open form. False when none is open. */
export async function feedForm(ctx: LinkedContext, input: FormInput): Promise<boolean> {
  const open = await openState(ctx);
  if (!open) return false;
  const { handler, state } = open;
  if (!(await handler.allowed(ctx, state.context))) {
    await setState(ctx, null);
    await ctx.answer({ text: ctx.t('refused.no_longer_yours') });
    return true;
  }
  await show(ctx, handler, stepForm(handler.form, state, input, ctx.today), 'answer');
  return true;
}

/** A typed line while a form is open: the words of a button are that button. */
export async function feedText(ctx: LinkedContext, text: string): Promise<boolean> {
  const open = await openState(ctx);
  if (!open) return false;
  const offered = (await lastChoices(ctx.tx, ctx.conversation.id)).filter((choice) =>
    choice.id.startsWith(`f:${open.state.nonce}:${open.state.at}:`),
  );
  const question = open.handler.form.questions.find(({ id }) => id === open.state.at);
  const chosen = matchLabel(text, offered, { numbers: !question?.parse });
  if (chosen) return pressForm(ctx, chosen);
  return feedForm(ctx, { type: 'text', text });
}

/** A button of a form; one of a form that is over is answered politely. */
export async function pressForm(ctx: LinkedContext, choice: Choice | string): Promise<boolean> {
  const id = typeof choice === 'string' ? choice : choice.id;
  const [, nonce, at, kind, value] = id.split(':');
  const open = await openState(ctx);
  if (!open || open.state.nonce !== nonce) {
    await ctx.reply({ text: ctx.t(open ? 'problem.old_button' : 'form.over') });
    if (open) await showForm(ctx);
    return true;
  }
  if (at === undefined || value === undefined) return false;
  if (kind === 'v') return feedForm(ctx, { type: 'choice', at, value });
  if (kind === 'e') return feedForm(ctx, { type: 'correct', question: value });
  if (kind === 'c' && isControl(value))
    return feedForm(ctx, { type: 'control', control: value, at });
  return false;
}

/** Shows the open form again where it stands. False when none is open. */
export async function showForm(ctx: LinkedContext): Promise<boolean> {
  const open = await openState(ctx);
  if (!open) return false;
  const screen = currentScreen(open.handler.form, open.state, ctx.today);
  await show(ctx, open.handler, { state: open.state, screen }, 'reply');
  return true;
}

/** Ends the open form without sending. False when none is open. */
export async function cancelForm(ctx: LinkedContext): Promise<boolean> {
  return feedForm(ctx, { type: 'control', control: 'cancel', at: '' });
}

async function openState(
  ctx: LinkedContext,
): Promise<{ handler: FormHandler; state: FormState } | null> {
  const stored = ctx.conversation.form;
  if (!stored) return null;
  const handler = formNamed(stored.form);
  if (!handler) {
    await setState(ctx, null);
    return null;
  }
  const current = stored.version === handler.form.version;
  return { handler, state: current ? stored : migrateState(handler.form, stored) };
}

async function show(
  ctx: LinkedContext,
  handler: FormHandler,
  { state, screen }: Step,
  how: 'reply' | 'answer',
): Promise<void> {
  const parked = state ? null : (ctx.conversation.form?.parked ?? null);
  await setState(ctx, state ?? parked);
  switch (screen.kind) {
    case 'ask':
    case 'review': {
      if (!state) throw new Error('an open screen needs a state');
      const heading = await handler.heading(ctx, state.context);
      await ctx[how](renderScreen(handler, state, screen, heading, ctx.t));
      return;
    }
    case 'cancelled':
      await ctx.answer({
        text: ctx.t('form.cancelled'),
        choices: [[{ id: 'my:0', label: ctx.t.plain('form.to_my_work') }]],
      });
      break;
    case 'submitted':
      await handler.submit(ctx, screen.answers, screen.context);
  }
  if (parked) {
    await ctx.reply({ text: ctx.t('form.parked') });
    await showForm(ctx);
  }
}

async function setState(ctx: LinkedContext, state: FormState | null): Promise<void> {
  ctx.conversation.form = state;
  await saveForm(ctx.tx, ctx.conversation.id, state);
}

function isControl(text: string): text is Control {
  return (CONTROLS as readonly string[]).includes(text);
}
