import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { WRONG_A_MINUTE } from '../../http/attempts.ts';
import { translator } from '../../locales/index.ts';
import { type Networks, openNetworks } from '../support/networks.ts';

const t = translator('vi');
/** Stands in every name, note and file name people give here, and nowhere else. */
const PRIVATE = 'Kimocua';
const NOTE = `kinh phí ${PRIVATE} chưa cấp`;
const FILE = `Minh chứng ${PRIVATE}.pdf`;

const lines: string[] = [];
/** Everything at every level, with nothing taken out afterwards. */
const log = pino({ level: 'trace', base: null }, { write: (line: string) => lines.push(line) });
const printed: string[] = [];

let office: Networks;
beforeAll(async () => {
  for (const name of ['log', 'info', 'warn', 'error', 'debug'] as const) {
    vi.spyOn(console, name).mockImplementation((...words) => void printed.push(words.join(' ')));
  }
  office = await openNetworks({ log });
}, 60_000);
afterAll(async () => {
  await office.end();
  vi.restoreAllMocks();
});

/** What is in some log line and must not be. */
function told(secrets: Record<string, string>): string[] {
  const all = [...lines, ...printed];
  return Object.entries(secrets).flatMap(([what, secret]) => {
    if (secret === '') throw new Error(`no ${what} to look for`);
    const line = all.find((one) => one.includes(secret));
    return line === undefined ? [] : [`${what}: ${line}`];
  });
}

/** Lets the next writes of a kind fail in the database, which says what was to be written. */
async function fails(table: string, code: string): Promise<() => Promise<unknown>> {
  await office.db.execute(
    sql.raw(`create or replace function refuse_it() returns trigger language plpgsql as
      $$ begin raise exception 'refused: %', new::text using errcode = '${code}'; end $$`),
  );
  await office.db.execute(
    sql.raw(`create trigger refuse_it before insert on ${table} for each row
      execute function refuse_it()`),
  );
  return () => office.db.execute(sql.raw(`drop trigger refuse_it on ${table}`));
}

const logged = (words: string) => lines.some((line) => line.includes(words));

