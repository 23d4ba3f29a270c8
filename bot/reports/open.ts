import { can } from '../../core/people/can.ts';
import { obligationById } from '../../db/queries/obligations.ts';
import { dutyOf, type ReportDuty } from '../../office/reports/duty.ts';
import type { LinkedContext } from '../context.ts';
import { refuse } from '../refuse.ts';

/** Name of the desk at which reports are written. */
export const REPORT_DESK = 'report';

/** A report the person may see or write; null, and a polite answer, when they may not. */
export async function openReport(
  ctx: LinkedContext,
  id: number | null,
  action: 'view' | 'update' | 'review',
): Promise<ReportDuty | null> {
  const item = await obligationById(ctx.tx, id ?? -1);
  if (!item || !can(ctx.actor, action, item.agencyId)) {
    await refuse(ctx, item);
    return null;
  }
  if (item.withdrawnAt && action !== 'view') {
    await refuse(ctx, item, 'withdrawn');
    return null;
  }
  const duty = await dutyOf(ctx.tx, item.id, ctx);
  if (!duty) await refuse(ctx, null);
  return duty;
}

/** The same report after something was written. */
export async function reloaded(
  ctx: LinkedContext,
  { obligation }: ReportDuty,
): Promise<ReportDuty> {
  const duty = await dutyOf(ctx.tx, obligation.id, ctx);
  if (!duty) throw new Error(`report ${obligation.id} vanished`);
  return duty;
}
