import type { FormState } from '../../core/forms/form.ts';
import type { Choice } from '../../core/messages/message.ts';
import { saveForm } from '../../db/queries/conversations.ts';
import { recentlyOffered } from '../../db/queries/offered.ts';
import { type OpenChat, otherOpenChats } from '../../db/queries/person-chats.ts';
import { channelName } from '../../views/channel.ts';
import type { LinkedContext } from '../context.ts';
import { putOnTop, statesOf, takeOut } from './moving.ts';
import { setState } from './stack.ts';

/** A desk somebody left that long ago is no longer offered to be gone on with. */
const OFFERED_MS = 24 * 60 * 60 * 1000;

/**
 * Takes over the form about the same thing that has answers in another chat of the person, and
 * closes it there. Null where there is none.
 */
export async function takeOver(
  ctx: LinkedContext,
  opening: Pick<FormState, 'form' | 'context'>,
): Promise<{ state: FormState; channel: string } | null> {
  for (const chat of await openElsewhere(ctx)) {
    const { same, rest } = takeOut(chat.form, opening);
    if (!same?.touched) continue;
    await saveForm(ctx.tx, chat.conversationId, rest);
    return { state: same, channel: chat.channel };
  }
  return null;
}

/**
 * Brings all that is open in another chat of the person here, on top of what is open here: from the
 * chat last answered, or from one chat only. Gives the channel it came from; null where nothing is
 * open.
 */
export async function bringHere(
  ctx: LinkedContext,
  from: { conversationId?: number } = {},
): Promise<string | null> {
  const chats = await openElsewhere(ctx);
  const chat = chats.find(
    ({ conversationId }) => conversationId === (from.conversationId ?? conversationId),
  );
  if (!chat) return null;
  await saveForm(ctx.tx, chat.conversationId, null);
  await setState(ctx, putOnTop(chat.form, ctx.conversation.form));
  return chat.channel;
}

/** The button that brings it here, where something is unfinished in another chat. */
export async function resumeChoices(ctx: LinkedContext): Promise<Choice[][]> {
  const chats = await openElsewhere(ctx);
  const unfinished = chats.some(({ form }) => statesOf(form).some((state) => isFresh(ctx, state)));
  return unfinished ? [[{ id: 'tt', label: ctx.t.plain('resume.go_on') }]] : [];
}

function isFresh(ctx: LinkedContext, { touched, context }: FormState): boolean {
  if (!touched) return false;
  const { since } = context;
  return typeof since !== 'string' || ctx.now.getTime() - Date.parse(since) < OFFERED_MS;
}

/** Says where a form went whose button was pressed here. False when it is not open elsewhere. */
export async function sayMoved(ctx: LinkedContext, nonce: string | undefined): Promise<boolean> {
  if (!nonce) return false;
  const chats = await openElsewhere(ctx);
  const chat = chats.find(({ form }) => statesOf(form).some((state) => state.nonce === nonce));
  if (!chat) return false;
  await ctx.reply({
    text: ctx.t('resume.moved', { channel: channelName(chat.channel, ctx.t) }),
    choices: [[{ id: 'tt', label: ctx.t.plain('resume.here') }]],
  });
  return true;
}

/** The same for typed words where the question last put here has gone to another chat. */
export async function answersMoved(ctx: LinkedContext): Promise<boolean> {
  const [newest] = await recentlyOffered(ctx.tx, ctx.conversation.id, 1);
  const ids = newest?.choices?.flat().map(({ id }) => id) ?? [];
  const nonce = ids.find((id) => id.startsWith('f:'))?.split(':')[1];
  if (statesOf(ctx.conversation.form).some((state) => state.nonce === nonce)) return false;
  return sayMoved(ctx, nonce);
}

function openElsewhere(ctx: LinkedContext): Promise<OpenChat[]> {
  return otherOpenChats(ctx.tx, ctx.person.id, ctx.conversation.id);
}
