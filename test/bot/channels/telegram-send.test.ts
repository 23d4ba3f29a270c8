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