it('no log line at any level tells a secret or what people wrote or are called', {
  timeout: 180_000,
}, async () => {
  const { telegram: emulator } = office.emulators;
  const { telegram, zalo } = office.networks;
  const [agency] = await office.db.execute<{ id: number }>(
    sql`select id from agencies where code = 'tu-phap'`,
  );
  const [desk] = await office.db.execute<{ id: number }>(
    sql`select id from agencies where code = 'noi-vu'`,
  );
  const codes = [
    await office.invite(agency?.id ?? 0, 'official'),
    await office.invite(desk?.id ?? 0, 'coordinator'),
    await office.invite(agency?.id ?? 0, 'head'),
  ];
  const [code = '', deskCode = '', headCode = ''] = codes;

  // Wrong codes, then the right ones.
  const official = telegram.person(`Nguyễn ${PRIVATE}`);
  await official.says('/lienket WRNG-K0DE');
  await official.hears('mã');
  await official.says(`/lienket ${code}`);
  await official.hears('Anh/chị có đồng ý');
  await official.chooses(t.plain('privacy.agree'));
  await official.hears('Liên kết thành công');
  const coordinator = telegram.person(`Trần ${PRIVATE}`);
  await coordinator.says(`/lienket ${deskCode}`);
  await coordinator.hears('Anh/chị có đồng ý');
  await coordinator.chooses(t.plain('privacy.agree'));
  await coordinator.hears('Liên kết thành công');
  const head = zalo.person(`Lê ${PRIVATE}`);
  await head.says(`/lienket ${headCode}`);
  await head.hears('Anh/chị có đồng ý');
  await head.chooses(t.plain('privacy.agree'));
  await head.hears('Liên kết thành công');

  // A dialogue with a note and a file, broken off by the database for good and for a while.
  await official.says('/viec');
  await official.hears('1');
  await official.says('việc 5 đang làm 40%');
  await official.hears('Tôi hiểu');
  const mended = await fails('updates', '22000');
  await official.chooses('✅ Đúng, ghi nhận');
  await official.hears(t.plain('refused.our_fault').slice(0, 12));
  await mended();
  expect(logged('update failed for good')).toBe(true);
  for (const [table, line] of [
    ['outbox', 'update waits for another try'],
    ['arrivals', 'update not stored'],
  ] as const) {
    const back = await fails(table, '40001');
    await official.says(`/hotro ${NOTE}`);
    await vi.waitFor(() => expect(logged(line)).toBe(true), { timeout: 20_000 });
    await back();
    await official.hears('');
  }

  // A file that cannot be kept, and one that can, through the chat and through the page.
  const files = join(office.dataDir, 'files');
  await rm(files, { recursive: true, force: true });
  await writeFile(files, '');
  await official.sendsFile(FILE, 'nội dung');
  await vi.waitFor(() => expect(logged('file not kept')).toBe(true), { timeout: 20_000 });
  await rm(files);
  await official.sendsFile(FILE, 'nội dung');
  await official.hears('tệp');
  await head.sendsFile(FILE, 'nội dung');
  await head.hears('tệp');
  const link = async (from: string) => {
    const [row] = await office.db.execute<{ text: string }>(
      sql`select message->>'text' as text from outbox
        where message->>'text' like ${`%/${from}/%`} order by id desc limit 1`,
    );
    return new RegExp(`/${from}/([\\w.~-]+)`).exec(row?.text ?? '')?.[1] ?? '';
  };
  const upload = await link('upload');

  // A dashboard, opened, guessed at, and broken by the database.
  await coordinator.says('/bang');
  await coordinator.hears('/board/');
  const board = await link('board');
  expect((await fetch(`${office.address}/board/${board}`)).status).toBe(200);
  const broken = await fails('audit', '22000');
  expect((await fetch(`${office.address}/board/${board}`)).status).toBe(500);
  await broken();
  for (let guess = 0; guess <= WRONG_A_MINUTE; guess++) {
    await fetch(`${office.address}/board/${board.slice(0, -3)}${guess}${PRIVATE}`);
  }
  expect(logged('many wrong secrets')).toBe(true);

  // Wrong secrets of webhooks.
  const body = JSON.stringify({ message: { text: NOTE } });
  for (const [path, header] of [
    ['telegram', 'x-telegram-bot-api-secret-token'],
    ['zalo', 'x-bot-api-secret-token'],
    ['zalo-oa', 'x-zevent-signature'],
  ] as const) {
    const headers = { 'content-type': 'application/json', [header]: `wrong${PRIVATE}` };
    const answer = await fetch(`${office.address}/${path}/webhook`, {
      method: 'POST',
      headers,
      body,
    });
    expect([401, 429]).toContain(answer.status);
  }

  // Networks that fail and say back what they were sent.
  const words = `Bad Request: can't parse entities: "${NOTE}" in ${emulator.token}`;
  emulator.breaks(
    { kind: 'error', code: 400, description: words },
    { method: 'sendMessage', times: 3 },
  );
  await official.says('/trogiup');
  await vi.waitFor(() => expect(logged('message given up')).toBe(true), { timeout: 20_000 });
  emulator.breaks({ kind: 'page', code: 502 }, { method: 'sendMessage' });
  zalo.fails?.();
  await head.says('/trogiup');
  await head.hears('');
  // An update nobody could foresee.
  emulator.pushUpdate({ message: { text: NOTE, from: { id: 1, first_name: PRIVATE } } } as never);
  await vi.waitFor(() => expect(logged('unknown shape')).toBe(true), { timeout: 20_000 });
  await office.moveTo('2023-02-28T08:00');

  expect(lines.length).toBeGreaterThan(10);
  const { oaRefresh, ...secrets } = office.secrets;
  expect(
    told({
      ...secrets,
      oaRefresh: oaRefresh(),
      'half of the Telegram token': emulator.token.slice(emulator.token.indexOf(':') + 1),
      'a code': code,
      'a code of the desk': deskCode,
      'a code of the head': headCode,
      'a wrong code': 'WRNG-K0DE',
      'the link of a dashboard': board,
      'the link of an upload': upload,
      'what somebody wrote or is called': PRIVATE,
    }),
  ).toEqual([]);
  // One place in our own code may be named, never a whole trace.
  const traces = [...lines, ...printed].filter(
    (line) => (line.match(/\bat .+?:\d+:\d+/g) ?? []).length > 1,
  );
  expect(traces).toEqual([]);
  expect(printed).toEqual([]);
  const people = await office.db.execute<{ name: string }>(sql`select name from persons`);
  expect(told(Object.fromEntries(people.map(({ name }) => [name, name])))).toEqual([]);
});
