import { createHash } from 'node:crypto';
import { agenciesById } from '../db/queries/agencies.ts';
import { isEnqueued } from '../db/queries/outbox.ts';
import type { MemberRow } from '../db/queries/people.ts';
import { translator } from '../locales/index.ts';
import { coordinatorsOf } from '../office/coordinators.ts';
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
  if (helpers.length === 0) return 'nobody';
  const keyFor = (helper: number) => `support:${personId}:${ctx.today}:${helper}`;
  for (const { personId: helper } of helpers) {
    if (await isEnqueued(ctx.tx, keyFor(helper))) return 'already';
  }
  const agency = await agencyNames(ctx);
  for (const { personId: helper, conversationId, locale } of helpers) {
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
async function helpersOf(ctx: LinkedContext): Promise<MemberRow[]> {
  const agencyIds = ctx.actor.grants.map(({ agencyId }) => agencyId);
  const all = await coordinatorsOf(ctx.tx, agencyIds, ctx.today);
  return all.filter(({ personId }) => personId !== ctx.actor.personId);
}

async function agencyNames(ctx: LinkedContext): Promise<string> {
  const ids = [...new Set(ctx.actor.grants.map(({ agencyId }) => agencyId))];
  const agencies = await agenciesById(ctx.tx, ids);
  return ids.map((id) => agencies.get(id)?.name ?? '').join(', ');
}
