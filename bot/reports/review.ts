import type { FormContext } from '../../core/forms/form.ts';
import { GAP, join, type Markup } from '../../core/messages/markup.ts';
import type { Choice } from '../../core/messages/message.ts';
import { shorten } from '../../core/text/shorten.ts';
import type { ReportDuty } from '../../office/reports/duty.ts';
import { acceptReport, type Remark, returnReport } from '../../office/reports/review.ts';
import { obligationName } from '../../views/obligation.ts';
import { partName, reportHeading } from '../../views/reports/heading.ts';
import { paragraphs, toCard } from '../../views/reports/narrative.ts';
import type { LinkedContext } from '../context.ts';
import { closeDesk, openDesk } from '../forms/stack.ts';
import { tellAgency, tellOwners } from '../notices.ts';
import { whatHappened } from '../since.ts';
import { oldButton } from './refused.ts';

/** Name of the desk at which a report is returned, remark by remark. */
export const RETURN_DESK = 'report_return';

/** Accepts the version the button was under. */
export async function accept(
  ctx: LinkedContext,
  duty: ReportDuty,
  number: number | null,
): Promise<void> {
  const { obligation } = duty;
  const result = await acceptReport(ctx.tx, obligation.id, reviewer(ctx, number), ctx);
  if (!result.ok) return refused(ctx, duty, result.why);
  await ctx.answer({
    text: ctx.t('review.accepted', {
      name: obligationName(obligation, ctx.t),
      agency: obligation.agencyName,
    }),
    choices: [[{ id: 'rv:list', label: ctx.t.plain('review.more') }]],
  });
  await tellOwners(ctx, { ...obligation, state: 'accepted' }, 'accepted');
}

/** Begins to return a report: which part is to be corrected? */
export async function beginReturn(
  ctx: LinkedContext,
  duty: ReportDuty,
  number: number | null,
): Promise<void> {
  await pickPart(ctx, duty, {
    obligation: duty.obligation.id,
    number: number ?? 0,
    remarks: '[]',
  });
}

/** Offers the parts of the report, and sending what was remarked so far. */
export async function pickPart(
  ctx: LinkedContext,
  duty: ReportDuty,
  focus: FormContext,
): Promise<void> {
  await openDesk(ctx, RETURN_DESK, { ...focus, on: 'parts', part: null });
  const remarks = remarksIn(focus);
  const { t } = ctx;
  const id = duty.obligation.id;
  const parts = returnable(duty).map((part, index): Choice[] => [
    { id: `bc:${id}:rp:${index}`, label: shorten(nameOf(part, duty, t), 55) },
  ]);
  const send = { id: `bc:${id}:rs`, label: t.plain('report.return.send') };
  await ctx.answer({
    text: join([
      reportHeading(duty, ctx, t),
      GAP,
      ...remarks.map((remark) => remarkLine(remark, duty, t)),
      t(remarks.length === 0 ? 'report.return.pick' : 'report.return.more'),
    ]),
    choices: [...(remarks.length > 0 ? [[send]] : []), ...parts, toCard(duty, t)],
  });
}

function remarkLine({ part, reason }: Remark, duty: ReportDuty, t: LinkedContext['t']): Markup {
  return t('report.card.remark', { part: nameOf(part, duty, t), reason });
}

function nameOf(part: string | null, duty: ReportDuty, t: LinkedContext['t']): string {
  return part === null ? t.plain('report.whole') : partName(part, duty, t);
}

/** What can be remarked on: the report as a whole, its forms, the sections that are told. */
export function returnable(duty: ReportDuty): (string | null)[] {
  const told = duty.sections.filter(({ key }) => paragraphs(duty, key).length > 0);
  return [null, ...duty.forms.map(({ form }) => form.code), ...told.map(({ key }) => key)];
}

/** A part was chosen: words typed next are what is to be corrected there. */
export async function askRemark(
  ctx: LinkedContext,
  duty: ReportDuty,
  focus: FormContext,
  which: number | null,
): Promise<void> {
  const part = returnable(duty)[which ?? -1];
  if (part === undefined) return oldButton(ctx, duty);
  await openDesk(ctx, RETURN_DESK, { ...focus, on: 'remark', part });
  await ctx.answer({
    text: join([
      reportHeading(duty, ctx, ctx.t),
      GAP,
      ctx.t('report.return.ask', { part: nameOf(part, duty, ctx.t) }),
    ]),
    choices: [[{ id: `bc:${duty.obligation.id}:rb`, label: ctx.t.plain('form.control.back') }]],
    numbered: false,
  });
}

const SHORTEST = 5;

export async function takeRemark(
  ctx: LinkedContext,
  duty: ReportDuty,
  focus: FormContext,
  text: string,
): Promise<void> {
  if (text.trim().length < SHORTEST) {
    return ctx.reply({ text: ctx.t('problem.too_short') });
  }
  const part = typeof focus.part === 'string' ? focus.part : null;
  const remarks = [...remarksIn(focus), { part, reason: text.trim() }];
  await pickPart(ctx, duty, { ...focus, remarks: JSON.stringify(remarks) });
}

/** Returns the report with all remarks, and tells the agency. */
export async function sendReturn(
  ctx: LinkedContext,
  duty: ReportDuty,
  focus: FormContext,
): Promise<void> {
  const { obligation } = duty;
  const remarks = remarksIn(focus);
  const number = typeof focus.number === 'number' ? focus.number : null;
  const result = await returnReport(ctx.tx, obligation.id, remarks, reviewer(ctx, number), ctx);
  if (!result.ok && result.why === 'reason_needed') return pickPart(ctx, duty, focus);
  await closeDesk(ctx, RETURN_DESK);
  if (!result.ok) return refused(ctx, duty, result.why);
  await ctx.answer({
    text: ctx.t('form.return.thanks', { agency: obligation.agencyName }),
    choices: [[{ id: 'rv:list', label: ctx.t.plain('review.more') }]],
  });
  await tellAgency(ctx, obligation.agencyId, (t) => ({
    text: join([
      t(result.amendment ? 'report.notice.amendment_returned' : 'report.notice.returned', {
        name: obligationName(obligation, t),
      }),
      ...remarks.map((remark) => remarkLine(remark, duty, t)),
    ]),
    choices: [[{ id: `bc:${obligation.id}:see`, label: t.plain('report.button.correct_report') }]],
  }));
}

function reviewer(ctx: LinkedContext, number: number | null) {
  const who = { personId: ctx.actor.personId, channel: ctx.incoming.channel };
  return number === null ? who : { ...who, number };
}

async function refused(ctx: LinkedContext, duty: ReportDuty, why: string): Promise<void> {
  const key = why === 'newer_version' ? 'report.return.newer' : 'refused.settled';
  await ctx.reply({
    text: join([
      ctx.t(key, { name: obligationName(duty.obligation, ctx.t) }),
      key === 'refused.settled' ? await whatHappened(ctx, duty.obligation) : '',
    ]),
    choices: [toCard(duty, ctx.t)],
  });
}

function remarksIn(focus: FormContext): Remark[] {
  const stored: unknown = JSON.parse(String(focus.remarks ?? '[]'));
  return Array.isArray(stored) ? (stored as Remark[]) : [];
}
