import { shorten } from '../../core/text/shorten.ts';
import { recentlyOffered } from '../../db/queries/offered.ts';
import type { LinkedCommand } from '../command.ts';
import type { LinkedContext } from '../context.ts';
import { leaveForLater } from '../forms/session.ts';
import { homeChoices } from '../home.ts';
import { markOf, passOn } from '../support.ts';
import { update } from './update.ts';

/** Messages back in which the words to pass on may stand. */
const REMEMBERED = 8;
/** Characters of somebody's words that are passed on. */
const WORDS = 300;

/** `/hotro`: asks the coordinators for help with the bot; `sp:…` are the ways out of being lost. */
export const support: LinkedCommand = {
  name: 'hotro',
  words: ['ho tro', 'nho ho tro', 'nho nguoi ho tro'],
  where: 'private',
  access: 'linked',
  run: (ctx, argument) => askFirst(ctx, argument.trim() === '' ? null : argument.trim()),
  choices: {
    async sp(ctx, [what, mark]) {
      switch (what) {
        case 'step':
          return update.run(ctx, '');
        case 'later':
          return leaveForLater(ctx);
        case 'no':
          return ctx.answer({ text: ctx.t('support.dropped'), choices: [homeChoices(ctx)] });
        case 'plain':
          return done(ctx, null);
        case 'with': {
          const words = await wordsAbove(ctx, mark);
          // Words nobody can read any more are asked for again, not replaced by others.
          return words === null ? askFirst(ctx, null) : done(ctx, words);
        }
        default:
          return askFirst(ctx, await wordsAbove(ctx));
      }
    },
  },
};

/** Shows what would be passed on, with and without the person's own words. */
async function askFirst(ctx: LinkedContext, said: string | null): Promise<void> {
  const { t } = ctx;
  const name = ctx.actor.name;
  const words = said === null ? null : shorten(said, WORDS);
  await ctx.reply({
    text: words === null ? t('support.ask', { name }) : t('support.ask_words', { name, words }),
    choices: [
      ...(words === null
        ? []
        : [[{ id: `sp:with:${markOf(words)}`, label: t.plain('support.with') }]]),
      [{ id: 'sp:plain', label: t.plain(words === null ? 'support.send' : 'support.without') }],
      [{ id: 'sp:no', label: t.plain('support.no') }],
    ],
    ...(words === null ? {} : { regarding: words }),
  });
}

async function done(ctx: LinkedContext, words: string | null): Promise<void> {
  const result = await passOn(ctx, words);
  await ctx.answer({ text: ctx.t(`support.${result}`), choices: [homeChoices(ctx)] });
}

/** What the newest message is about, or the one whose words bear this mark. */
async function wordsAbove(ctx: LinkedContext, mark?: string): Promise<string | null> {
  const offered = await recentlyOffered(ctx.tx, ctx.conversation.id, REMEMBERED);
  const said = offered.flatMap(({ regarding }) => (regarding === undefined ? [] : [regarding]));
  return (mark === undefined ? said[0] : said.find((words) => markOf(words) === mark)) ?? null;
}
