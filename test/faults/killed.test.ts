import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import { killAll, startBot } from './bot-process.ts';
import { expectNothingLost, holdDialogues } from './dialogues.ts';
import { type FaultyOffice, faultyOffice } from './office.ts';
import { seeded } from './random.ts';
import { isAsked, patience, report, size } from './size.ts';

const PEOPLE = [
  ...['dm-noi-vu', 'dm-tu-phap', 'dm-tc-kh', 'dm-vp', 'dm-gd-dt'],
  ...(size(0, 1) ? ['dm-y-te', 'dm-dan-toc', 'dm-vh-tt'] : []),
];
const REPORTS_EACH = size(2, 14);
const KILLS = size(6, 100);

let office: FaultyOffice;
afterEach(async () => {
  await killAll();
  await office.end();
});

test.runIf(isAsked('kill-dialogues'))(
  'killed again and again in the middle of dialogues, it loses nothing',
  async ({ annotate }) => {
    office = await faultyOffice();
    const { telegram } = office;
    const random = seeded(20230308);
    const sends = () =>
      telegram.calls('sendMessage').length + telegram.calls('editMessageText').length;

    const dialogues = holdDialogues(office, PEOPLE, REPORTS_EACH, random);
    let bot = await startBot(office.variables);
    let kills = 0;
    while (kills < KILLS && !dialogues.over()) {
      const until = sends() + 1 + Math.floor(random() * 10);
      while (sends() < until && !dialogues.over()) await sleep(1);
      // Half of the time while that very send is under way.
      await sleep(random() < 0.5 ? 0 : random() * 25);
      await bot.kill();
      kills += 1;
      bot = await startBot(office.variables);
    }

    const figures = await expectNothingLost(office, dialogues);
    // A reply may come twice only when the process died before it could note the first.
    expect(figures.doubled).toBeLessThanOrEqual(kills);
    expect(bot.exitCode()).toBeNull();
    await annotate(JSON.stringify({ kills, ...figures }));
    report({ row: 'kill-dialogues', fault: 'kill -9 during dialogues', times: kills, ...figures });
  },
  patience(180_000),
);
