import { randomBytes } from 'node:crypto';
import { CONTROLS, type Control } from '../../core/forms/asked.ts';
import {
  currentScreen,
  type FormInput,
  migrateState,
  openForm,
  type Step,
  stepForm,
} from '../../core/forms/engine.ts';
import type { FormState } from '../../core/forms/form.ts';
import { join } from '../../core/messages/markup.ts';
import type { Choice } from '../../core/messages/message.ts';
import { newestWithChoices } from '../../db/queries/offered.ts';
import { channelName } from '../../views/channel.ts';
import type { LinkedContext } from '../context.ts';
import type { Desk } from '../desks/desk.ts';
import { deskNamed } from '../desks/index.ts';
import { homeChoices } from '../home.ts';
import { besideTheForm, withWaysOut } from '../lost.ts';
import { countMiss, ENOUGH } from '../misses.ts';
import { matchLabel } from '../typed-choice.ts';
import { uploadOffer } from '../upload-offer.ts';
import { sayMoved, takeOver } from './elsewhere.ts';
import { endingForm, howFormEnded } from './ended.ts';
import type { FormHandler } from './handler.ts';
import { formNamed } from './index.ts';
import { awake, LATER, setAside } from './parking.ts';
import { choicesOf, renderScreen, takesNumbers } from './render.ts';
import { openDesk, setState } from './stack.ts';

interface OpenForm {
  kind: 'form';
  handler: FormHandler;
  state: FormState;
}

interface OpenDesk {
  kind: 'desk';
  desk: Desk;
  state: FormState;
}

/** A new message, or one in the place of that whose button was pressed. */
type How = 'reply' | 'answer';

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
  const { context } = opening;
  const why = await handler.closed(ctx, context);
  if (why) return ctx.reply({ text: why });
  const open = await openState(ctx);
  const { same, parked } = setAside(awake(open?.state ?? null), { form: name, context });
  const elsewhere = await takeOver(ctx, { form: name, context });
  // Under its old nonce, so that the buttons it left on the other channel are known for its own.
  const nonce = elsewhere?.state.nonce ?? randomBytes(3).toString('hex');
  const answers = { ...elsewhere?.state.answers, ...same?.answers, ...opening.answers };
  if (elsewhere) {
    const channel = channelName(elsewhere.channel, ctx.t);
    await ctx.reply({ text: ctx.t('resume.taken_over', { channel }) });
  }
  const step = openForm(handler.form, { nonce, context, answers, parked }, ctx.today);
  await show(ctx, handler, step, 'reply');
}

/** Takes the person's answer to what is open. False when nothing is, or it is not for it. */
export async function feedForm(ctx: LinkedContext, input: FormInput): Promise<boolean> {
  const open = await openState(ctx);
  if (!open) return false;
  if (await closeIfOver(ctx, open, 'answer')) return true;
  if (open.kind === 'desk') return feedDesk(ctx, open, input);
  const step = stepForm(open.handler.form, open.state, input, ctx.today);
  const words = input.type === 'text' && isRefused(step, open.state) ? input.text : null;
  const stuck = words !== null && (await countMiss(ctx)) >= ENOUGH ? words : null;
  await show(ctx, open.handler, step, 'answer', stuck);
  return true;
}

/** The question stands as it stood, with a problem above it. */
function isRefused({ screen, state }: Step, before: FormState): boolean {
  return state?.at === before.at && 'problem' in screen && screen.problem !== null;
}

/** At a desk there is nothing to step through: it takes words and files, or can be left. */
async function feedDesk(
  ctx: LinkedContext,
  { desk, state }: OpenDesk,
  input: FormInput,
): Promise<boolean> {
  if (input.type === 'files') {
    return desk.files(ctx, state.context, input.files, input.caption ?? null);
  }
  if (input.type !== 'control' || input.control !== 'cancel') return false;
  await setState(ctx, state.parked);
  await ctx.reply({ text: desk.left(ctx), choices: [homeChoices(ctx)] });
  await resumeParked(ctx);
  return true;
}

/**
 * A typed line while something is open: the words of a button are that button. `command`: the
 * words also read as a command, which a desk may give way to. `elsewhere`: they are a command's name
 * or a code, which a form gives way to where they are no answer to its question.
 */
