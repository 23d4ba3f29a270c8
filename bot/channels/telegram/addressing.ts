import type { Message, MessageEntity } from 'grammy/types';

/** Who the bot is on Telegram, from getMe. */
export interface BotIdentity {
  id: number;
  /** Without the @. */
  username: string;
}

export interface Spoken {
  /** What was said, without the bot's own name in a command or at the beginning. */
  text: string;
  /** The bot is meant: a command (its own or a bare one), a mention, a reply to it. */
  addressed: boolean;
}

/**
 * What a message or caption says, and whether it says it to the bot. A bare "/tiendo" counts: with
 * privacy mode on, Telegram delivers it only when it is for us; "/tiendo@OtherBot" never does.
 * Source: core.telegram.org/bots/features#privacy-mode
 */
export function spokenBy(message: Message, bot: BotIdentity): Spoken {
  const text = message.text ?? message.caption ?? '';
  const entities = message.entities ?? message.caption_entities ?? [];
  const repliesToBot =
    message.reply_to_message?.from?.id === bot.id &&
    // In a forum topic every message "replies" to the topic's own creation message.
    message.reply_to_message.forum_topic_created === undefined;

  const command = entities.find((entity) => entity.type === 'bot_command' && entity.offset === 0);
  if (command) {
    const [name = '', target] = slice(text, command).split('@');
    if (target === undefined) return { text, addressed: true };
    if (!sameName(target, bot.username)) return { text, addressed: repliesToBot };
    return { text: name + text.slice(command.length), addressed: true };
  }

  const mentions = entities.filter((entity) => mentionsBot(text, entity, bot));
  const leading = mentions.find((entity) => entity.offset === 0);
  return {
    text: leading ? text.slice(leading.length).replace(/^[\s,:;]+/, '') : text,
    addressed: mentions.length > 0 || repliesToBot,
  };
}

function mentionsBot(text: string, entity: MessageEntity, bot: BotIdentity): boolean {
  if (entity.type === 'text_mention') return entity.user.id === bot.id;
  return entity.type === 'mention' && sameName(slice(text, entity).slice(1), bot.username);
}

/** Entity offsets count UTF-16 units, as JavaScript strings do. */
function slice(text: string, entity: MessageEntity): string {
  return text.slice(entity.offset, entity.offset + entity.length);
}

function sameName(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
