import { fileURLToPath } from 'node:url';
import { sql } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { Fault } from '../emulators/common/faults.ts';
import { killAll, startBot } from './bot-process.ts';
import { broadcast } from './broadcast.ts';
import { compareWithChats, settled } from './delivered.ts';
import type { Row } from './rows.ts';
import { isAsked, patience, report, size, worstDelay } from './size.ts';
import { type ZaloOffice, zaloOffice } from './zalo-office.ts';

/** Stands for the half minute a call may take. */
const CALL_MS = 1_000;
const CHATS = size(12, 200);
const NOTICES = [1, 2];

interface Case {
  row: Row;
  fault: string;
  breaks: Fault;
  times: number;
  /** A send whose answer never came is repeated once, and says so; no other is. */
  doubles: boolean;
}

const CASES: readonly Case[] = [
  {
    row: 'zalo-slow',
    fault: 'Zalo answers slowly',
    breaks: { kind: 'late', ms: 400 },
    times: size(6, 100),
    doubles: false,
  },
  {
    row: 'zalo-429',
    fault: '429 from Zalo, which names no time',
    breaks: { kind: 'error', code: 429, description: 'Too many requests' },
    times: size(3, 3),
    doubles: false,
  },
  {
    row: 'zalo-half-open',
    fault: 'connections to Zalo half open: no answer, nothing done',
    breaks: { kind: 'hang' },
    times: size(3, 8),
    doubles: false,
  },
  {
    row: 'zalo-5xx',
    fault: '502 from Zalo, for a while',
    breaks: { kind: 'page', status: 502 },
    times: size(6, 9),
    doubles: false,
  },
  {
    row: 'zalo-late',
    fault: 'Zalo answers after our timeout',
    breaks: { kind: 'late', ms: 2 * CALL_MS },
    times: size(3, 8),
    doubles: true,
  },
];

let office: ZaloOffice;
beforeAll(async () => {
  office = await zaloOffice();
  const weather = fileURLToPath(new URL('./weather.mjs', import.meta.url));
  await startBot({
    ...office.variables,
    NODE_OPTIONS: `--import ${weather}`,
    WEATHER_ZALO_MS: String(CALL_MS),
  });
});
// Each row counts its own messages.
afterEach(() => office.db.execute(sql`truncate outbox, reminder_marks`));
afterAll(async () => {
  await killAll();
  await office.end();
});

test.each(CASES.filter(({ row }) => isAsked(row)))(
  '$fault: everything arrives, and twice only what was never answered',
  async ({ row, fault, breaks, times, doubles }) => {
    const { db, zalo } = office;
    const people = Array.from({ length: CHATS }, (_, n) => office.person(`Người ${n}`));
    zalo.breaks(breaks, { method: 'sendMessage', after: 5, times });
    await broadcast(
      office,
      people.map(({ id }) => id),
      NOTICES,
    );
    const pause = setInterval(() => void passTime(), 200);
    try {
      await settled(office, patience(60_000));
    } finally {
      clearInterval(pause);
    }
    const due = CHATS * NOTICES.length;
    const delivered = await compareWithChats(office);
    expect(delivered).toMatchObject({ due, sent: due, lost: 0 });
    expect(delivered.doubled).toBeLessThanOrEqual(doubles ? times : 0);
    for (const { fromBot } of people) {
      const seen = fromBot.map(({ text }) => Number(/Thông báo (\d+)/.exec(text)?.[1]));
      expect(seen).toEqual(seen.toSorted((a, b) => a - b));
      expect([...new Set(seen)]).toEqual(NOTICES);
    }
    report({ row, fault, times, ...delivered, worstDelayMs: await worstDelay(db) });

    /** The minutes for which a quota's 429 silences the channel, and those before a repeat. */
    async function passTime(): Promise<void> {
      await db.execute(sql`update conversations set quiet_until = null where channel = 'zalo'`);
      await db.execute(sql`
        update outbox set retry_at = clock_timestamp() where retry_at > clock_timestamp()`);
    }
  },
  patience(90_000),
);
