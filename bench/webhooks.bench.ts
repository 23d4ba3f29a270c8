import { mkdtemp, rm } from 'node:fs/promises';
import { Agent } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { openDatabase } from '../db/client.ts';
import { startEmbedded } from '../db/embedded/server.ts';
import { migrate } from '../db/migrate.ts';
import { arrivalsWaiting } from '../db/queries/arrivals.ts';
import { zaloOaEmulator } from '../test/emulators/zalo-oa/emulator.ts';
import { killAll, startBot } from '../test/faults/bot-process.ts';
import { deliver } from '../test/faults/webhook-calls.ts';

/**
 * How long a network waits for its webhook while so many people write at the same moment:
 * `npm run bench:webhooks [people]`. One process of the bot, five rounds, each of new people; the
 * Official Account, since Zalo is the one that names a limit (2 s).
 */
const PEOPLE = Number(process.argv[2] ?? 300);
const ROUNDS = 5;

const dataDir = await mkdtemp(join(tmpdir(), 'tiendo-bench-'));
const server = await startEmbedded({ dataDir: join(dataDir, 'pg') });
await migrate(server.url);
const { db, close } = openDatabase(server.url);
const said: Record<string, unknown>[] = [];
const oa = await zaloOaEmulator({ patienceMs: 120_000, takes: (event) => said.push(event) });
const agent = new Agent({ keepAlive: true, maxSockets: PEOPLE });
try {
  const bot = await startBot({
    DATABASE_URL: server.url,
    DATA_DIR: dataDir,
    ZALO_OA_APP_ID: oa.appId,
    ZALO_OA_APP_SECRET: oa.appSecret,
    ZALO_OA_WEBHOOK_SECRET: oa.webhookSecret,
    ZALO_OA_REFRESH_TOKEN: oa.tokens.refreshToken(),
    ZALO_OA_API_ROOT: oa.root,
    ZALO_OA_OAUTH_ROOT: oa.root,
  });
  for (let round = 1; round <= ROUNDS; round += 1) {
    for (let n = 0; n < PEOPLE; n += 1) oa.person(`Người ${round}-${n}`).says('/trogiup');
    const waits: number[] = [];
    const begun = performance.now();
    await Promise.all(said.splice(0).map((event) => post(event, waits, bot.address)));
    await handled();
    const all = Math.round(performance.now() - begun);
    waits.sort((a, b) => a - b);
    const [median, slowest] = [waits[waits.length >> 1] ?? 0, waits.at(-1) ?? 0];
    console.log(
      `${PEOPLE} events at once: answered after ${Math.round(median)} ms (median), ${Math.round(slowest)} ms (slowest); all handled after ${all} ms`,
    );
  }
} finally {
  await killAll();
  agent.destroy();
  await oa.close();
  await close();
  await server.stop();
  await rm(dataDir, { recursive: true, force: true });
}

async function post(event: Record<string, unknown>, waits: number[], address: string) {
  const { body, headers } = oa.hook.signed(event);
  const call = { path: '/zalo-oa/webhook', body, headers: { ...headers } };
  const begun = performance.now();
  await deliver(call, () => address, agent);
  waits.push(performance.now() - begun);
}

async function handled(): Promise<void> {
  while ((await arrivalsWaiting(db)).count > 0) await new Promise((go) => setTimeout(go, 20));
}
