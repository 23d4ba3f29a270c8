import { join } from '../core/messages/markup.ts';
import { actorOf } from '../db/queries/people.ts';
import { accountsOf, lockPerson } from '../db/queries/person-chats.ts';
import { translator } from '../locales/index.ts';
import { channelName } from '../views/channel.ts';
import type { BotContext, LinkedContext } from './context.ts';
import { resumeChoices } from './forms/elsewhere.ts';
import { homeChoices } from './home.ts';
import { tellMissed } from './reachable-again.ts';

/** After a channel was added: where reminders come now and how to change that. No introduction. */
export async function welcomeChannel(ctx: BotContext, personId: number): Promise<void> {
  const person = await lockPerson(ctx.tx, personId);
  if (!person) throw new Error(`person ${personId} vanished`);
  const t = translator(person.locale);
  const here: LinkedContext = { ...ctx, person, actor: await actorOf(ctx.tx, person), t };
  const accounts = await accountsOf(ctx.tx, personId);
  const reached = accounts.filter(({ unreachableSince }) => unreachableSince === null);
  const first = reached[0] ?? accounts[0];
  const mine = accounts.find(({ conversationId }) => conversationId === ctx.conversation.id);
  const added = channelName(ctx.incoming.channel, t);
  ctx.log.info({ person: personId, channel: ctx.incoming.channel }, 'channel added');
  await ctx.reply({
    text: join(
      [
        t('channels.added', { channel: added, name: person.name }),
        t(first === mine ? 'channels.comes_here' : 'channels.comes_there', {
          channel: channelName(first?.channel ?? '', t),
        }),
      ],
      '\n\n',
    ),
    choices: [
      ...(await resumeChoices(here)),
      ...(mine && first !== mine
        ? [[{ id: `ch:to:${mine.id}`, label: t.plain('channels.prefer', { channel: added }) }]]
        : []),
      homeChoices(here),
    ],
  });
  await tellMissed(ctx, personId);
  // Whoever did not do this themselves learns of it where they are known.
  const before = reached.find(({ conversationId }) => conversationId !== ctx.conversation.id);
  if (!before) return;
  const text = t('channels.added_notice', { channel: added });
  await ctx.notify({ conversationId: before.conversationId, message: { text } });
}
