import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import type { LinksOf } from './bot/channels/common/file-links.ts';
import { type TelegramChannel, telegramChannel } from './bot/channels/telegram/telegram.ts';
import { clockRoutes } from './bot/channels/web/clock-routes.ts';
import { eventRoutes } from './bot/channels/web/event-routes.ts';
import { pageRoutes } from './bot/channels/web/page-routes.ts';
import { simulatorRoutes } from './bot/channels/web/routes.ts';
import { CLOCK_SETTING, simulatedTime, storedMoment } from './bot/channels/web/simulated-time.ts';
import { type WebChannel, webChannel } from './bot/channels/web/web-channel.ts';
import { type ZaloChannel, zaloChannel } from './bot/channels/zalo/zalo.ts';
import { type ZaloOaChannel, zaloOaChannel } from './bot/channels/zalo-oa/zalo-oa.ts';
import { COMMANDS } from './bot/commands/index.ts';
import { commandMenu } from './bot/menu.ts';
import { type BoardTarget, createPipeline, type UploadTarget } from './bot/pipeline.ts';
import { type Config, ConfigError } from './config.ts';
import type { Channel, IncomingHandler } from './core/messages/channel.ts';
import type { Incoming } from './core/messages/message.ts';
import { DEFAULT_LADDER } from './core/reminders/ladder.ts';
import { type Clock, type MovableClock, movableClock, systemClock } from './core/time/clock.ts';
import { openPresence, type Presence } from './db/presence.ts';
import { type ChatAddress, mayOpenFiles } from './db/queries/chat-files.ts';
import { outboxCounts } from './db/queries/outbox.ts';
import { writeSetting } from './db/queries/system.ts';
import { describeError } from './db/trouble.ts';
import { signer } from './files/signed.ts';
import { fileStore } from './files/store.ts';
import { countAttempts } from './http/attempts.ts';
import { dashboardPath, dashboardRoutes } from './http/dashboard.ts';
import { downloadPath, downloadRoutes } from './http/downloads.ts';
import { healthRoutes } from './http/health.ts';
import { metricsRoutes } from './http/metrics.ts';
import { picturePath, pictureRoutes } from './http/pictures.ts';
import { createServer } from './http/server.ts';
import { telegramWebhook } from './http/telegram-webhook.ts';
import { uploadPath, uploadRoutes } from './http/upload.ts';
import { zaloOaWebhook } from './http/zalo-oa-webhook.ts';
import { zaloWebhook } from './http/zalo-webhook.ts';
import { type Arrivals, createArrivals } from './jobs/arrivals.ts';
import { createDelivery, type Delivery } from './jobs/delivery.ts';
import { JOBS } from './jobs/index.ts';
import { isQuotaTight, quotaMonth, spendQuota } from './jobs/quota.ts';
import { createScheduler } from './jobs/scheduler.ts';
import { keptValue } from './office/kept-value.ts';
import { linkSecret } from './office/link-secret.ts';
import { type OpenStore, openStore, refuseRehearsal } from './store.ts';

/** Where the tokens of the Official Account are kept. */
const ZALO_OA_TOKENS = 'zalo_oa_tokens';

export interface RunningApp {
  /** Where the HTTP server listens. */
  address: string;
  /** Finishes what is in hand, then ends everything. */
  stop(): Promise<void>;
}

/** Wires everything and starts it. `firstMoment`: where a rehearsal's clock begins. */
export async function startApp(
  config: Config,
  log: Logger,
  options: { store?: OpenStore; firstMoment?: Date } = {},
): Promise<RunningApp> {
  const store = options.store ?? (await openStore(config, log));
  const presence = openPresence(store.url);
  try {
    await refuseRehearsal(store, config);
    return await wire(config, log, store, presence, options.firstMoment);
  } catch (error) {
    await presence.close();
    await store.close();
    throw error;
  }
}