export async function feedText(
  ctx: LinkedContext,
  text: string,
  { command, elsewhere }: { command: boolean; elsewhere: boolean },
): Promise<boolean> {
  const open = await openState(ctx);
  if (!open) return false;
  if (open.kind === 'desk') {
    if (await closeIfOver(ctx, open, 'reply')) return true;
    return open.desk.text(ctx, open.state.context, text, command);
  }
  const { handler, state } = open;
  const screen = currentScreen(handler.form, state, ctx.today);
  const offered = [...choicesOf(handler, state, screen, ctx.t), ...besideTheForm(ctx)].flat();
  const numbers = !takesNumbers(screen);
  const refused = isRefused(
    stepForm(handler.form, state, { type: 'text', text }, ctx.today),
    state,
  );
  if (await answersNewer(ctx, state, text, numbers || refused)) return false;
  const chosen =
    matchLabel(text, offered, { numbers }) ?? (refused ? valueAt(text, offered) : null);
  if (!chosen) return refused && elsewhere ? false : feedForm(ctx, { type: 'text', text });
  // A way out of the form is no answer to it.
  if (!chosen.id.startsWith('f:')) return false;
  await pressForm(ctx, chosen.id);
  return true;
}

/** A number that answers nothing else is the place of a choice; never that of a way out. */
function valueAt(text: string, offered: readonly Choice[]): Choice | null {
  const values = offered.filter(({ id }) => id.split(':')[3] === 'v');
  return matchLabel(text, values, { numbers: true });
}

/**
 * A message that came after the form's question is answered by its own choices. A number that may
 * answer the question too (not `free`) is a choice only of what the person has just asked for.
 */
async function answersNewer(
  ctx: LinkedContext,
  { nonce }: FormState,
  text: string,
  free: boolean,
): Promise<boolean> {
  const [newest] = await newestWithChoices(ctx.tx, ctx.conversation.id, 1);
  if (!newest) return false;
  const { kind, message } = newest;
  const choices = message.choices?.flat() ?? [];
  if (choices.some(({ id }) => id.startsWith(`f:${nonce}:`))) return false;
  const numbers = message.numbered !== false && (free || kind === 'reply');
  return matchLabel(text, choices, { numbers }) !== null;
}

/** A button of a form; one of a form that is over is answered politely. */
export async function pressForm(ctx: LinkedContext, choice: string): Promise<void> {
  const [, nonce, at, kind, value] = choice.split(':');
  if (ctx.conversation.form?.parked?.nonce === nonce) await wake(ctx);
  const open = await openState(ctx);
  if (open?.state.nonce !== nonce && (await sayMoved(ctx, nonce))) return;
  const input = inputOf(at, kind, value);
  if (open?.kind === 'form' && open.state.nonce === nonce && input) {
    await feedForm(ctx, input);
    return;
  }
  const ended = await howFormEnded(ctx, nonce ?? '');
  if (ended) await ctx.reply(ended);
  if (open?.kind !== 'form') {
    if (!ended) await ctx.reply({ text: ctx.t('form.over'), choices: [homeChoices(ctx)] });
    return;
  }
  await ctx.reply({ text: ctx.t(ended ? 'form.parked' : 'problem.old_button') });
  await showForm(ctx);
}

function inputOf(
  at: string | undefined,
  kind: string | undefined,
  value: string | undefined,
): FormInput | null {
  if (at === undefined || value === undefined) return null;
  if (kind === 'v') return { type: 'choice', at, value };
  if (kind === 'e') return { type: 'correct', question: value };
  return kind === 'c' && isControl(value) ? { type: 'control', control: value, at } : null;
}

/** Shows the open form again where it stands. False when none is open. */
export async function showForm(ctx: LinkedContext): Promise<boolean> {
  await wake(ctx);
  const open = await openState(ctx);
  if (!open) return false;
  if (await closeIfOver(ctx, open, 'reply')) return true;
  if (open.kind === 'desk') {
    await open.desk.show(ctx, open.state.context);
    return true;
  }
  const { handler, state } = open;
  await show(
    ctx,
    handler,
    { state, screen: currentScreen(handler.form, state, ctx.today) },
    'reply',
  );
  return true;
}

