import { can } from '../../core/people/can.ts';
import { obligationById } from '../../db/queries/obligations.ts';
import { lastChoices } from '../../db/queries/offered.ts';
import { obligationName } from '../../views/obligation.ts';
import { openReport } from '../reports/open.ts';
import { askRemark, pickPart, RETURN_DESK, returnable, takeRemark } from '../reports/review.ts';
import { matchLabel } from '../typed-choice.ts';
import type { Desk } from './desk.ts';

/** Where a coordinator returns a report, remark by remark. */
export const returnDesk: Desk = {
  name: RETURN_DESK,
  async closed(ctx, focus) {
    const item = await obligationById(ctx.tx, Number(focus.obligation));
    if (!item || !can(ctx.actor, 'review', item.agencyId)) return ctx.t('refused.no_longer_yours');
    const over = item.withdrawnAt ? 'withdrawn' : item.state === 'done' ? null : 'settled';
    return over && ctx.t(`refused.${over}`, { name: obligationName(item, ctx.t) });
  },
  async show(ctx, focus) {
    const duty = await openReport(ctx, Number(focus.obligation), 'review');
    if (!duty) return;
    if (focus.on !== 'remark') return pickPart(ctx, duty, focus);
    const part = typeof focus.part === 'string' ? focus.part : null;
    await askRemark(ctx, duty, focus, returnable(duty).indexOf(part));
  },
  async text(ctx, focus, text) {
    const offered = await lastChoices(ctx.tx, ctx.conversation.id);
    if (matchLabel(text, offered, { numbers: false })) return false;
    if (focus.on !== 'remark') return false;
    const duty = await openReport(ctx, Number(focus.obligation), 'review');
    if (duty) await takeRemark(ctx, duty, focus, text);
    return true;
  },
  files: async () => false,
  left: (ctx) => ctx.t('report.return.left'),
};
