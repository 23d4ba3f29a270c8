import { createHash } from 'node:crypto';
import { can } from '../core/people/can.ts';
import { agenciesById } from '../db/queries/agencies.ts';
import { isEnqueued } from '../db/queries/outbox.ts';
import { actorOf, currentMembers, type MemberRow } from '../db/queries/people.ts';
import { translator } from '../locales/index.ts';
import type { LinkedContext } from './context.ts';

/**
 * Tells the coordinators of the person's agencies that they need help with the bot, with the words
 * they agreed to pass on. Once a day at most.
 */
export async function passOn(
  ctx: LinkedContext,
  words: string | null,
): Promise<'passed_on' | 'already' | 'nobody'> {
  const { personId, name } = ctx.actor;
  const helpers = await helpersOf(ctx);
  if (helpers.size === 0) return 'nobody';
  const keyFor = (helper: number) => `support:${personId}:${ctx.today}:${helper}`;
  for (const helper of helpers.keys()) {
    if (await isEnqueued(ctx.tx, keyFor(helper))) return 'already';
  }
  const agency = await agencyNames(ctx);
  for (const [helper, { conversationId, locale }] of helpers) {
    if (conversationId === null) continue;
    const t = translator(locale);
    const text =
      words === null
        ? t('support.notice', { name, agency })
        : t('support.notice_words', { name, agency, words });
    await ctx.notify({ conversationId, message: { text }, dedupeKey: keyFor(helper) });
  }
  return 'passed_on';
}

/** A short mark of words, so that a button stands for the words that were shown above it. */
export function markOf(words: string): string {
  return createHash('sha256').update(words).digest('hex').slice(0, 12);
}

/** Coordinators who look after one of the person's agencies and can be written to. */
async function helpersOf(ctx: LinkedContext): Promise<Map<number, MemberRow>> {
  const helpers = new Map<number, MemberRow>();
  for (const member of await currentMembers(ctx.tx)) {
    if (member.role !== 'coordinator' || member.conversationId === null) continue;
    if (member.unreachable || member.personId === ctx.actor.personId) continue;
    if (helpers.has(member.personId)) continue;
    const helper = await actorOf(ctx.tx, { id: member.personId, name: member.name });
    if (ctx.actor.grants.some(({ agencyId }) => can(helper, 'review', agencyId))) {
      helpers.set(member.personId, member);
    }
  }
  return helpers;
}

async function agencyNames(ctx: LinkedContext): Promise<string> {
  const ids = [...new Set(ctx.actor.grants.map(({ agencyId }) => agencyId))];
  const agencies = await agenciesById(ctx.tx, ids);
  return ids.map((id) => agencies.get(id)?.name ?? '').join(', ');
}
