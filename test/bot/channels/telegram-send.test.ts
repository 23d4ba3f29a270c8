import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { floodScope } from '../../../bot/channels/telegram/flood.ts';
import { type TelegramRig, telegramRig } from '../../emulators/telegram/adapter-rig.ts';
import type { Person } from '../../emulators/telegram/people.ts';

let rig: TelegramRig;
let an: Person;
beforeEach(async () => {
  rig = await telegramRig();
  an = rig.telegram.user(1, 'Nguyễn Văn An');
  an.sends('/start');
});
afterEach(() => rig.close());

describe('sending text', () => {
  it('writes markup and buttons, without link previews', async () => {
    const choices = [
      [
        { id: 'yes', label: 'Có' },
        { id: 'no', label: 'Không' },
      ],
      [{ id: 'x', label: 'Thôi' }],
    ];
    const result = await rig.send(1, { text: '<b>Xong</b> chưa &amp; sao?', choices });
    const message = await an.hears('Xong chưa & sao?');
    expect(result).toEqual({ outcome: 'sent', messageId: String(message.id) });
    expect(message.entities).toEqual([{ type: 'bold', offset: 0, length: 4 }]);
    expect(message.buttons).toEqual([
      [
        { label: 'Có', data: 'yes' },
        { label: 'Không', data: 'no' },
      ],
      [{ label: 'Thôi', data: 'x' }],
    ]);
    expect(rig.telegram.calls('sendMessage')[0]?.fields.link_preview_options).toEqual({
      is_disabled: true,
    });
  });

  it('splits a long text, choices last, and does not repeat pieces when one is held up', async () => {
    const text = Array.from({ length: 600 }, (_, i) => `<b>Nhiệm vụ ${i}</b> &lt;chậm&gt;`).join(
      '\n',
    );
    const fault = { kind: 'limited', retryAfter: 3 } as const;
    rig.telegram.breaks(fault, { method: 'sendMessage', after: 1 });
    const result = await rig.send(1, { text, choices: [[{ id: 'ok', label: 'Rõ' }]] });
    const pieces = an.fromBot;
    expect(pieces.length).toBeGreaterThan(2);
    expect(pieces.map((piece) => piece.text).join('\n')).toBe(
      text
        .replace(/<[^>]*>/g, '')
        .replaceAll('&lt;', '<')
        .replaceAll('&gt;', '>'),
    );
    expect(pieces.map((piece) => piece.buttons.length)).toEqual([
      ...pieces.slice(1).map(() => 0),
      1,
    ]);
    expect(result).toEqual({ outcome: 'sent', messageId: String(pieces.at(-1)?.id) });
    expect(rig.pauses.slice(0, 2)).toEqual([rig.channel.capabilities.privateGapMs, 3000]);
  });

  it('edits; an unchanged message counts as sent; a lost one is sent anew', async () => {
    await rig.send(1, { text: 'Một' });
    const { id } = await an.hears('Một');
    const replaces = String(id);
    expect(await rig.send(1, { text: 'Hai', replaces })).toEqual({
      outcome: 'sent',
      messageId: replaces,
    });
    expect((await an.hears('Hai')).edits).toBe(1);
    expect(await rig.send(1, { text: 'Hai', replaces })).toEqual({
      outcome: 'sent',
      messageId: replaces,
    });
    expect(an.fromBot).toHaveLength(1);

    await rig.send(1, { text: 'Ba', replaces: '987654' });
    await rig.send(1, { text: 'Bốn', replaces: String(an.messages[0]?.id) });
    expect(an.fromBot.map(({ text }) => text)).toEqual(['Hai', 'Ba', 'Bốn']);
  });
});

