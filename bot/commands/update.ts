import { STATES } from '../../core/obligations/obligation.ts';
import { can } from '../../core/people/can.ts';
import { obligationById } from '../../db/queries/obligations.ts';
import { dutyOf } from '../../office/reports/duty.ts';
import { type Command, idArgument, type LinkedCommand } from '../command.ts';
import { showForm, startForm } from '../forms/session.ts';
import { focusOf } from '../forms/stack.ts';
import { updateContext } from '../forms/update.ts';
import { refuse } from '../refuse.ts';
import { showCard } from '../reports/card.ts';
import { REPORT_DESK } from '../reports/open.ts';
import { workList } from '../work-list.ts';

/**
 * `/capnhat`: report on one obligation. Goes on with the one being filled in, otherwise lets the
 * person pick; `up:<obligation>[:<state>]` is the one-tap answer of a reminder.
 */
export const update: LinkedCommand = {
  name: 'capnhat',
  words: ['cap nhat', 'bao tien do', 'cap nhat tien do'],
  where: 'private',
  roles: ['official', 'head'],
  access: 'linked',
  async run(ctx) {
    // A report that is being written is no answer to "how far is the work?".
    if (focusOf(ctx, REPORT_DESK) === null && (await showForm(ctx))) return;
    await ctx.reply(await workList(ctx, 0));
  },
  choices: {
    async up(ctx, [id, state]) {
      const item = await obligationById(ctx.tx, idArgument(id) ?? -1);
      if (!item || !can(ctx.actor, 'update', item.agencyId)) return refuse(ctx, item);
      if (item.withdrawnAt) return refuse(ctx, item, 'withdrawn');
      if (item.state === 'accepted') return refuse(ctx, item, 'accepted');
      const known = STATES.find((one) => one === state);
      if (known === 'done' || item.state === 'returned') {
        const duty = await dutyOf(ctx.tx, item.id, ctx);
        // Figures are sent, not claimed; what was returned is corrected where it was written.
        if (duty && (duty.forms.length > 0 || duty.versions.length > 0)) {
          const first = known === 'done' && duty.versions.length === 0;
          const above = first ? ctx.t('report.figures_first') : '';
          // The reminder that was answered stays.
          return showCard(ctx, duty, { above, how: 'reply' });
        }
      }
      await startForm(ctx, 'update', {
        context: updateContext(item),
        answers: known ? { state: known } : {},
      });
    },
  },
} satisfies Command;
