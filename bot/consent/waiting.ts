import { join } from '../../core/messages/markup.ts';
import { fold } from '../../core/text/fold.ts';
import { typedPlace } from '../../core/text/typed-place.ts';
import {
  lockInviteById,
  lockWaitingLink,
  setWaitingLocale,
  type WaitingLinkRow,
} from '../../db/queries/consents.ts';
import { recentlyOffered } from '../../db/queries/offered.ts';
import { isLocale, LOCALES, translator } from '../../locales/index.ts';
import { declineConsent, giveConsent } from '../../office/consent.ts';
import { looksLikeInvite } from '../../office/invites.ts';
import type { Command } from '../command.ts';
import { type BotContext, isLinked } from '../context.ts';
import { languageChoices } from '../language-choices.ts';
import { linkByCode, sendingAccount, welcomeLinked } from '../linking.ts';
import { newestChoice } from '../typed-choice.ts';
import { consentChoices, consentQuestion } from './question.ts';

/** What somebody wants who writes before they have agreed; null: nothing that is a command. */
export type CommandMeant = { command: Command; argument: string } | null;

/**
 * Answers whoever has sent a good code and not yet agreed: the question, and what helps to answer
 * it. False for everybody else.
 */
export async function answerWaiting(
  given: BotContext,
  commandMeant: (text: string) => CommandMeant,
): Promise<boolean> {
  if (isLinked(given) || given.conversation.kind !== 'private') return false;
  const { channel, sender, content } = given.incoming;
  const waiting = await lockWaitingLink(given.tx, { channel, nativeId: sender.id });
  if (!waiting) return false;
  const ctx: BotContext = { ...given, t: translator(waiting.locale) };
  if (content.type === 'choice') await press(ctx, waiting, content.choice);
  else if (content.type === 'text') await hear(ctx, waiting, content.text.trim(), commandMeant);
  else await askAgain(ctx, waiting);
  return true;
}

async function hear(
  ctx: BotContext,
  waiting: WaitingLinkRow,
  text: string,
  commandMeant: (text: string) => CommandMeant,
): Promise<void> {
  const meant = commandMeant(text);
  if (meant && (await runAllowed(ctx, waiting, meant))) return;
  const chosen = newestChoice(text, await recentlyOffered(ctx.tx, ctx.conversation.id, 1));
  if (chosen) return press(ctx, waiting, chosen.id);
  const answer = /^(?:toi )?(?:(dong y|co|ok|yes|i agree|agree)|(khong|khong dong y|no))$/.exec(
    fold(text),
  );
  if (answer) return press(ctx, waiting, answer[1] ? 'cs:yes' : 'cs:no');
  if (looksLikeInvite(text)) return linkByCode(ctx, text);
  // Typed before the network said that the question had arrived.
  const place = typedPlace(text);
  if (place === 1 || place === 2) return press(ctx, waiting, place === 1 ? 'cs:yes' : 'cs:no');
  await askAgain(ctx, waiting);
}

/** The commands that answer before consent; false when it is none of them. */
async function runAllowed(
  ctx: BotContext,
  waiting: WaitingLinkRow,
  { command, argument }: NonNullable<CommandMeant>,
): Promise<boolean> {
  const { t } = ctx;
  switch (command.name) {
    case 'lienket':
    case 'start':
      if (argument === '' || (command.name === 'start' && !looksLikeInvite(argument))) return false;
      await linkByCode(ctx, argument);
      return true;
    case 'ngonngu':
      await ctx.reply({ text: t('language.ask'), choices: languageChoices(LOCALES) });
      return true;
    case 'trogiup':
      await ctx.reply({ text: t('privacy.help_waiting'), choices: consentChoices(t) });
      return true;
    case 'dulieucuatoi':
      await ctx.reply({ text: t('privacy.mine_waiting'), choices: consentChoices(t) });
      return true;
    case 'xoadulieu':
      await decline(ctx, waiting);
      return true;
    default:
      return false;
  }
}

async function press(ctx: BotContext, waiting: WaitingLinkRow, choice: string): Promise<void> {
  const [prefix, what] = choice.split(':');
  if (prefix === 'cs' && what === 'yes') return agree(ctx, waiting);
  if (prefix === 'cs' && what === 'no') return decline(ctx, waiting);
  if (prefix === 'lang' && what !== undefined && isLocale(what)) {
    await setWaitingLocale(ctx.tx, waiting.id, what);
    const t = translator(what);
    return ask({ ...ctx, t }, waiting, 'language.changed');
  }
  await askAgain(ctx, waiting);
}

async function agree(ctx: BotContext, waiting: WaitingLinkRow): Promise<void> {
  const linked = await giveConsent(ctx.tx, waiting, sendingAccount(ctx), ctx);
  if (!linked.ok) return ctx.reply({ text: ctx.t(`link.failed.${linked.why}`) });
  await welcomeLinked(ctx, linked);
}

async function decline(ctx: BotContext, waiting: WaitingLinkRow): Promise<void> {
  await declineConsent(ctx.tx, waiting, ctx.now);
  await ctx.answer({ text: ctx.t('privacy.declined') });
}

function askAgain(ctx: BotContext, waiting: WaitingLinkRow): Promise<void> {
  return ask(ctx, waiting, 'privacy.first_answer');
}

async function ask(
  ctx: BotContext,
  waiting: WaitingLinkRow,
  opening: 'privacy.first_answer' | 'language.changed',
): Promise<void> {
  const invite = await lockInviteById(ctx.tx, waiting.inviteId);
  if (!invite) return decline(ctx, waiting);
  const question = await consentQuestion(ctx, invite);
  const { t } = ctx;
  const first = opening === 'language.changed' ? t('language.changed') : t('privacy.first_answer');
  await ctx.reply({ ...question, text: join([first, question.text], '\n\n') });
}
