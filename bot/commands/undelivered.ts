import type { Markup } from '../../core/messages/markup.ts';
import { scopeOf } from '../../core/people/can.ts';
import { dropMessage, resendMessage } from '../../db/queries/dead-letters.ts';
import { undelivered as loadUndelivered, type Undelivered } from '../../office/undelivered.ts';
import { undeliveredMessage, whoText } from '../../views/undelivered.ts';
import { idArgument, type LinkedCommand } from '../command.ts';
import type { LinkedContext } from '../context.ts';

/** `/chuagui`: messages that were given up, to send again or to drop. */
export const undelivered: LinkedCommand = {
  name: 'chuagui',
  aliases: ['thuhong'],
  words: ['thu chua gui duoc', 'tin chua gui duoc', 'thu chua gui', 'tin chua gui', 'thu hong'],
  where: 'private',
  roles: ['coordinator', 'admin'],
  access: 'linked',
  async run(ctx) {
    if (await refused(ctx)) return;
    await show(ctx, 0, 'reply');
  },
  choices: {
    async ud(ctx, [verb, first, second]) {
      if (await refused(ctx)) return;
      if (verb === 'at') return show(ctx, idArgument(first) ?? 0, 'answer');
      if (verb === 'all') return resendAll(ctx);
      const page = idArgument(second) ?? 0;
      const letter = (await load(ctx)).find(({ id }) => id === idArgument(first));
      // Somebody else was quicker, it is over a month old, or it never was in this person's scope.
      if (!letter) return show(ctx, page, 'answer', ctx.t('undelivered.gone'));
      if (verb === 'send') return show(ctx, page, 'answer', await resendOne(ctx, letter));
      if (verb === 'drop') return show(ctx, page, 'answer', await dropOne(ctx, letter));
      await ctx.reply({ text: ctx.t('refused.old_button') });
    },
  },
};

async function refused(ctx: LinkedContext): Promise<boolean> {
  if (scopeOf(ctx.actor, 'resend').size > 0) return false;
  await ctx.reply({ text: ctx.t('undelivered.needs_coordinator') });
  return true;
}

function load(ctx: LinkedContext): Promise<Undelivered[]> {
  const channels = ctx.channels.map(({ name }) => name);
  return loadUndelivered(ctx.tx, ctx.actor, { now: ctx.now, channels });
}

async function show(
  ctx: LinkedContext,
  page: number,
  how: 'reply' | 'answer',
  head: Markup | '' = '',
): Promise<void> {
  await ctx[how](undeliveredMessage(await load(ctx), page, ctx, ctx.t, head));
}

async function resendOne(ctx: LinkedContext, letter: Undelivered): Promise<Markup> {
  const who = whoText(letter);
  if (letter.way !== 'resend') return ctx.t(`undelivered.not_now.${letter.way}`, { who });
  return (await resend(ctx, letter))
    ? ctx.t('undelivered.resent', { who })
    : ctx.t('undelivered.gone');
}

async function resendAll(ctx: LinkedContext): Promise<void> {
  let sent = 0;
  // The oldest first: it is the order they were meant in.
  for (const letter of (await load(ctx)).reverse()) {
    if (letter.way === 'resend' && (await resend(ctx, letter))) sent += 1;
  }
  await show(ctx, 0, 'answer', ctx.t('undelivered.resent_all', { number: sent }));
}

async function resend(ctx: LinkedContext, letter: Undelivered): Promise<boolean> {
  if (letter.nextChat === null) return false;
  // Nobody is written to unasked at night; an answer to a question is no such thing.
  const times =
    letter.kind === 'reply' ? { notBefore: ctx.present, expiresAt: null } : await ctx.noticeTimes();
  const again = letter.cause === 'unknown' || letter.cause === 'used_up';
  const done = await resendMessage(ctx.tx, letter.id, {
    conversationId: letter.nextChat,
    again,
    ...times,
  });
  if (done) ctx.log.info({ outbox: letter.id, by: ctx.person.id }, 'message sent again by hand');
  return done;
}

async function dropOne(ctx: LinkedContext, letter: Undelivered): Promise<Markup> {
  if (!(await dropMessage(ctx.tx, letter.id))) return ctx.t('undelivered.gone');
  ctx.log.info({ outbox: letter.id, by: ctx.person.id }, 'message dropped by hand');
  return ctx.t('undelivered.dropped', { who: whoText(letter) });
}
