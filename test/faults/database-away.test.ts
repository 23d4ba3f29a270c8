import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { afterEach, expect, test } from 'vitest';
import { killAll, startBot } from './bot-process.ts';
import { expectNothingLost, holdDialogues } from './dialogues.ts';
import { type FaultyOffice, faultyOffice } from './office.ts';
import { seeded } from './random.ts';
import { isAsked, patience, report, size } from './size.ts';
import { type TcpProxy, tcpProxy } from './tcp-proxy.ts';

const PEOPLE = ['dm-noi-vu', 'dm-tu-phap', 'dm-tc-kh', 'dm-vp', 'dm-gd-dt'];
const REPORTS_EACH = size(2, 8);
const ROUNDS = size(1, 5);

let office: FaultyOffice;
let proxy: TcpProxy;
afterEach(async () => {
  await killAll();
  await proxy.close();
  await office.end();
});

test.runIf(isAsked('database-dialogues'))(
  'the database goes away again and again during dialogues: nothing is lost or doubled',
  async ({ annotate }) => {
    office = await faultyOffice();
    const { db, telegram } = office;
    const random = seeded(19);
    const url = new URL(office.databaseUrl);
    proxy = await tcpProxy(Number(url.port));
    url.port = String(proxy.port);
    const bot = await startBot({ ...office.variables, DATABASE_URL: url.href });
    const status = async (path: string) => (await fetch(bot.address + path)).status;
    const dialogues = holdDialogues(office, PEOPLE, REPORTS_EACH, random);

    const troubles = {
      async cut() {
        await proxy.cut();
        await sleep(300 + random() * 700);
        expect(await status('/readyz')).toBe(503);
        expect(await status('/healthz')).toBe(200);
        await proxy.restore();
      },
      async frozen() {
        proxy.freeze();
        expect(await status('/readyz')).toBe(503);
        proxy.thaw();
      },
      /** What a restart of the server does to its connections. */
      async shutDown() {
        await db.execute(sql`
        select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and pid <> pg_backend_pid()`);
      },
    };
    const sends = () => telegram.calls('sendMessage').length;
    const round = ['cut', 'shutDown', 'frozen', 'shutDown', 'cut', 'cut'] as const;
    const all = Array.from({ length: ROUNDS }, () => round).flat();
    for (const trouble of all) {
      const until = sends() + 2 + Math.floor(random() * 6);
      while (sends() < until && !dialogues.over()) await sleep(1);
      await sleep(random() * 20);
      await troubles[trouble]();
    }

    const figures = await expectNothingLost(office, dialogues);
    expect(figures.doubled).toBe(0);
    expect(await status('/readyz')).toBe(200);
    expect(bot.exitCode()).toBeNull();
    await annotate(JSON.stringify(figures));
    report({
      row: 'database-dialogues',
      fault: 'database cut off, frozen or connections ended, during dialogues',
      times: all.length,
      ...figures,
    });
  },
  patience(90_000),
);