describe('sending files', () => {
  const png = (width: number, height: number) => {
    const bytes = Buffer.alloc(32);
    bytes.write('PNG', 1, 'latin1');
    bytes.writeUInt32BE(width, 16);
    bytes.writeUInt32BE(height, 20);
    return bytes;
  };

  it('sends a picture and a document with the text as caption', async () => {
    rig.files.set('h1', png(800, 600)).set('h2', Buffer.from('nội dung\r\n--x'));
    const result = await rig.send(1, {
      text: '<b>Báo cáo</b>',
      choices: [[{ id: 'ok', label: 'Rõ' }]],
      image: { name: 'tiến độ.png', mime: 'image/png', hash: 'h1' },
      document: { name: 'Báo cáo "quý I"; nháp.docx', mime: 'application/x', hash: 'h2' },
    });
    const [image, document] = an.fromBot;
    expect(image).toMatchObject({
      text: '',
      buttons: [],
      file: { kind: 'photo', name: 'tiến độ.png' },
    });
    expect(document).toMatchObject({ text: 'Báo cáo', buttons: [[{ data: 'ok' }]] });
    expect(document?.file?.name).toBe('Báo cáo _quý I_ nháp.docx');
    expect(document?.file?.bytes.toString()).toBe('nội dung\r\n--x');
    expect(result).toEqual({ outcome: 'sent', messageId: String(document?.id) });
  });

  it('lets a text too long for a caption follow the file', async () => {
    rig.files.set('h', Buffer.from('x'));
    const document = { name: 'a.docx', mime: 'application/x', hash: 'h' };
    await rig.send(1, { text: 'dài '.repeat(400), document, choices: [[{ id: 'a', label: 'A' }]] });
    expect(
      an.fromBot.map((m) => [m.file?.name ?? null, m.text.length > 0, m.buttons.length]),
    ).toEqual([
      ['a.docx', false, 0],
      [null, true, 1],
    ]);
  });

  it('sends a picture that is no photo for Telegram as a file', async () => {
    rig.files.set('tall', png(600, 12_000));
    await rig.send(1, { text: '', image: { name: 'bảng.png', mime: 'image/png', hash: 'tall' } });
    expect(an.fromBot.map(({ file }) => file?.kind)).toEqual(['document']);
  });

  describe('in the place of another message', () => {
    const image = { name: 'tien-do.png', mime: 'image/png', hash: 'h' };
    const choices = [[{ id: 'x', label: 'Theo đơn vị' }]];
    const shown = () => an.fromBot.map(({ id, file, text }) => [id, file?.name ?? null, text]);
    async function first(message: { text: string; image?: typeof image }, on = rig) {
      on.files.set('h', png(1080, 1800)).set('h2', png(1080, 1500));
      const sent = await on.send(1, { ...message, choices });
      if (sent.outcome !== 'sent') throw new Error(sent.outcome);
      return sent.messageId;
    }

    it('a picture becomes another picture, where it stands', async () => {
      const replaces = await first({ text: 'Một', image });
      const other = { ...image, hash: 'h2', name: 'quy-1.png' };
      const message = { text: '<b>Hai</b>', image: other, choices, replaces };
      expect(await rig.send(1, message)).toEqual({ outcome: 'sent', messageId: replaces });
      expect(shown()).toEqual([[Number(replaces), 'quy-1.png', 'Hai']]);
      expect(an.fromBot[0]).toMatchObject({ edits: 1, buttons: [[{ data: 'x' }]] });
      expect(rig.telegram.calls('sendPhoto')).toHaveLength(1);
    });

    it('a text becomes a picture', async () => {
      const replaces = await first({ text: 'Một' });
      expect(await rig.send(1, { text: 'Hai', image, choices, replaces })).toEqual({
        outcome: 'sent',
        messageId: replaces,
      });
      expect(shown()).toEqual([[Number(replaces), 'tien-do.png', 'Hai']]);
    });

    it('a picture gives way to a text: the new one first, then the old one goes', async () => {
      const replaces = await first({ text: 'Một', image });
      const sent = await rig.send(1, { text: 'Hai', choices, replaces });
      expect(sent).toEqual({ outcome: 'sent', messageId: String(an.fromBot[0]?.id) });
      expect(shown().map(([, ...rest]) => rest)).toEqual([[null, 'Hai']]);
      const order = rig.telegram.calls().map(({ method }) => method);
      expect(order.slice(-3)).toEqual(['editMessageText', 'sendMessage', 'deleteMessage']);
    });

    it('an old message that cannot be deleted loses its buttons, and what it says stays', async () => {
      const replaces = await first({ text: 'Một', image });
      const description = "Bad Request: message can't be deleted";
      rig.telegram.breaks({ kind: 'error', code: 400, description }, { method: 'deleteMessage' });
      await rig.send(1, { text: 'Hai', choices, replaces });
      expect(an.fromBot.map(({ text, buttons }) => [text, buttons.length])).toEqual([
        ['Một', 0],
        ['Hai', 1],
      ]);
    });

    it('nothing is taken away while the new one could not be sent, and the next try does both', async () => {
      const replaces = await first({ text: 'Một', image });
      rig.telegram.breaks({ kind: 'reset' }, { method: 'sendMessage' });
      expect(await rig.send(1, { text: 'Hai', replaces })).toMatchObject({ outcome: 'retry' });
      expect(shown().map(([, , text]) => text)).toEqual(['Một']);
      expect(await rig.send(1, { text: 'Hai', replaces })).toMatchObject({ outcome: 'sent' });
      expect(shown().map(([, , text]) => text)).toEqual(['Hai']);
      // Killed after the old one went and before that was noted: said again, never lost.
      expect(await rig.send(1, { text: 'Hai', replaces })).toMatchObject({ outcome: 'sent' });
      expect(shown().map(([, , text]) => text)).toEqual(['Hai', 'Hai']);
    });

    it('a server that adds no picture to a text gets a new message', async () => {
      const older = await telegramRig({}, { mediaIntoText: false });
      const binh = older.telegram.user(1, 'Bình');
      binh.sends('/start');
      const replaces = await first({ text: 'Một' }, older);
      expect(await older.send(1, { text: 'Hai', image, choices, replaces })).toMatchObject({
        outcome: 'sent',
      });
      expect(binh.fromBot.map(({ file, text }) => [file?.name, text])).toEqual([
        ['tien-do.png', 'Hai'],
      ]);
      await older.close();
    });
  });

  it('reports a file that cannot be read', async () => {
    const image = { name: 'a.png', mime: 'image/png', hash: 'none' };
    expect(await rig.send(1, { text: '', image })).toEqual({
      outcome: 'retry',
      reason: 'file none cannot be read: no such file',
    });
  });
});

