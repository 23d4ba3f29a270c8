/**
 * Our outbox against graphile-worker, on one durable embedded PostgreSQL: messages put in line a
 * second, messages sent a second by one and by two processes, and whether the order in a chat is
 * kept and the urgent go first. Sending does nothing, so this is the cost of the queue.
 *
 *   node --import tsx bench/outbox.bench.ts [messages …]      (default: 2000 10000)
 */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import postgres from 'postgres';
import { discardEmbedded, startEmbedded } from '../db/embedded/server.ts';
import { CHATS, type Contender, contenders, type Message, type Step } from './outbox/contenders.ts';

const RUNS = 3;
/** Chats whose first message fails once, in the test of what may overtake it. */
const FAILURES = 20;
/** Messages a transaction: about what a morning's plan is for one office. */
const BATCH = 50;
const CONSUMER = fileURLToPath(new URL('./outbox/consumer.ts', import.meta.url));

interface Result {
  enqueuedPerSecond: number;
  sentPerSecond: number;
  /** Chats in which something overtook or overlapped what should have gone before it. */
  disorderedChats: number;
  /** A tenth of all is urgent: how much of the first tenth that was sent. */
  urgentFirst: number;
}

const sizes = process.argv.slice(2).map(Number);
await main(sizes.length > 0 ? sizes : [2_000, 10_000]);

async function main(counts: readonly number[]): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'tiendo-bench-'));
  chmodSync(dataDir, 0o755);
  const server = await startEmbedded({ dataDir });
  console.log(`${cpus().length} cores, Node ${process.version}, ${CHATS} chats`);
  console.log(`medians of ${RUNS} runs; enqueued ${BATCH} a transaction\n`);
  console.log(
    '| queue | messages | processes | enqueued/s | sent/s | out of order | urgent first |',
  );
  console.log('|---|--:|--:|--:|--:|--:|--:|');
  try {
    for (const count of counts) {
      for (const processes of [1, 2]) {
        for (const contender of contenders) {
          const results: Result[] = [];
          for (let run = 0; run < RUNS; run += 1) {
            results.push(await measure(contender, server.url, count, processes));
          }
          console.log(rowOf(contender.name, count, processes, results));
        }
      }
    }
    console.log(`\nthe first message of ${FAILURES} chats fails once:`);
    for (const contender of contenders) {
      const { disorderedChats } = await measure(contender, server.url, 2 * CHATS, 1, FAILURES);
      console.log(`- ${contender.name}: overtaken in ${disorderedChats} chats`);
    }
  } finally {
    await server.stop();
    await discardEmbedded({ dataDir });
    rmSync(dataDir, { recursive: true, force: true });
  }
}

function rowOf(name: string, count: number, processes: number, results: readonly Result[]): string {
  const median = (of: (result: Result) => number) =>
    results.map(of).toSorted((a, b) => a - b)[Math.floor(RUNS / 2)] ?? 0;
  const cells = [
    name,
    count,
    processes,
    Math.round(median((result) => result.enqueuedPerSecond)),
    Math.round(median((result) => result.sentPerSecond)),
    `${median((result) => result.disorderedChats)} chats`,
    `${Math.round(100 * median((result) => result.urgentFirst))} %`,
  ];
  return `| ${cells.join(' | ')} |`;
}

async function measure(
  contender: Contender,
  serverUrl: string,
  count: number,
  processes: number,
  failures = 0,
): Promise<Result> {
  const url = new URL(serverUrl);
  url.pathname = '/bench';
  const admin = postgres(serverUrl, { max: 1, onnotice: () => {} });
  await admin`drop database if exists bench with (force)`;
  await admin`create database bench`;
  try {
    const line = await contender.prepare(url.href);
    const messages = draw(count);
    const began = performance.now();
    for (let at = 0; at < count; at += BATCH) await line.enqueue(messages.slice(at, at + BATCH));
    const enqueuedPerSecond = (1000 * count) / (performance.now() - began);
    await line.close();

    const consumers = await Promise.all(
      Array.from({ length: processes }, () => startConsumer(contender, url.href, failures)),
    );
    const start = performance.now();
    const steps = await drain(consumers, count);
    const sentPerSecond = (1000 * count) / (performance.now() - start);
    await stop(consumers);
    return { enqueuedPerSecond, sentPerSecond, ...judge(steps) };
  } finally {
    await admin`drop database if exists bench with (force)`;
    await admin.end();
  }
}

/** Chats take turns; every tenth message is urgent, in other chats each time round. */
function draw(count: number): Message[] {
  return Array.from({ length: count }, (_, n) => ({
    n,
    chat: n % CHATS,
    urgent: (n + Math.floor(n / CHATS)) % 10 === 9,
  }));
}

async function startConsumer(
  contender: Contender,
  url: string,
  failures: number,
): Promise<ChildProcess> {
  const args = [contender.name, url, String(failures)];
  const child = fork(CONSUMER, args, { execArgv: ['--import', 'tsx'] });
  await once(child, 'message');
  return child;
}

/** Everything sent, as the processes tell it. */
async function drain(consumers: readonly ChildProcess[], count: number): Promise<Step[]> {
  const steps: Step[] = [];
  await new Promise<void>((resolve) => {
    for (const child of consumers) {
      child.on('message', (sent: Step[]) => {
        steps.push(...sent);
        if (steps.length >= count) resolve();
      });
      child.send('go');
    }
  });
  return steps;
}

async function stop(consumers: readonly ChildProcess[]): Promise<void> {
  for (const child of consumers) {
    const exited = once(child, 'exit');
    child.send('stop');
    await exited;
  }
}

function judge(steps: readonly Step[]): Pick<Result, 'disorderedChats' | 'urgentFirst'> {
  const byStart = steps.toSorted((a, b) => a.begun - b.begun);
  const disordered = new Set<number>();
  const last = new Map<number, Step>();
  for (const step of byStart) {
    const before = last.get(step.chat);
    if (before && (before.ended > step.begun || rank(before) > rank(step))) {
      disordered.add(step.chat);
    }
    last.set(step.chat, step);
  }
  const urgent = steps.filter((step) => step.urgent).length;
  const first = byStart.slice(0, urgent).filter((step) => step.urgent).length;
  return { disorderedChats: disordered.size, urgentFirst: first / urgent };
}

/** In a chat the urgent goes first, then what was enqueued first. */
function rank({ urgent, n }: Step): number {
  return (urgent ? 0 : 1e9) + n;
}
