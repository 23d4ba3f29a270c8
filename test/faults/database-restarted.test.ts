import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import { ping } from '../../db/queries/system.ts';
import { isPassing } from '../../db/trouble.ts';
import { killAll, startBot } from './bot-process.ts';
import { expectNothingLost, holdDialogues } from './dialogues.ts';
import { type FaultyOffice, faultyOffice } from './office.ts';
import { type OwnServer, ownServer } from './own-server.ts';
import { seeded } from './random.ts';
import { isAsked, patience, report, size } from './size.ts';
import { broadcastThrough } from './stormy-broadcast.ts';
import { tcpProxy } from './tcp-proxy.ts';

const CHATS = size(40, 500);
const NOTICES = 4;
const STRIKES = size(4, 25);
const PEOPLE = ['dm-noi-vu', 'dm-tu-phap', 'dm-tc-kh', 'dm-vp', 'dm-gd-dt'];

let office: FaultyOffice;
afterEach(async () => {
  await killAll();
  await office.end();
});

/** Every other time in an orderly way, else by `kill -9`. */
async function strike(server: OwnServer, n: number, random: () => number): Promise<void> {
  const downMs = random() < 0.5 ? 0 : random() * 1_000;
  await (n % 2 === 0 ? server.restart(downMs) : server.crash(downMs));
  // The test's own pool may still be about to learn of it.
  for (let attempt = 0; ; attempt += 1) {
    const trouble = await ping(office.db).then(
      () => null,
      (error: unknown) => error,
    );
    if (trouble === null) return;
    if (!isPassing(trouble) || attempt === 600) throw trouble;
    await sleep(50);
  }
}

async function officeOnItsOwn(): Promise<{ server: OwnServer; office: FaultyOffice }> {
  const server = await ownServer();
  return { server, office: await faultyOffice({ url: server.url, drop: () => server.end() }) };
}

test.runIf(isAsked('restart-dialogues'))(
  'PostgreSQL itself is restarted and killed during dialogues: what was accepted is there',
  async ({ annotate }) => {
    const random = seeded(31);
    const own = await officeOnItsOwn();
    office = own.office;
    const bot = await startBot(office.variables);
    const dialogues = holdDialogues(office, PEOPLE, size(1, 8), random);
    await dialogues.begun;
    const sends = () => office.telegram.calls('sendMessage').length;
    let strikes = 0;
    while (strikes < STRIKES && !dialogues.over()) {
      const until = sends() + 2 + Math.floor(random() * 6);
      while (sends() < until && !dialogues.over()) await sleep(1);
      await sleep(random() * 20);
      await strike(own.server, strikes, random);
      strikes += 1;
    }
    const figures = await expectNothingLost(office, dialogues);
    expect(figures.doubled).toBe(0);
    expect(bot.exitCode()).toBeNull();
    await annotate(
      report({
        row: 'restart-dialogues',
        fault: 'PostgreSQL restarted or kill -9 of it, during dialogues',
        times: strikes,
        ...figures,
      }),
    );
  },
  patience(180_000),
);

test.runIf(isAsked('restart-broadcast'))(
  'PostgreSQL itself is restarted and killed while two replicas send a broadcast',
  async ({ annotate }) => {
    const random = seeded(32);
    const own = await officeOnItsOwn();
    office = own.office;
    const figures = await broadcastThrough(office, {
      chats: CHATS,
      notices: NOTICES,
      strikes: STRIKES,
      strike: (n) => strike(own.server, n, random),
      random,
    });
    // Nobody died: whoever sent a message lives to note it, and the other must leave it alone.
    expect(figures.doubled).toBe(0);
    await annotate(
      report({
        row: 'restart-broadcast',
        fault: 'PostgreSQL restarted or kill -9 of it, during a broadcast of two replicas',
        times: STRIKES,
        ...figures,
      }),
    );
  },
  patience(180_000),
);

test.runIf(isAsked('cut-broadcast'))(
  'two replicas are cut off from the database again and again while they send a broadcast',
  async ({ annotate }) => {
    const random = seeded(33);
    office = await faultyOffice();
    const url = new URL(office.databaseUrl);
    const proxy = await tcpProxy(Number(url.port));
    url.port = String(proxy.port);
    try {
      const figures = await broadcastThrough(office, {
        chats: CHATS,
        notices: NOTICES,
        strikes: STRIKES,
        async strike() {
          await proxy.cut();
          await sleep(random() * 1_000);
          await proxy.restore();
        },
        random,
        databaseUrl: url.href,
      });
      expect(figures.doubled).toBe(0);
      await annotate(
        report({
          row: 'cut-broadcast',
          fault: 'database cut off during a broadcast of two replicas',
          times: STRIKES,
          ...figures,
        }),
      );
    } finally {
      await killAll();
      await proxy.close();
    }
  },
  patience(180_000),
);
