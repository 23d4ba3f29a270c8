import { afterEach, describe, expect, it } from 'vitest';
import { type TelegramRig, telegramRig, words } from '../../emulators/telegram/adapter-rig.ts';

let rig: TelegramRig;
afterEach(() => rig.close());

describe('long polling', () => {
  it('introduces itself, fills the menus, and takes what was waiting', async () => {
    rig = await telegramRig();
    const { telegram, channel, received } = rig;
    expect(channel.trouble()).toBe('not started');
    expect(channel.inviteLink('abc')).toBeNull();
    telegram.user(1, 'Nguyễn Văn An').sends('/start abc');
    await rig.start();
    expect(channel.trouble()).toBeNull();
    expect(channel.inviteLink('abc')).toBe(`https://t.me/${telegram.bot.username}?start=abc`);
    expect([...telegram.commands.keys()]).toEqual([
      'all_private_chats/',
      'all_group_chats/',
      'all_private_chats/en',
      'all_group_chats/en',
    ]);
    await telegram.waitFor(() => received.length === 1);
    await telegram.waitFor(() => telegram.pendingUpdates().length === 0);
    expect(words(received)).toEqual(['/start abc']);
  });

  it('delivers an update again, with back-off, until the handler has stored it', async () => {
    rig = await telegramRig();
    const { telegram, channel, pauses, logged } = rig;
    let failures = 4;
    const keys: string[] = [];
    const waitingAtTelegram: number[] = [];
    await channel.start(async (incoming) => {
      keys.push(incoming.updateKey);
      waitingAtTelegram.push(telegram.pendingUpdates().length);
      if (failures-- > 0) throw new Error(`database down, by the way: ${telegram.token}`);
    });
    telegram.user(1, 'An').sends('xong');
    await telegram.waitFor(() => keys.length === 5);
    expect(new Set(keys).size).toBe(1);
    expect(pauses.slice(0, 4)).toEqual([1000, 2000, 4000, 8000]);
    expect(waitingAtTelegram).toEqual([1, 1, 1, 1, 1]);
    await telegram.waitFor(() => telegram.pendingUpdates().length === 0);
    expect(logged.join('')).toContain('update not stored');
    expect(logged.join('')).not.toContain('database down');
    expect(logged.join('')).not.toContain(telegram.token);
  });

  it('leaves to the next start what it could not store', async () => {
    rig = await telegramRig();
    const { telegram, channel, received } = rig;
    const an = telegram.user(1, 'An');
    const tried: string[] = [];
    await channel.start(async (incoming) => {
      tried.push(...words([incoming]));
      if (tried.includes('hai')) throw new Error('database down');
    });
    an.sends('một');
    await telegram.waitFor(() => tried.includes('một'));
    an.sends('hai');
    an.sends('ba');
    await telegram.waitFor(() => tried.includes('hai'));
    await channel.stop();
    expect(tried).not.toContain('ba');
    await rig.start();
    await telegram.waitFor(() => received.length === 2);
    expect(words(received)).toEqual(['hai', 'ba']);
  });

  it('confirms what it stored when it stops', async () => {
    rig = await telegramRig();
    const { telegram, channel } = rig;
    let release: (() => void) | null = null;
    const held = new Promise<void>((resolve) => {
      telegram.user(1, 'An').sends('một');
      void channel.start(() => {
        release = resolve;
        return held;
      });
    });
    const store: () => void = await telegram.waitFor(() => release);
    const stop = channel.stop();
    store();
    await stop;
    expect(telegram.pendingUpdates()).toEqual([]);
  });

  it('keeps the order within a chat and lets other chats pass', async () => {
    rig = await telegramRig();
    const { telegram, channel } = rig;
    const log: string[] = [];
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const an = telegram.user(1, 'An');
    const binh = telegram.user(2, 'Bình');
    for (const text of ['một', 'hai', 'ba']) an.sends(text);
    binh.sends('bốn');
    await channel.start(async (incoming) => {
      const [said = ''] = words([incoming]);
      if (said === 'một') await held;
      log.push(said);
      if (said === 'bốn') release();
    });
    await telegram.waitFor(() => log.length === 4);
    expect(log).toEqual(['bốn', 'một', 'hai', 'ba']);
  });

  it('takes the waiting mark off buttons, and a failure to do so harms nothing', async () => {
    rig = await telegramRig();
    const { telegram, received } = rig;
    await rig.start();
    const an = telegram.user(1, 'An');
    an.sends('/viec');
    await rig.send(1, { text: 'Việc nào?', choices: [[{ id: 'task:1', label: 'Một' }]] });
    const first = an.presses('Một');
    await telegram.waitFor(() => telegram.isAnswered(first));
    telegram.breaks(
      { kind: 'error', code: 400, description: 'Bad Request: query is too old' },
      {
        method: 'answerCallbackQuery',
      },
    );
    an.presses('task:1');
    an.sends('tiếp');
    await telegram.waitFor(() => received.length === 4);
    expect(words(received)).toEqual(['/viec', 'choice', 'choice', 'tiếp']);
    expect(received[1]?.content).toMatchObject({ choice: 'task:1', messageId: expect.any(String) });
  });

  it('starts without Telegram, says so, and recovers', async () => {
    rig = await telegramRig();
    const { telegram, channel, received, pauses, logged } = rig;
    const end = telegram.breaks({ kind: 'reset' }, { times: Number.POSITIVE_INFINITY });
    await rig.start();
    expect(channel.trouble()).toMatch(/^network: /);
    await telegram.waitFor(() => pauses.length >= 7);
    expect(pauses.slice(0, 7)).toEqual([1000, 2000, 4000, 8000, 16000, 30000, 30000]);
    end();
    telegram.user(1, 'An').sends('alo');
    await telegram.waitFor(() => received.length === 1);
    expect(channel.trouble()).toBeNull();
    expect(logged.join('')).not.toContain(telegram.token);
  });

  it.each([
    ['conflict', { kind: 'error', code: 409, description: 'Conflict: terminated' }, 1000, /^409/],
    ['flood', { kind: 'limited', retryAfter: 17 }, 17_000, /^429/],
    ['proxy error page', { kind: 'page', code: 502 }, 1000, /^network/],
    ['refused token', { kind: 'error', code: 401, description: 'Unauthorized' }, 60_000, /^401/],
  ] as const)('survives trouble while polling: %s', async (_name, fault, pause, reason) => {
    let seen: string | null = null;
    rig = await telegramRig({
      sleep: async (ms) => {
        rig.pauses.push(ms);
        seen = rig.channel.trouble();
      },
    });
    const { telegram, received, pauses } = rig;
    telegram.breaks(fault, { method: 'getUpdates' });
    telegram.user(1, 'An').sends('alo');
    await rig.start();
    await telegram.waitFor(() => received.length === 1);
    expect(pauses).toEqual([pause]);
    expect(seen).toMatch(reason);
    expect(rig.channel.trouble()).toBeNull();
  });

  it('passes over an update it cannot make sense of', async () => {
    rig = await telegramRig();
    const { telegram, received, logged } = rig;
    telegram.pushUpdate({ message: { message_id: 1, from: {} } } as never);
    telegram.user(1, 'An').sends('alo');
    await rig.start();
    await telegram.waitFor(() => received.length === 1);
    expect(words(received)).toEqual(['alo']);
    expect(logged.join('')).toContain('unknown shape');
  });
});

