import { join } from '../core/messages/markup.ts';
import { hasRole } from '../core/people/can.ts';
import { fold } from '../core/text/fold.ts';
import { moveConversation, setUnreachable } from '../db/queries/conversations.ts';
import { recentlyOffered } from '../db/queries/offered.ts';
import { looksLikeInvite } from '../office/invites.ts';
import type { Command } from './command.ts';
import { COMMANDS } from './commands/index.ts';
import { askEarlierPeople } from './consent/earlier.ts';
import { answerWaiting, type CommandMeant } from './consent/waiting.ts';
import { type BotContext, isLinked } from './context.ts';
import { answersMoved, resumeChoices } from './forms/elsewhere.ts';
import { feedForm, feedText, pressForm, resumeParked } from './forms/session.ts';
import { hearForwarded } from './forwarded.ts';
import { homeChoices } from './home.ts';
import type { TakenFiles } from './incoming-files.ts';
import { askWhichOffer } from './late-choice.ts';
import { linkByCode } from './linking.ts';
import { waysOut } from './lost.ts';
import { countMiss, ENOUGH, forgivingMisses, isAnsweredEnough } from './misses.ts';
import { takeOfficeFiles } from './office-files.ts';
import { reachableAgain } from './reachable-again.ts';
import { takeStatements } from './statements/take.ts';
import { answersQuestion, mayAsk } from './tiendo/free-question.ts';
import { newestChoice, olderChoice } from './typed-choice.ts';
import { uploadOffer } from './upload-offer.ts';

/** Messages with choices that can still be answered by words. */
const REMEMBERED = 8;

/** Decides who handles a message: a command, a button, the open form, or a kind word. */
export async function route(ctx: BotContext, taken: TakenFiles): Promise<void> {
  const { content, addressed } = ctx.incoming;
  switch (content.type) {
    case 'reachable':
      return content.reachable
        ? reachableAgain(ctx)
        : setUnreachable(ctx.tx, ctx.conversation.id, ctx.now);
    case 'moved':
      return moveConversation(ctx.tx, ctx.conversation.id, content.to);
  }
  // Whoever writes can be written to again.
  if (ctx.conversation.unreachableSince) await reachableAgain(ctx);
  if (!addressed) return;
  await forgivingMisses(ctx, () => answer(ctx, taken));
  await askEarlierPeople(ctx);
}

async function answer(ctx: BotContext, taken: TakenFiles): Promise<void> {
  const { content } = ctx.incoming;
  const passedOn = ctx.incoming.forwarded === true && content.type === 'text';
  if (await answerWaiting(passedOn ? wordless(ctx) : ctx, (text) => commandMeant(ctx, text)))
    return;
  if (passedOn) return hearForwarded(ctx, content.text.trim());
  switch (content.type) {
    case 'choice':
      return choose(ctx, content.choice);
    case 'files':
      // What was written under a file that is passed on is somebody else's word too.
      return receiveFiles(ctx, taken, ctx.incoming.forwarded ? null : content.caption);
    case 'unsupported':
      if (!isLinked(ctx)) return puzzlingStranger(ctx);
      if (ctx.conversation.kind === 'private')
        await ctx.reply({ text: join([ctx.t('refused.unsupported'), uploadOffer(ctx)]) });
      return;
    case 'text':
      return content.text.trim().startsWith('/')
        ? slashCommand(ctx, content.text.trim())
        : freeText(ctx, content.text.trim());
  }
}

/** The same message with nothing in it that could be taken for an answer. */
function wordless(ctx: BotContext): BotContext {
  return { ...ctx, incoming: { ...ctx.incoming, content: { type: 'unsupported' } } };
}

async function slashCommand(ctx: BotContext, text: string): Promise<void> {
  const meant = commandMeant(ctx, text);
  if (meant) return runCommand(ctx, meant.command, meant.argument);
  if (ctx.conversation.kind === 'private') await notUnderstood(ctx, text);
}

/** "/viec", "/tiến độ quý I" or the same without a slash, as far as it is a command. */
function commandMeant(ctx: BotContext, text: string): CommandMeant {
  if (!text.startsWith('/')) return typedCommand(ctx, text);
  const [, name = '', argument = ''] = /^\/(\S+)\s*([\s\S]*)$/.exec(text) ?? [];
  const wanted = fold(name.replace(/@.*$/, '')).replace(/ /g, '');
  const command = COMMANDS.find(
    (one) => one.name === wanted || one.aliases?.includes(wanted) === true,
  );
  if (command) return { command, argument: wordsIn(argument) };
  // "/tiến độ quý I": a command written out as words.
  return typedCommand(ctx, text.slice(1));
}

async function runCommand(ctx: BotContext, command: Command, argument: string): Promise<void> {
  const { kind } = ctx.conversation;
  if (command.access === 'linked' && !isLinked(ctx)) return stranger(ctx);
  if (command.where !== 'both' && command.where !== kind) {
    const key = command.where === 'group' ? 'refused.group_only' : 'refused.private_only';
    return ctx.reply({ text: ctx.t(key) });
  }
  if (command.access === 'anyone') await command.run(ctx, argument);
  else if (isLinked(ctx)) await command.run(ctx, argument);
}