async function listen(server: FastifyInstance, { port, simulator }: Config): Promise<string> {
  try {
    return await server.listen({ port, host: simulator ? 'localhost' : '0.0.0.0' });
  } catch (error) {
    const { code } = describeError(error);
    if (code !== 'EADDRINUSE' && code !== 'EACCES') throw error;
    throw new ConfigError(`PORT: ${port} cannot be listened on (${code})`);
  }
}

async function wire(
  config: Config,
  log: Logger,
  store: OpenStore,
  presence: Presence,
  firstMoment: Date | undefined,
): Promise<RunningApp> {
  const { db } = store.database;
  const { timeZone } = config;
  const movable = config.simulator
    ? movableClock((await storedMoment(db)) ?? firstMoment ?? systemClock.now())
    : null;
  if (movable) await writeSetting(db, CLOCK_SETTING, movable.now().toISOString());
  const clock: Clock = movable ?? systemClock;
  const files = fileStore(join(config.dataDir, 'files'));
  const server = createServer(log);
  const month = () => quotaMonth(clock.now(), timeZone);
  const metrics = metricsRoutes(server, db, month);
  let address = '';

  const telegram: TelegramChannel | null = config.telegram
    ? telegramChannel({
        ...config.telegram,
        commands: (locale) => commandMenu(COMMANDS, locale),
        readFile: files.read,
        log: log.child({ part: 'telegram' }),
      })
    : null;
  const shared = {
    signer: signer(await linkSecret(db)),
    files,
    clock,
    mayOpen: (chat: ChatAddress, since: Date) => mayOpenFiles(db, chat, since),
  };
  const { publicUrl } = config;
  const metering = { db, clock, timeZone, log: log.child({ part: 'quota' }) };
  const linksOf = (channel: string): LinksOf =>
    publicUrl
      ? (chat) => ({
          picture: (file) => `${publicUrl}${picturePath(shared, file, { channel, chat })}`,
          download: (file) => `${publicUrl}${downloadPath(shared, file, { channel, chat })}`,
        })
      : null;
  const zalo: ZaloChannel | null = config.zalo
    ? zaloChannel({
        ...config.zalo,
        links: linksOf('zalo'),
        readFile: files.read,
        onSpent: () => (zalo ? spendQuota(metering, zalo) : Promise.resolve()),
        log: log.child({ part: 'zalo' }),
      })
    : null;
  const zaloOa: ZaloOaChannel | null = config.zaloOa
    ? zaloOaChannel({
        ...config.zaloOa,
        tokenStore: keptValue(db, ZALO_OA_TOKENS),
        links: linksOf('zalo_oa'),
        readFile: files.read,
        clock,
        log: log.child({ part: 'zalo_oa' }),
      })
    : null;
  const web: WebChannel | null = movable
    ? webChannel({ db, clock, files, inviteRoot: () => config.publicUrl ?? address })
    : null;
  const channels: Channel[] = [telegram, zalo, zaloOa, web].filter((channel) => channel !== null);

  // A message that cannot be delivered on one channel goes on on another.
  let moves = 0;
  const deliveries: Delivery[] = channels.map((channel) => {
    const delivery = createDelivery({
      db,
      clock,
      timeZone,
      channel,
      presence,
      channels: channels.map(({ name }) => name),
      onMoved: () => {
        moves += 1;
        onCommitted();
      },
      log: log.child({ part: 'delivery', channel: channel.name }),
      onResult: (outcome) => metrics.countSend(channel.name, outcome),
      isTight: () => isQuotaTight(metering, channel),
    });
    metrics.watchBreaker(channel.name, () => delivery.trouble() !== null);
    return delivery;
  });
  const onCommitted = () => {
    for (const delivery of deliveries) delivery.kick();
  };
  const settled = async () => {
    let before: number;
    do {
      before = moves;
      await Promise.all(deliveries.map((delivery) => delivery.drain()));
    } while (moves > before);
  };
  const scheduler = createScheduler({
    db,
    clock,
    timeZone,
    ladder: DEFAULT_LADDER,
    jobs: JOBS,
    files,
    channels,
    log,
    onCommitted,
  });

  healthRoutes(
    server,
    db,
    channels.map((channel, index) => ({
      name: channel.name,
      trouble: () => channel.trouble() ?? deliveries[index]?.trouble() ?? null,
    })),
  );
  const attempts = countAttempts(log);
  if (telegram) telegramWebhook(server, telegram, attempts);
  if (zalo) zaloWebhook(server, zalo, attempts);
  if (zaloOa) zaloOaWebhook(server, zaloOa, attempts);
  pictureRoutes(server, shared, attempts);
  downloadRoutes(server, shared, attempts);
  dashboardRoutes(server, { ...shared, db, timeZone }, attempts);
  const linkFrom = (root: string, target: BoardTarget) => {
    const { path, until } = dashboardPath(shared, target);
    return { link: `${root}${path}`, until };
  };
  const handlers = new Map<string, IncomingHandler>();
  const uploads = {
    ...shared,
    db,
    async deliver(incoming: Incoming) {
      const deliverTo = handlers.get(incoming.channel);
      if (!deliverTo) throw new Error(`no channel ${incoming.channel}`);
      await deliverTo(incoming);
    },
  };
  uploadRoutes(server, uploads, attempts);
  const closeEvents = movable && web ? await simulate(server, movable, web) : () => {};

  async function simulate(app: FastifyInstance, movableTime: MovableClock, channel: WebChannel) {
    const events = eventRoutes(app);
    const time = simulatedTime({
      db,
      clock: movableTime,
      scheduler,
      settled,
      sentCount: async () => (await outboxCounts(db)).sent ?? 0,
      onMoved: () => events.send({ clock: true }),
    });
    channel.onChange((chat) => events.send({ chat }));
    channel.onTyping((typing) => events.send({ typing }));
    await pageRoutes(app);
    clockRoutes(app, time, timeZone);
    simulatorRoutes(app, { db, clock: movableTime, channel, files, settled });
    return () => events.close();
  }

  // A rehearsal is for this machine only: its page asks nobody for a password.
  address = await listen(server, config);
  for (const delivery of deliveries) delivery.start();
  // Side by side: a network that does not answer keeps no other one from being heard.
  const arrivals: Arrivals[] = [];
  const starts = channels.map((channel) => {
    const root = publicUrl ?? (movable ? address : null);
    const boardLink = root === null ? undefined : (target: BoardTarget) => linkFrom(root, target);
    const uploadLink = publicUrl
      ? (chat: UploadTarget) => `${publicUrl}${uploadPath(shared, chat)}`
      : undefined;
    const handle = createPipeline(
      { db, clock, timeZone, files, log, uploadLink, boardLink, channels, onCommitted },
      channel,
    );
    const counted: IncomingHandler = async (incoming) => {
      try {
        await handle(incoming);
        metrics.countUpdate(channel.name, true);
      } catch (error) {
        metrics.countUpdate(channel.name, false);
        throw error;
      }
    };
    handlers.set(channel.name, counted);
    // Whoever uses the simulator waits for the answer; a network waits for its update to be stored.
    if (channel === web) return channel.start(counted);
    const waiting = createArrivals({
      db,
      clock,
      channel: channel.name,
      presence,
      handle: counted,
      log: log.child({ part: 'arrivals', channel: channel.name }),
    });
    arrivals.push(waiting);
    waiting.start();
    return channel.start(waiting.take);
  });
  await Promise.all(starts);
  scheduler.start();
  log.info({ address, channels: channels.map((channel) => channel.name) }, 'started');

  return {
    address,
    async stop() {
      closeEvents();
      await scheduler.stop();
      await server.close();
      for (const channel of channels) await channel.stop();
      for (const waiting of arrivals) await waiting.stop();
      for (const delivery of deliveries) await delivery.stop();
      await presence.close();
      await store.close();
      log.info('stopped');
    },
  };
}
