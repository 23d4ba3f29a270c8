import { writeFileSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { sql } from 'drizzle-orm';
import { afterEach, expect, test } from 'vitest';
import { fileStore } from '../../files/store.ts';
import { killAll, startBot } from './bot-process.ts';
import { broadcast, noticesSeen, quietChats } from './broadcast.ts';
import { compareWithChats, settled } from './delivered.ts';
import { type FaultyOffice, faultyOffice } from './office.ts';
import { isAsked, patience, report, size, worstDelay } from './size.ts';

const HOUR_MS = 60 * 60 * 1000;
const CHATS = size(15, 400);

let office: FaultyOffice;
afterEach(async () => {
  await killAll();
  await office.end();
});

function under(weather: Record<string, string>): Record<string, string> {
  const preload = fileURLToPath(new URL('./weather.mjs', import.meta.url));
  return { ...office.variables, NODE_OPTIONS: `--import ${preload}`, ...weather };
}

test.runIf(isAsked('disk'))(
  'the disk for files is full: the sender is told, the rest of the form is kept',
  async () => {
    office = await faultyOffice();
    const full = join(office.variables.DATA_DIR ?? '', 'full');
    const bot = await startBot(under({ WEATHER_DISK: full }));
    const { person, invite, obligations } = await office.newcomer('dm-noi-vu');
    person.sends(`/start ${invite}`);
    await person.hears();
    person.sends(`/chitiet ${obligations[0]}`);
    const open = `up:${obligations[0]}:in_progress`;
    const offered = await person.hears((message) =>
      message.buttons.flat().some(({ data }) => data === open),
    );
    person.presses(open, offered.id);
    await person.hears();

    const bytes = Buffer.from('%PDF-1.4 minh chứng');
    await writeFile(full, '');
    person.sendsFile({ name: 'minh-chung.pdf', bytes });
    await person.hears(/hết chỗ.*minh-chung\.pdf/s);
    expect(bot.logged.join('\n')).toContain('file not kept');
    expect(bot.exitCode()).toBeNull();
    // The form goes on where it was, and the next file is taken as ever.
    person.sends('40%');
    await person.hears(/tệp minh chứng/);
    await rm(full);
    person.sendsFile({ name: 'minh-chung.pdf', bytes });
    await person.hears((message) => !/hết chỗ/.test(message.text));
    expect(await fileStore(join(office.variables.DATA_DIR ?? '', 'files')).list()).toHaveLength(1);

    await settled(office);
    const [failures] = await office.db.execute<{ n: number; all: number }>(sql`
    select count(*) filter (where failure is not null)::int as n, count(*)::int as all from inbox`);
    expect(failures?.n).toBe(0);
    const delivered = await compareWithChats(office);
    expect(delivered).toMatchObject({ lost: 0, doubled: 0 });
    report({
      row: 'disk',
      fault: 'no space for files',
      times: 1,
      answers: { accepted: failures?.all ?? 0, lost: 0, doubled: 0 },
      ...delivered,
      worstDelayMs: await worstDelay(office.db),
    });
  },
  60_000,
);

test.runIf(isAsked('clock'))(
  'the clock jumps a day ahead and back, while sending and across starts: nothing twice, nothing stuck',
  async () => {
    office = await faultyOffice();
    const { telegram, db } = office;
    const clock = join(office.variables.DATA_DIR ?? '', 'clock');
    const jump = (hours: number) => writeFileSync(clock, String(hours * HOUR_MS));
    const chats = await quietChats(office, CHATS);
    const jumps = [26, 0, -26, 3, -3, 0];
    jump(0);
    let bot = await startBot(under({ WEATHER_CLOCK: clock }));
    for (const [index, hours] of jumps.entries()) {
      await broadcast(office, chats, [index + 1]);
      const until = telegram.calls('sendMessage').length + 5;
      // A clock that went back holds what was not due then; that is no reason to wait here.
      for (let n = 0; n < 200 && telegram.calls('sendMessage').length < until; n++) await sleep(5);
      jump(hours);
      // Jobs look at once when the program starts: their ticks meet the moved clock, too.
      if (index % 2 === 1) {
        const { code } = await bot.terminate();
        expect(code).toBe(0);
        bot = await startBot(under({ WEATHER_CLOCK: clock }));
      }
    }
    await settled(office, patience(30_000));
    const due = CHATS * jumps.length;
    const delivered = await compareWithChats(office);
    expect(delivered).toMatchObject({ due, sent: due, lost: 0, doubled: 0 });
    for (const seen of noticesSeen(office, chats)) expect(seen).toEqual(jumps.map((_, n) => n + 1));
    expect(bot.logged.join('\n')).not.toContain('jobs did not run');
    report({
      row: 'clock',
      fault: 'the clock jumps by hours, ahead and back',
      times: jumps.length,
      ...delivered,
      worstDelayMs: await worstDelay(db),
    });
  },
  patience(60_000),
);
