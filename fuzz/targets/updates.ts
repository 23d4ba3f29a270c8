import fc from 'fast-check';
import { translate as fromTelegram } from '../../bot/channels/telegram/translate.ts';
import { translate as fromZalo } from '../../bot/channels/zalo/translate.ts';
import { updateIn, updateKey } from '../../bot/channels/zalo/update.ts';
import type { Incoming } from '../../core/messages/message.ts';
import { sampled } from '../sample.ts';
import { claim, target } from '../target.ts';
import { texts } from '../texts.ts';

const BOT = { id: 1, username: 'tiendo_bot' };
const ids = fc.oneof(fc.integer(), fc.string(), fc.constantFrom(1, '1', null, true));

/** A webhook body with the right fields, some of them missing or of another kind. */
const zaloBodies = fc.oneof(
  fc.record(
    {
      event_name: fc.constantFrom(
        'message.text.received',
        'message.image.received',
        'message.sticker.received',
        'message.unsupported.received',
        'user.follow',
      ),
      message: fc.record(
        {
          message_id: fc.oneof(fc.string(), fc.integer()),
          date: fc.oneof(fc.integer(), fc.string()),
          from: fc.record(
            { id: ids, display_name: texts, is_bot: fc.boolean() },
            { requiredKeys: [] },
          ),
          chat: fc.record(
            { id: ids, chat_type: fc.constantFrom('PRIVATE', 'GROUP', 'OTHER', '') },
            { requiredKeys: [] },
          ),
          text: fc.oneof(texts, fc.constant(null), fc.integer()),
          photo_url: texts,
          caption: texts,
        },
        { requiredKeys: [] },
      ),
    },
    { requiredKeys: [] },
  ),
  fc.jsonValue(),
);

const telegramMessages = fc.record({
  update_id: fc.nat(),
  message: fc.record(
    {
      message_id: fc.nat(),
      date: fc.nat(),
      chat: fc.record({
        id: fc.integer(),
        type: fc.constantFrom('private', 'group', 'supergroup', 'channel'),
        title: texts,
      }),
      from: fc.record({ id: fc.nat(), is_bot: fc.boolean(), first_name: texts }),
      text: texts,
      caption: texts,
      document: fc.record({ file_id: fc.string(), file_unique_id: fc.string(), file_name: texts }),
    },
    { requiredKeys: ['message_id', 'date', 'chat', 'from'] },
  ),
});

function check(incoming: Incoming | null): void {
  if (incoming === null) return;
  claim(incoming.updateKey !== '', 'an update that cannot be told from others');
  claim(incoming.conversation.id !== '' && incoming.sender.id !== '', 'nobody to answer');
}

/** What networks deliver, and whoever pretends to be one. */
export const updates = [
  target({
    name: 'Zalo webhook bodies',
    share: 6,
    inputs: (seed, count) => sampled(zaloBodies, seed, count),
    take(body) {
      const update = updateIn(body);
      if (!update) return;
      claim(updateKey(update) !== '', 'an update that cannot be told from others');
      fromZalo(update, { id: 'bot', names: ['Tiến Độ'] });
    },
  }),
  target({
    name: 'Telegram updates',
    share: 6,
    inputs: (seed, count) => sampled(telegramMessages, seed, count),
    take(update) {
      check(fromTelegram(update as never, BOT));
    },
  }),
];
