import { join } from '../../core/messages/markup.ts';
import type { Outgoing } from '../../core/messages/message.ts';
import { saveForm } from '../../db/queries/conversations.ts';
import { leaveAccount } from '../../db/queries/fall-over.ts';
import { setPreferredChannel } from '../../db/queries/people.ts';
import {
  type AccountRow,
  accountsOf,
  lockPerson,
  removeAccount,
} from '../../db/queries/person-chats.ts';
import { createInvite } from '../../office/invites.ts';
import { channelName } from '../../views/channel.ts';
import { idArgument, type LinkedCommand } from '../command.ts';
import type { LinkedContext } from '../context.ts';
import { bringHere } from '../forms/elsewhere.ts';
import { showForm } from '../forms/session.ts';

/** Whole days after today on which a code for one's own other channel is good. */
const CODE_DAYS = 1;

/** `/kenh`: a person's channels; which is written to first, one more, one less. */
export const channels: LinkedCommand = {
  name: 'kenh',
  words: ['kenh', 'kenh nhan tin', 'doi kenh', 'them kenh', 'doi kenh nhan tin'],
  where: 'private',
  access: 'linked',
  run: async (ctx) => ctx.reply(await overview(ctx)),
  choices: {
    async ch(ctx, [what, which, sure]) {
      const mine = await accountsOf(ctx.tx, ctx.person.id);
      const account = mine.find(({ id }) => id === idArgument(which));
      if (what === 'list') return ctx.answer(await overview(ctx));
      if (what === 'add') return add(ctx, mine, which);
      if (what === 'rm' && which === undefined) return pickRemoved(ctx, mine);
      if (what === 'rm' && account) return remove(ctx, account, sure === 'yes');
      if (what === 'to' && account) return prefer(ctx, account);
      await ctx.reply({ text: ctx.t('channels.old_button') });
    },
  },
};

async function overview(ctx: LinkedContext): Promise<Outgoing> {
  const { t } = ctx;
  const mine = await accountsOf(ctx.tx, ctx.person.id);
  const [first] = mine;
  const lines = mine.map(({ channel, unreachableSince }, index) =>
    t(`channels.${index === 0 && mine.length > 1 ? 'first' : 'other'}`, {
      channel: channelName(channel, t),
      gone: unreachableSince ? t.plain('channels.gone') : '',
    }),
  );
  const onlyOne = ctx.channels.length < 2;
  const others = [...new Map(mine.map((one) => [one.channel, one])).values()];
  return {
    text: join(
      [
        join([t('channels.title'), ...lines]),
        mine.length > 1 ? t('channels.fall_over') : '',
        onlyOne ? t('channels.only_one') : '',
      ],
      '\n\n',
    ),
    choices: [
      ...others
        .filter(({ channel }) => channel !== first?.channel)
        .map(({ id, channel }) => [
          {
            id: `ch:to:${id}`,
            label: t.plain('channels.prefer', { channel: channelName(channel, t) }),
          },
        ]),
      ...(missing(ctx, mine).length > 0
        ? [[{ id: 'ch:add', label: t.plain('channels.add') }]]
        : []),
      ...(mine.length > 1 ? [[{ id: 'ch:rm', label: t.plain('channels.remove') }]] : []),
    ],
  };
}

/** Channels of the office on which the person has no account. */
function missing(ctx: LinkedContext, mine: readonly AccountRow[]): string[] {
  return ctx.channels
    .map(({ name }) => name)
    .filter((name) => !mine.some((one) => one.channel === name));
}

async function prefer(ctx: LinkedContext, account: AccountRow): Promise<void> {
  const { t } = ctx;
  await setPreferredChannel(ctx.tx, ctx.person.id, account.channel);
  await ctx.answer({
    text: t('channels.preferred', {
      channel: channelName(account.channel, t),
      gone: account.unreachableSince ? t.plain('channels.preferred_gone') : '',
    }),
  });
}