/** Ends the open form without sending. False when none is open. */
export async function cancelForm(ctx: LinkedContext): Promise<boolean> {
  await wake(ctx);
  return feedForm(ctx, { type: 'control', control: 'cancel', at: '' });
}

/** Leaves the open form as it is, for later; what is typed next is no answer to it. */
export async function leaveForLater(ctx: LinkedContext): Promise<void> {
  const open = await openState(ctx);
  if (open?.kind !== 'form') {
    return ctx.reply({ text: ctx.t('form.over'), choices: [homeChoices(ctx)] });
  }
  if (open.state.touched) await openDesk(ctx, LATER, {});
  else await setState(ctx, open.state.parked);
  await ctx.answer({
    text: ctx.t(open.state.touched ? 'lost.kept' : 'form.cancelled'),
    choices: [homeChoices(ctx)],
  });
}

/** Somebody comes back to the form that was left for later. */
async function wake(ctx: LinkedContext): Promise<void> {
  const { form } = ctx.conversation;
  if (form?.form === LATER) await setState(ctx, form.parked);
}

async function openState(ctx: LinkedContext): Promise<OpenForm | OpenDesk | null> {
  for (let stored = ctx.conversation.form; stored; stored = stored.parked) {
    const desk = deskNamed(stored.form);
    if (desk) {
      if (stored !== ctx.conversation.form) await setState(ctx, stored);
      return { kind: 'desk', desk, state: stored };
    }
    const handler = formNamed(stored.form);
    if (!handler) continue;
    if (stored !== ctx.conversation.form) await setState(ctx, stored);
    const current = stored.version === handler.form.version;
    return {
      kind: 'form',
      handler,
      state: current ? stored : migrateState(handler.form, stored, ctx.today),
    };
  }
  return null;
}

/** Leaves a form that may no longer be filled in, says why, and goes on with the one below. */
async function closeIfOver(
  ctx: LinkedContext,
  open: OpenForm | OpenDesk,
  how: How,
): Promise<boolean> {
  const { closed } = open.kind === 'desk' ? open.desk : open.handler;
  const why = await closed(ctx, open.state.context);
  if (!why) return false;
  await setState(ctx, open.state.parked);
  const ends = open.kind === 'form' ? { ends: open.state.nonce } : {};
  await ctx[how]({ text: why, choices: [homeChoices(ctx)], ...ends });
  await resumeParked(ctx);
  return true;
}

async function show(
  ctx: LinkedContext,
  handler: FormHandler,
  { state, screen }: Step,
  how: How,
  /** Words after which the person is shown the ways out. */
  stuck: string | null = null,
): Promise<void> {
  if (state && (screen.kind === 'ask' || screen.kind === 'review')) {
    await setState(ctx, state);
    const heading = await handler.heading(ctx, state.context);
    const drawn = renderScreen(handler, state, screen, heading, ctx.t);
    const takesFiles = screen.kind === 'ask' && screen.question.files !== undefined;
    const text = join([drawn.text, takesFiles ? uploadOffer(ctx) : ''], '\n\n');
    const question = { ...drawn, text };
    return ctx[how](stuck === null ? question : withWaysOut(ctx, question, stuck));
  }
  const closing = endingForm(ctx, ctx.conversation.form?.nonce ?? '');
  await setState(ctx, ctx.conversation.form?.parked ?? null);
  if (screen.kind === 'submitted') await handler.submit(closing, screen.answers, screen.context);
  else await closing[how]({ text: ctx.t('form.cancelled'), choices: [homeChoices(ctx)] });
  await resumeParked(ctx);
}

/** Goes on with what waited below, now that the rest is over. */
export async function resumeParked(ctx: LinkedContext): Promise<void> {
  if (!(await openState(ctx))) return;
  await ctx.reply({ text: ctx.t('form.parked') });
  // The pressed message has just become the confirmation of what is over: it stays.
  await showForm({ ...ctx, answer: ctx.reply });
}

function isControl(text: string): text is Control {
  return (CONTROLS as readonly string[]).includes(text);
}
