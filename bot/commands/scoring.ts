import { join } from '../../core/messages/markup.ts';
import type { Choice } from '../../core/messages/message.ts';
import { can } from '../../core/people/can.ts';
import { shorten } from '../../core/text/shorten.ts';
import { allScorings } from '../../office/scoring/state.ts';
import type { LinkedCommand } from '../command.ts';
import type { LinkedContext } from '../context.ts';
import { showEntry } from '../scoring/entry.ts';
import { board } from '../scoring/office-verbs.ts';
import { VERBS } from '../scoring/verbs.ts';

const OFFERED = 10;

/**
 * `/chamdiem`: yearly self-scoring. An agency scores itself by its card, whoever issued the list
 * verifies and publishes. `cm:<verb>:<arguments>` are the buttons.
 */
export const scoring: LinkedCommand = {
  name: 'chamdiem',
  words: ['cham diem', 'tu cham diem', 'bang cham diem'],
  where: 'private',
  roles: ['official', 'head', 'coordinator', 'leader'],
  access: 'linked',
  async run(ctx) {
    const ways = await waysIn(ctx);
    const [only] = ways;
    if (!only) return ctx.reply({ text: ctx.t('scoring.none') });
    if (ways.length === 1) return only.open();
    await ctx.reply({
      text: join([ctx.t('scoring.which')]),
      choices: ways.slice(0, OFFERED).map(({ choice }) => [choice]),
    });
  },
  choices: {
    async cm(ctx, [verb = '', ...args]) {
      const found = Object.hasOwn(VERBS, verb) ? VERBS[verb] : undefined;
      if (!found) return ctx.reply({ text: ctx.t('refused.old_button') });
      await found.run(ctx, args);
    },
  },
};

interface Way {
  choice: Choice;
  open(): Promise<void>;
}

/** One's own scorings, those one verifies, and published or running ones one may see; newest first. */
async function waysIn(ctx: LinkedContext): Promise<Way[]> {
  const ways: Way[] = [];
  for (const state of await allScorings(ctx.tx)) {
    const { campaign, details, entries } = state;
    const own = entries.filter(({ entry }) => can(ctx.actor, 'update', entry.agencyId));
    for (const one of own) {
      const label = shorten(`${details.name} – ${one.entry.agencyShortName}`, 60);
      ways.push({
        choice: { id: `cm:e:${one.entry.id}`, label },
        open: () => showEntry(ctx, one),
      });
    }
    const sees = entries.some(({ entry }) => can(ctx.actor, 'view', entry.agencyId));
    const verifies = can(ctx.actor, 'verify_scores', campaign.issuerId);
    if (verifies || (sees && own.length === 0)) {
      const label = ctx.t.plain(verifies ? 'scoring.way.verify' : 'scoring.way.see', {
        name: details.name,
      });
      ways.push({
        choice: { id: `cm:b:${campaign.id}`, label: shorten(label, 60) },
        open: () => board(ctx, [String(campaign.id)]),
      });
    }
  }
  return ways;
}
