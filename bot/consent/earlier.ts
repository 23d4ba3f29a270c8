import { join } from '../../core/messages/markup.ts';
import { RETENTION } from '../../core/retention.ts';
import { enqueue } from '../../db/queries/outbox.ts';
import { personOfAccount } from '../../db/queries/people.ts';
import { hasConsented } from '../../office/consent.ts';
import { type BotContext, isLinked } from '../context.ts';
import { consentChoices } from './question.ts';

/**
 * People linked before there was a question (or before its text of today) are asked after their
 * message was answered, once a day, and never into an open form. All goes on working meanwhile.
 */
export async function askEarlierPeople(ctx: BotContext): Promise<void> {
  if (!isLinked(ctx) || ctx.conversation.kind !== 'private' || ctx.conversation.form) return;
  if (await hasConsented(ctx.tx, ctx.person.id)) return;
  const { channel, sender } = ctx.incoming;
  // The message may have been the one that had everything deleted.
  const still = await personOfAccount(ctx.tx, channel, sender.id);
  if (still?.id !== ctx.person.id) return;
  const { t } = ctx;
  const text = join(
    [t('privacy.earlier'), t('privacy.consent', { days: RETENTION.message_text.days })],
    '\n\n',
  );
  const dedupeKey = `consent:${ctx.person.id}:${ctx.today}`;
  const message = { text, choices: consentChoices(t) };
  const question = {
    conversationId: ctx.conversation.id,
    kind: 'reply',
    message,
    dedupeKey,
  } as const;
  await enqueue(ctx.tx, question, ctx.now);
}