async function add(
  ctx: LinkedContext,
  mine: readonly AccountRow[],
  wanted: string | undefined,
): Promise<void> {
  const { t } = ctx;
  const offered = missing(ctx, mine);
  const chosen = offered.length === 1 && wanted === undefined ? offered[0] : wanted;
  if (offered.length === 0) {
    const key = ctx.channels.length < 2 ? 'channels.only_one' : 'channels.has_all';
    return ctx.reply({ text: t(key) });
  }
  const door = ctx.channels.find(({ name }) => name === chosen && offered.includes(name));
  if (!door) {
    return ctx.answer({
      text: t('channels.which_add'),
      choices: offered.map((name) => [{ id: `ch:add:${name}`, label: channelName(name, t) }]),
    });
  }
  const [grant] = ctx.actor.grants;
  if (!grant) return ctx.reply({ text: t('tiendo.no_scope') });
  const { agencyId, role } = grant;
  const { id } = ctx.person;
  const { code } = await createInvite(
    ctx.tx,
    { agencyId, role, personId: id, createdBy: id, days: CODE_DAYS },
    ctx.now,
    ctx.timeZone,
  );
  const link = door.inviteLink(code);
  await ctx.answer({
    text: t(link ? 'channels.code_link' : 'channels.code', {
      channel: channelName(door.name, t),
      code,
      link: link ?? '',
    }),
  });
}

async function pickRemoved(ctx: LinkedContext, mine: readonly AccountRow[]): Promise<void> {
  const { t } = ctx;
  if (mine.length < 2) return ctx.reply({ text: t('channels.last') });
  await ctx.answer({
    text: t('channels.which_remove'),
    choices: [
      ...mine.map(({ id, channel }) => [{ id: `ch:rm:${id}`, label: channelName(channel, t) }]),
      [{ id: 'ch:list', label: t.plain('channels.keep') }],
    ],
  });
}

async function remove(ctx: LinkedContext, account: AccountRow, sure: boolean): Promise<void> {
  const { t } = ctx;
  const channel = channelName(account.channel, t);
  const isHere = account.conversationId === ctx.conversation.id;
  if (!sure) {
    const loses = isHere && ctx.conversation.form?.touched === true;
    return ctx.answer({
      text: join([
        t(isHere ? 'channels.sure_here' : 'channels.sure', { channel }),
        loses ? t('channels.sure_loses') : '',
      ]),
      choices: [
        [{ id: `ch:rm:${account.id}:yes`, label: t.plain('channels.remove_yes', { channel }) }],
        [{ id: 'ch:list', label: t.plain('channels.keep') }],
      ],
    });
  }
  // Two chats may each be removing the other.
  await lockPerson(ctx.tx, ctx.person.id);
  const rest = (await accountsOf(ctx.tx, ctx.person.id)).filter(({ id }) => id !== account.id);
  if (rest.every(({ unreachableSince }) => unreachableSince !== null)) {
    return ctx.reply({ text: t('channels.last') });
  }
  await leaveAccount(ctx.tx, account.conversationId);
  const brought = isHere ? null : await bringHere(ctx, { conversationId: account.conversationId });
  if (isHere) await saveForm(ctx.tx, account.conversationId, null);
  await removeAccount(ctx.tx, account.id);
  await ctx.audit({
    action: 'account.removed',
    subject: 'account',
    subjectId: account.id,
    agencyId: ctx.actor.grants[0]?.agencyId ?? null,
    details: { removed: account.channel },
  });
  if (!rest.some((one) => one.channel === account.channel)) {
    if (ctx.person.preferredChannel === account.channel) {
      await setPreferredChannel(ctx.tx, ctx.person.id, null);
    }
  }
  ctx.log.info({ person: ctx.person.id, channel: account.channel }, 'channel removed');
  await ctx.answer({ text: t('channels.removed', { channel }) });
  if (!brought) return;
  await ctx.reply({ text: t('resume.brought', { channel }) });
  await showForm(ctx);
}
