import type { Message, MessageEntity, Update } from 'grammy/types';
import { describe, expect, it } from 'vitest';
import { translate } from '../../../bot/channels/telegram/translate.ts';
import type { IncomingContent } from '../../../core/messages/message.ts';

const bot = { id: 99, username: 'TienDoBot' };
const an = { id: 5, is_bot: false, first_name: 'Nguyễn', last_name: 'Văn An' };
const otherBot = { id: 6, is_bot: true, first_name: 'Khác' };
const privateChat = { id: 5, type: 'private' as const, first_name: 'Nguyễn' };
const group = { id: -100123, type: 'supergroup' as const, title: 'CCHC huyện' };

function update(message: Partial<Message>, chat: Message['chat'] = privateChat): Update {
  return {
    update_id: 1,
    message: { message_id: 10, date: 1, chat, from: an, ...message } as Message,
  } as Update;
}

function marked(text: string, mark: string, type: 'mention' | 'bot_command'): Partial<Message> {
  const entity: MessageEntity = { type, offset: text.indexOf(mark), length: mark.length };
  return { text, entities: [entity] };
}

function text(words: string): IncomingContent {
  return { type: 'text', text: words };
}

describe('translate: what is said', () => {
  const document = { file_id: 'd', file_unique_id: 'u', file_name: 'Kế hoạch.docx', file_size: 9 };
  const sticker = { file_id: 's' } as NonNullable<Message['sticker']>;
  const cases: [string, Partial<Message>, IncomingContent | null][] = [
    ['text', { text: 'đang làm' }, text('đang làm')],
    [
      'own command',
      marked('/tiendo@tiendobot quý I', '/tiendo@tiendobot', 'bot_command'),
      text('/tiendo quý I'),
    ],
    [
      'command of another bot',
      marked('/tiendo@Khac quý I', '/tiendo@Khac', 'bot_command'),
      text('/tiendo@Khac quý I'),
    ],
    ['leading mention', marked('@TienDoBot, tiến độ?', '@TienDoBot', 'mention'), text('tiến độ?')],
    [
      'inner mention',
      marked('hỏi @TienDoBot xem', '@TienDoBot', 'mention'),
      text('hỏi @TienDoBot xem'),
    ],
    [
      'largest photo',
      {
        caption: 'minh chứng',
        photo: [
          { file_id: 'small', file_unique_id: '1', width: 90, height: 60, file_size: 1 },
          { file_id: 'large', file_unique_id: '2', width: 900, height: 600, file_size: 7 },
          { file_id: 'middle', file_unique_id: '3', width: 300, height: 200, file_size: 3 },
        ],
      },
      {
        type: 'files',
        files: [{ ref: 'large', kind: 'photo', name: null, mime: 'image/jpeg', size: 7 }],
        caption: 'minh chứng',
      },
    ],
    [
      'document',
      { document },
      {
        type: 'files',
        files: [{ ref: 'd', kind: 'document', name: 'Kế hoạch.docx', mime: null, size: 9 }],
        caption: null,
      },
    ],
    ['sticker', { sticker }, { type: 'unsupported' }],
    [
      'GIF, which also looks like a document',
      { animation: { file_id: 'g' } as NonNullable<Message['animation']>, document },
      { type: 'unsupported' },
    ],
    ['service message', { new_chat_title: 'Tên mới' }, null],
    ['another bot', { from: otherBot, text: 'xin chào' }, null],
    [
      'group becoming a supergroup',
      { migrate_to_chat_id: -100777 },
      { type: 'moved', to: '-100777' },
    ],
  ];
  it.each(cases)('%s', (_name, message, content) => {
    expect(translate(update(message, group), bot)?.content ?? null).toEqual(content);
  });
});

describe('translate: a reply', () => {
  it('to a message of the bot says which; to anybody else it is talk', () => {
    const answered = { message_id: 42, date: 1, chat: group };
    const reply = (from: object) =>
      translate(
        update(
          {
            text: 'xong',
            reply_to_message: { ...answered, from } as Message['reply_to_message'] & object,
          },
          group,
        ),
        bot,
      )?.content;
    expect(reply({ ...bot, is_bot: true })).toEqual({ type: 'text', text: 'xong', replyTo: '42' });
    const somebody = { id: 5, is_bot: false, first_name: 'A' };
    expect(reply(somebody)).toEqual({ type: 'text', text: 'xong' });
  });
});

