import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import { inbox } from '../../db/schema/index.ts';
import { killAll, startBot } from './bot-process.ts';
import { broadcast } from './broadcast.ts';
import { compareWithChats, settled } from './delivered.ts';
import { seeded } from './random.ts';
import { isAsked, patience, report, size, worstDelay } from './size.ts';
import { deliver } from './webhook-calls.ts';
import { type ZaloOffice, zaloOffice } from './zalo-office.ts';

/** In each wave everybody of one group gets a notice and everybody of the other says something. */
const QUIET = 20;
const TALKING = 5;
const WAVES = size(4, 100);

let office: ZaloOffice;
afterEach(async () => {
  await killAll();
  await office.end();
});

test.runIf(isAsked('kill-zalo'))(
  'two replicas on Zalo, one killed again and again while people write and a broadcast goes out',
  async ({ annotate }) => {
    office = await zaloOffice();
    const { db, zalo, variables } = office;
    const random = seeded(44);
    const quiet = Array.from({ length: QUIET }, (_, n) => office.person(`Người nghe ${n}`));
    const talking = Array.from({ length: TALKING }, (_, n) => office.person(`Người nói ${n}`));
    let [victim, survivor] = await Promise.all([startBot(variables), startBot(variables)]);
    const sends = () => zalo.calls('sendMessage').length;
    const taken: Promise<void>[] = [];
    for (let wave = 1; wave <= WAVES; wave += 1) {
      const ids = quiet.map(({ id }) => id);
      await broadcast(office, ids, [wave]);
      for (const person of talking) person.says('/trogiup');
      // To either; once the victim is gone, only to who is there.
      const [one, other] = random() < 0.5 ? [victim, survivor] : [survivor, victim];
      taken.push(
        ...office.calls().map((call) => deliver(call, (n) => (n % 2 === 0 ? one : other).address)),
      );
      const until = sends() + 2 + Math.floor(random() * (QUIET - 5));
      while (sends() < until) await sleep(1);
      await sleep(random() < 0.5 ? 0 : random() * 40);
      await victim.kill();
      [victim, survivor] = [survivor, await startBot(variables)];
    }
    await Promise.all(taken);
    await settled(office, patience(60_000));
    const said = WAVES * TALKING;
    const handled = await db.select().from(inbox);
    expect(handled).toHaveLength(said);
    expect(handled.filter(({ failure }) => failure !== null)).toEqual([]);
    const delivered = await compareWithChats(office);
    const due = WAVES * (QUIET + TALKING);
    expect(delivered).toMatchObject({ due, sent: due, lost: 0 });
    expect(delivered.doubled).toBeLessThanOrEqual(WAVES);
    const waves = Array.from({ length: WAVES }, (_, n) => n + 1);
    for (const { fromBot } of quiet) {
      const seen = fromBot.map(({ text }) => Number(/Thông báo (\d+)/.exec(text)?.[1]));
      expect(seen).toEqual(seen.toSorted((a, b) => a - b));
      expect([...new Set(seen)]).toEqual(waves);
    }
    await annotate(
      report({
        row: 'kill-zalo',
        fault: 'kill -9 of one of two replicas on Zalo, during dialogues and a broadcast',
        times: WAVES,
        answers: { accepted: said, lost: said - handled.length, doubled: 0 },
        ...delivered,
        worstDelayMs: await worstDelay(db),
      }),
    );
  },
  patience(120_000),
);
