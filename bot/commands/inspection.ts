import { scopeOf } from '../../core/people/can.ts';
import { entriesOf } from '../../db/queries/campaigns.ts';
import type { LinkedCommand } from '../command.ts';
import { showInspections } from '../inspections/board.ts';
import { entryFor, showEntry } from '../inspections/entry.ts';
import { VERBS } from '../inspections/verbs.ts';

/**
 * `/kiemtra`: inspections. An agency that is in one only sees its card there; who looks after several
 * sees how they stand. `ki:<verb>:<arguments>` are the buttons about one agency.
 */
export const inspection: LinkedCommand = {
  name: 'kiemtra',
  words: ['kiem tra', 'dot kiem tra', 'cac dot kiem tra'],
  where: 'private',
  roles: ['official', 'head', 'coordinator', 'leader'],
  access: 'linked',
  async run(ctx) {
    const entries = await entriesOf(ctx.tx, { kind: 'inspection' }, scopeOf(ctx.actor, 'view'));
    const [only] = entries;
    const state = only && entries.length === 1 ? await entryFor(ctx, only.id, 'view') : null;
    if (state) return showEntry(ctx, state);
    await showInspections(ctx);
  },
  choices: {
    async ki(ctx, [verb = '', ...args]) {
      const run = Object.hasOwn(VERBS, verb) ? VERBS[verb] : undefined;
      if (!run) return ctx.reply({ text: ctx.t('refused.old_button') });
      await run(ctx, args);
    },
  },
};