async function freeText(ctx: BotContext, text: string): Promise<void> {
  const { kind } = ctx.conversation;
  const typed = typedCommand(ctx, text);
  if (!isLinked(ctx)) {
    if (kind === 'private' && looksLikeInvite(text)) return linkByCode(ctx, text);
    if (kind === 'private' && typed) return runCommand(ctx, typed.command, typed.argument);
    return puzzlingStranger(ctx);
  }
  if (kind === 'private') {
    if (!typed && !looksLikeInvite(text) && (await answersMoved(ctx))) return resumeParked(ctx);
    const whole = typed?.argument === '';
    const elsewhere = whole || looksLikeInvite(text);
    if (await feedText(ctx, text, { command: typed !== null, elsewhere })) return;
    const offered = await recentlyOffered(ctx.tx, ctx.conversation.id, REMEMBERED);
    const chosen = newestChoice(text, offered);
    if (chosen) return choose(ctx, chosen.id);
    // A command's whole name is that command, also where some old message offers the same words.
    const late = whole ? null : olderChoice(text, offered.slice(1));
    if (late?.kind === 'one') return choose(ctx, late.choice.id);
    if (late?.kind === 'several') return askWhichOffer(ctx, late.offers);
  } else {
    const offered = await recentlyOffered(ctx.tx, ctx.conversation.id, 1);
    const chosen = newestChoice(text, offered);
    if (chosen) return choose(ctx, chosen.id);
  }
  // "nhiệm vụ 3 đã xong" begins like a command; a command's words alone are one.
  if (kind === 'private' && typed?.argument !== '') {
    if (await takeStatements(ctx, text, { command: typed !== null })) return;
  }
  const mayBeAsked = kind === 'private' && typed && mayAsk(ctx, typed.command, typed.argument);
  if (mayBeAsked && (await answersQuestion(ctx, text))) return;
  if (typed) return runCommand(ctx, typed.command, typed.argument);
  if (kind !== 'private') return;
  if (looksLikeInvite(text)) return linkByCode(ctx, text);
  if (isThanks(text)) return ctx.reply({ text: ctx.t('help.thanks') });
  if (await answersQuestion(ctx, text)) return;
  await notUnderstood(ctx, text);
}

/** "Cảm ơn em nhé": a word of thanks wants no menu. */
function isThanks(text: string): boolean {
  const words = fold(text).split(' ');
  return words.length <= 8 && /\b(?:cam on|thanks|thank you|tks|camon)\b/.test(words.join(' '));
}

/** "tiến độ quý I" is /tiendo with an argument; the longest name that fits wins. */
function typedCommand(
  ctx: BotContext,
  text: string,
): { command: Command; argument: string } | null {
  const typed = fold(text);
  let best: { command: Command; length: number } | null = null;
  for (const command of COMMANDS) {
    for (const words of [...command.words, command.name]) {
      const begins = typed.startsWith(`${words} `) && isMeantFor(ctx, command);
      const fits = typed === words || begins;
      if (fits && words.length > (best?.length ?? 0)) best = { command, length: words.length };
    }
  }
  if (!best) return null;
  const skip = typed.slice(0, best.length).split(' ').length;
  // Signs before the name ("👍 tiến độ") are not words of it.
  const said = text.split(/\s+/);
  const from = said.findIndex((word) => fold(word) !== '');
  return { command: best.command, argument: wordsIn(said.slice(from + skip).join(' ')) };
}

/** What follows a command; '' where it is only signs: "tiến độ 👍" asks for nothing more. */
function wordsIn(argument: string): string {
  return fold(argument) === '' ? '' : argument.trim();
}

/** "mọi việc" begins like "mời", but only who makes invites may have meant that. */
function isMeantFor({ actor }: BotContext, { roles }: Command): boolean {
  return !roles || (actor !== null && hasRole(actor, ...roles));
}

async function choose(ctx: BotContext, choice: string): Promise<void> {
  const [prefix = '', ...args] = choice.split(':');
  const command = COMMANDS.find(({ choices }) => choices && Object.hasOwn(choices, prefix));
  if (command?.access === 'anyone') return command.choices?.[prefix]?.(ctx, args);
  if (!isLinked(ctx)) return stranger(ctx);
  // A button forged into a group must not show there what only its presser may see.
  const isPrivate = prefix === 'f' || command?.where === 'private';
  if (isPrivate && ctx.conversation.kind === 'group') {
    return ctx.reply({ text: ctx.t('refused.private_only') });
  }
  if (prefix === 'f') return pressForm(ctx, choice);
  if (command) return command.choices?.[prefix]?.(ctx, args);
  await ctx.reply({ text: ctx.t('refused.old_button'), choices: [homeChoices(ctx)] });
}

async function receiveFiles(
  ctx: BotContext,
  taken: TakenFiles,
  caption: string | null,
): Promise<void> {
  if (ctx.conversation.kind === 'group') return;
  if (!isLinked(ctx)) return puzzlingStranger(ctx);
  for (const { name, why } of taken.refused) {
    await ctx.reply({ text: ctx.t(`file.${why}`, { name }) });
  }
  const files = await takeOfficeFiles(ctx, taken.files);
  if (files.length === 0 || (await feedForm(ctx, { type: 'files', files, caption }))) return;
  await ctx.reply({
    text: ctx.t('file.for_what'),
    choices: [...(await resumeChoices(ctx)), homeChoices(ctx)],
  });
}

async function stranger(ctx: BotContext): Promise<void> {
  if (ctx.conversation.kind === 'private') await ctx.reply({ text: ctx.t('stranger.short') });
}

/** The same short words for whatever somebody unknown writes; no flood of them. */
async function puzzlingStranger(ctx: BotContext): Promise<void> {
  if (ctx.conversation.kind !== 'private') return;
  const enough = await isAnsweredEnough(ctx);
  await countMiss(ctx);
  if (!enough) await stranger(ctx);
}

async function notUnderstood(ctx: BotContext, words: string): Promise<void> {
  if (!isLinked(ctx)) return puzzlingStranger(ctx);
  if ((await countMiss(ctx)) >= ENOUGH) return ctx.reply(waysOut(ctx, words));
  await ctx.reply({
    text: ctx.t('help.not_understood'),
    choices: [...(await resumeChoices(ctx)), homeChoices(ctx)],
  });
}