describe('files', () => {
  it('downloads the largest photo and a document', async () => {
    rig = await telegramRig();
    const { telegram, channel, received } = rig;
    const an = telegram.user(1, 'An');
    an.sendsPhoto({ bytes: Buffer.from('whole picture'), caption: 'minh chứng' });
    an.sendsFile({ name: 'Báo cáo quý I.docx', bytes: Buffer.from('docx'), mime: 'application/x' });
    await rig.start();
    await telegram.waitFor(() => received.length === 2);
    const contents = await Promise.all(
      received.flatMap(({ content }) =>
        content.type === 'files' ? content.files.map((file) => channel.fetchFile(file)) : [],
      ),
    );
    expect(contents.map((bytes) => Buffer.from(bytes).toString())).toEqual([
      'whole picture',
      'docx',
    ]);
    expect(received[1]?.content).toMatchObject({
      files: [{ name: 'Báo cáo quý I.docx', mime: 'application/x', size: 4 }],
    });
  });

  it('refuses what is too large or gone, without a word about the token', async () => {
    rig = await telegramRig();
    const { telegram, channel } = rig;
    const file = { ref: 'nope', kind: 'document' as const, name: null, mime: null, size: null };
    await expect(channel.fetchFile(file)).rejects.toThrow('wrong file_id');
    await expect(channel.fetchFile({ ...file, size: 21 * 2 ** 20 })).rejects.toThrow('20 MB');
    const sent = telegram.user(1, 'An').sendsFile({ name: 'a.txt', bytes: Buffer.from('a') });
    for (const fault of [{ kind: 'reset' }, { kind: 'page', code: 502 }] as const) {
      telegram.breaks(fault, { method: 'file' });
      const failure = channel.fetchFile({ ...file, ref: sent.file?.id ?? '' });
      await expect(failure).rejects.toThrow('file cannot be downloaded');
      const error: unknown = await failure.catch((thrown: unknown) => thrown);
      expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toContain('AAtest');
    }
  });
});