describe('how a send ends badly', () => {
  const error = (code: number, description: string) =>
    ({ kind: 'error', code, description }) as const;
  it.each([
    [
      { kind: 'limited', retryAfter: 5 } as const,
      { outcome: 'limited', retryAfterMs: 5000, scope: 'chat' },
    ],
    [error(403, 'Forbidden: user is deactivated'), { outcome: 'unreachable' }],
    [
      error(400, 'Bad Request: not enough rights to send text messages to the chat'),
      { outcome: 'unreachable' },
    ],
    [error(400, 'Bad Request: message text is empty'), { outcome: 'rejected' }],
    [error(500, 'Internal Server Error'), { outcome: 'retry' }],
    [error(401, 'Unauthorized'), { outcome: 'retry' }],
    [{ kind: 'page', code: 502 } as const, { outcome: 'retry' }],
    [{ kind: 'reset' } as const, { outcome: 'retry' }],
  ])('%j', async (fault, expected) => {
    rig.telegram.breaks(fault, { method: 'sendMessage' });
    const result = await rig.send(1, { text: 'alo' });
    expect(result).toMatchObject(expected);
    expect(JSON.stringify(result)).not.toContain(rig.telegram.token);
    expect(an.fromBot).toEqual([]);
  });

  it('knows strangers, blockers and broken messages', async () => {
    rig.telegram.user(2, 'Bình');
    expect(await rig.send(2, { text: 'alo' })).toMatchObject({ outcome: 'unreachable' });
    an.blocks();
    expect(await rig.send(1, { text: 'alo' })).toMatchObject({ outcome: 'unreachable' });
    an.unblocks();
    expect(await rig.send(1, { text: '<h1>alo</h1>' })).toMatchObject({ outcome: 'rejected' });
    const choices = [[{ id: 'đ'.repeat(33), label: 'Dài' }]];
    expect(await rig.send(1, { text: 'alo', choices })).toMatchObject({
      outcome: 'rejected',
      reason: '400: Bad Request: BUTTON_DATA_INVALID',
    });
  });

  it('follows a group that became a supergroup, and tells', async () => {
    const { telegram } = rig;
    const group = telegram.group(-55, 'CCHC huyện');
    const moved = group.movesTo(-1_000_000_000_055, an);
    await rig.start();
    await telegram.waitFor(() => rig.received.length === 2);
    const result = await rig.send(-55, { text: 'Tuần này' });
    const message = await moved.hears('Tuần này');
    expect(result).toEqual({ outcome: 'sent', messageId: String(message.id) });
    await telegram.waitFor(() => rig.received.length === 3);
    expect(rig.received[2]).toMatchObject({
      updateKey: 'moved:-55:-1000000000055',
      conversation: { id: '-55', kind: 'group' },
      content: { type: 'moved', to: '-1000000000055' },
    });
  });

  it('takes pauses of several chats at once for a pause of the whole bot', () => {
    let now = 0;
    const scope = floodScope(() => now);
    expect([scope('a', 5000), scope('b', 5000), scope('a', 5000)]).toEqual([
      'chat',
      'chat',
      'chat',
    ]);
    expect(scope('c', 5000)).toBe('channel');
    now = 6000;
    expect(scope('d', 5000)).toBe('chat');
  });
});
