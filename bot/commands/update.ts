import { isSettled, STATES } from '../../core/obligations/obligation.ts';
import { can } from '../../core/people/can.ts';
import { obligationById } from '../../db/queries/obligations.ts';
import { type Command, idArgument, type LinkedCommand } from '../command.ts';
import { showForm } from '../forms/session.ts';
import { focusOf } from '../forms/stack.ts';
import { openUpdate } from '../open-update.ts';
import { refuse } from '../refuse.ts';
import { REPORT_DESK } from '../reports/open.ts';
import { sayReported } from '../since.ts';
import { pressStatement } from '../statements/press.ts';
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
    st: pressStatement,
    async up(ctx, [id, state]) {
      const item = await obligationById(ctx.tx, idArgument(id) ?? -1);
      if (!item || !can(ctx.actor, 'update', item.agencyId)) return refuse(ctx, item);
      if (item.withdrawnAt) return refuse(ctx, item, 'withdrawn');
      if (item.state === 'accepted') return refuse(ctx, item, 'accepted');
      const known = STATES.find((one) => one === state);
      // An answer of a reminder from before: it must not undo what was said since.
      if (known && isSettled(item.state)) return sayReported(ctx, item);
      await openUpdate(ctx, item, known ? { state: known } : {});
    },
  },
} satisfies Command;
