import { join } from '../../core/messages/markup.ts';
import { shorten } from '../../core/text/shorten.ts';
import { agencyById } from '../../db/queries/agencies.ts';
import { findAgency } from '../../office/find-agency.ts';
import { proposalHeading } from '../../views/proposal.ts';
import type { LinkedContext } from '../context.ts';
import { openDesk } from '../forms/stack.ts';
import { type Matter, matterOf, refuseMatter } from './matter.ts';

/** Name of the desk at which it is said where a proposal goes. */
export const PLACE_DESK = 'proposal_place';

/** Alike names offered for words that name no agency for certain. */
const LIKELY = 5;
const LONGEST_NAME = 120;

/** The proposal if the person may pass it on; null, and a polite answer, when they may not. */
export async function passable(ctx: LinkedContext, id: number | null): Promise<Matter | null> {
  const matter = await matterOf(ctx, id);
  if (matter?.as === 'review') return matter;
  await refuseMatter(ctx);
  return null;
}

/** Asks where it goes; what is typed next is that place. */
export async function askPlace(ctx: LinkedContext, id: number | null): Promise<void> {
  const matter = await passable(ctx, id);
  if (!matter) return;
  const { proposal } = matter;
  await openDesk(ctx, PLACE_DESK, { proposal: proposal.id, words: null });
  await ctx.reply({
    text: join([ctx.t('proposal.place.ask'), proposalHeading(proposal, ctx.t)], '\n\n'),
    choices: [[{ id: 'kn:q', label: ctx.t.plain('form.control.cancel') }]],
  });
}

/** Takes a typed name: an agency of ours, one of several alike, or a place outside. */
export async function takePlace(ctx: LinkedContext, id: number, typed: string): Promise<void> {
  const { t } = ctx;
  const matter = await passable(ctx, id);
  if (!matter) return;
  const words = typed.replace(/\s+/g, ' ').trim();
  if (words.length < 2) return ctx.reply({ text: t('problem.too_short') });
  if (words.length > LONGEST_NAME) {
    return ctx.reply({ text: t('problem.too_long', { max: LONGEST_NAME }) });
  }
  const found = await findAgency(ctx.tx, words, { day: ctx.today });
  const known = found.agencyId === null ? null : await agencyById(ctx.tx, found.agencyId);
  if (known?.id === matter.proposal.agencyId) {
    return ctx.reply({ text: t('proposal.place.itself', { agency: known.name }) });
  }
  const alike = found.agencyId === null ? found.likely : [];
  const likely = alike.filter((one) => one.id !== matter.proposal.agencyId).slice(0, LIKELY);
  await openDesk(ctx, PLACE_DESK, { proposal: id, words });
  const outside = t.plain('proposal.place.outside', { words: shorten(words, 40) });
  await ctx.reply({
    text: t(likely.length > 0 ? 'proposal.place.which' : 'proposal.place.right', {
      words: known?.name ?? words,
    }),
    choices: [
      ...(known ? [known] : likely).map((one) => [
        { id: `kn:p:${id}:${one.id}`, label: shorten(one.name, 55) },
      ]),
      [{ id: `kn:p:${id}:out`, label: outside }],
      [{ id: 'kn:q', label: t.plain('form.control.cancel') }],
    ],
  });
}
