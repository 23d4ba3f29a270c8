import { lastWordAt, setMisses } from '../db/queries/misses.ts';
import type { BotContext } from './context.ts';

/** After so many messages in a row that were not understood, something else has to be offered. */
export const ENOUGH = 3;

/** Room enough, and within the column. */
const MOST = 30_000;
/** A stranger who goes on gets one more answer after so long. */
const QUIET_MS = 60 * 60 * 1000;

/** Counts a message that was not understood; gives how many there were in a row. */
export async function countMiss(ctx: BotContext): Promise<number> {
  ctx.conversation.misses = Math.min(ctx.conversation.misses + 1, MOST);
  await setMisses(ctx.tx, ctx.conversation.id, ctx.conversation.misses);
  return ctx.conversation.misses;
}

/** Does the work of one message; unless it counted a miss, the messages missed before are forgotten. */
export async function forgivingMisses(ctx: BotContext, work: () => Promise<void>): Promise<void> {
  const { misses } = ctx.conversation;
  await work();
  if (misses === 0 || ctx.conversation.misses !== misses) return;
  ctx.conversation.misses = 0;
  await setMisses(ctx.tx, ctx.conversation.id, 0);
}

/** Whether somebody unknown has had all the answers there are for nonsense within the hour. */
export async function isAnsweredEnough(ctx: BotContext): Promise<boolean> {
  if (ctx.conversation.misses < ENOUGH) return false;
  const last = await lastWordAt(ctx.tx, ctx.conversation.id);
  return last !== null && ctx.now.getTime() - last.getTime() < QUIET_MS;
}