describe('translate: who is spoken to', () => {
  const toBot = { message_id: 3, date: 1, chat: group, from: { ...bot, is_bot: true } };
  const cases: [string, Partial<Message>, boolean][] = [
    ['talk among people', { text: 'mai họp nhé' }, false],
    ['bare command', marked('/tiendo', '/tiendo', 'bot_command'), true],
    ['own command', marked('/tiendo@TienDoBot', '/tiendo@TienDoBot', 'bot_command'), true],
    ['command of another bot', marked('/tiendo@Khac', '/tiendo@Khac', 'bot_command'), false],
    ['mention', marked('nhờ @tiendobot nhắc', '@tiendobot', 'mention'), true],
    ['mention of somebody else', marked('nhờ @tiendobot2 nhắc', '@tiendobot2', 'mention'), false],
    [
      'reply to the bot',
      { text: 'xong', reply_to_message: toBot as Message['reply_to_message'] & object },
      true,
    ],
    [
      'message in a forum topic that the bot opened',
      {
        text: 'xong',
        reply_to_message: { ...toBot, forum_topic_created: {} } as Message['reply_to_message'] &
          object,
      },
      false,
    ],
    [
      'mention in a caption',
      {
        caption: '@TienDoBot xem',
        caption_entities: [{ type: 'mention', offset: 0, length: 10 }],
        photo: [{ file_id: 'p', file_unique_id: 'p', width: 1, height: 1 }],
      },
      true,
    ],
  ];
  it.each(cases)('in a group: %s', (_name, message, addressed) => {
    expect(translate(update(message, group), bot)?.addressed).toBe(addressed);
  });

  it('in private: always', () => {
    expect(translate(update({ text: 'xin chào' }), bot)).toEqual({
      channel: 'telegram',
      updateKey: '1',
      conversation: { id: '5', kind: 'private', title: null },
      sender: { id: '5', name: 'Nguyễn Văn An' },
      content: { type: 'text', text: 'xin chào' },
      addressed: true,
      sentAt: '1970-01-01T00:00:01.000Z',
    });
  });
});

describe('translate: other updates', () => {
  const member = (status: string) => ({ status, user: { ...bot, is_bot: true } });
  const membership = (chat: object, before: string, after: string) =>
    ({
      update_id: 2,
      my_chat_member: {
        chat,
        from: an,
        date: 1,
        old_chat_member: member(before),
        new_chat_member: member(after),
      },
    }) as Update;

  it('a pressed button is a choice, with the message that carried it', () => {
    const message = { message_id: 44, date: 1, chat: group, text: 'Chọn' } as Message;
    const query = { id: 'q', from: an, chat_instance: 'c', message, data: 'task:3' };
    expect(translate({ update_id: 7, callback_query: query } as Update, bot)).toMatchObject({
      updateKey: '7',
      conversation: { id: '-100123', kind: 'group', title: 'CCHC huyện' },
      content: { type: 'choice', choice: 'task:3', messageId: '44' },
      addressed: true,
    });
  });

  it.each([
    ['blocked', privateChat, 'member', 'kicked', false],
    ['unblocked', privateChat, 'kicked', 'member', true],
    ['removed from a group', group, 'administrator', 'left', false],
    ['added to a group', group, 'left', 'member', true],
  ])('%s', (_name, chat, before, after, reachable) => {
    const content = translate(membership(chat, before, after), bot)?.content;
    expect(content).toEqual({ type: 'reachable', reachable });
  });

  it('ignores promotions, edits and channel posts', () => {
    const channel = { id: -1009, type: 'channel' as const, title: 'Tin' };
    const { message } = update({ text: 'sửa' });
    expect(translate(membership(group, 'member', 'administrator'), bot)).toBeNull();
    expect(translate({ update_id: 3, edited_message: message } as Update, bot)).toBeNull();
    expect(translate({ update_id: 3, channel_post: message } as unknown as Update, bot)).toBeNull();
    expect(translate(update({ text: 'tin' }, channel), bot)).toBeNull();
  });
});
