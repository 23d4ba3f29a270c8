import { isDeepStrictEqual } from 'node:util';
import { GAP, join, type Markup } from '../../core/messages/markup.ts';
import type { Outgoing } from '../../core/messages/message.ts';
import type { JudgedFinding } from '../../core/reports/check-owed-form.ts';
import { contentOf } from '../../db/queries/figures.ts';
import type { ObligationView } from '../../db/queries/obligations.ts';
import type { Translate } from '../../locales/index.ts';
import { explainWarning } from '../../office/reports/draft.ts';
import type { FormDuty, ReportDuty } from '../../office/reports/duty.ts';
import { amendReport, type SubmitResult, submitReport } from '../../office/reports/submit.ts';
import { moment } from '../../views/dates.ts';
import { obligationName } from '../../views/obligation.ts';
import { findingText } from '../../views/reports/finding.ts';
import { formName, reportHeading } from '../../views/reports/heading.ts';
import { toCard } from '../../views/reports/narrative.ts';
import { sendingChoices, sendingText } from '../../views/reports/sending.ts';
import type { LinkedContext } from '../context.ts';
import { closeDesk, openDesk } from '../forms/stack.ts';
import { tellCoordinators } from '../notices.ts';
import { isWritable } from './figures.ts';
import { REPORT_DESK, reloaded } from './open.ts';
import { refuseWriting } from './refused.ts';

/** Looks through the report before it is sent: what is wrong, odd or missing. */
export async function showSending(
  ctx: LinkedContext,
  duty: ReportDuty,
  above: Markup | '' = '',
): Promise<void> {
  if (!isWritable(ctx, duty)) return refuseWriting(ctx, duty);
  await openDesk(ctx, REPORT_DESK, { obligation: duty.obligation.id, on: 'card' });
  await ctx.answer({
    text: join([above, sendingText(duty, ctx, ctx.t)]),
    choices: sendingChoices(duty, ctx.t),
  });
}

/** Asks for the reason of the first odd figure that has none; words typed next are it. */
export async function askExplanation(ctx: LinkedContext, duty: ReportDuty): Promise<void> {
  const odd = firstOdd(duty);
  if (!odd) return showSending(ctx, duty);
  if (!isWritable(ctx, duty)) return refuseWriting(ctx, duty);
  const { owed, finding } = odd;
  await openDesk(ctx, REPORT_DESK, {
    obligation: duty.obligation.id,
    on: 'explain',
    code: owed.form.code,
    finding: finding.id,
  });
  const place = duty.forms.indexOf(owed);
  await ctx.answer({
    text: join([
      reportHeading(duty, ctx, ctx.t),
      GAP,
      ctx.t('report.explain.form', { name: formName(owed) }),
      findingText(finding, owed.form, ctx.t),
      GAP,
      ctx.t('report.explain.ask'),
    ]),
    choices: [
      [{ id: `bc:${duty.obligation.id}:f:${place}`, label: ctx.t.plain('report.button.look') }],
      toCard(duty, ctx.t),
    ],
    numbered: false,
  });
}

function firstOdd(duty: ReportDuty): { owed: FormDuty; finding: JudgedFinding } | null {
  for (const [index, owed] of duty.forms.entries()) {
    const finding = duty.status.forms[index]?.check.findings.find(
      ({ severity, explanation }) => severity === 'warning' && explanation === null,
    );
    if (finding) return { owed, finding };
  }
  return null;
}

const SHORTEST = 5;

export async function takeExplanation(
  ctx: LinkedContext,
  duty: ReportDuty,
  warning: { formCode: string; finding: string },
  text: string,
): Promise<void> {
  if (text.trim().length < SHORTEST) {
    return ctx.reply({ text: ctx.t('report.explain.too_short') });
  }
  const said = await explainWarning(
    ctx.tx,
    duty.obligation.id,
    { ...warning, text },
    ctx.actor,
    ctx,
  );
  // The figures may have changed in another chat: then the question is another one.
  if (!said.ok && said.why !== 'no_such_warning') return refuseWriting(ctx, duty);
  const after = await reloaded(ctx, duty);
  if (said.ok) await ctx.reply({ text: ctx.t('report.explain.noted') });
  await askExplanation(ctx, after);
}

/** Sends the report, or asks first why it is sent again. */
export async function send(ctx: LinkedContext, duty: ReportDuty): Promise<void> {
  const last = duty.versions.at(-1);
  if (duty.draft && last && isDeepStrictEqual(contentOf(duty.draft), contentOf(last))) {
    return ctx.answer({ text: ctx.t('report.send.unchanged'), choices: [toCard(duty, ctx.t)] });
  }
  const mustSayWhy = last !== undefined && last.verdict !== 'returned';
  if (mustSayWhy && isWritable(ctx, duty)) {
    await openDesk(ctx, REPORT_DESK, { obligation: duty.obligation.id, on: 'why' });
    return ctx.answer({
      text: join([reportHeading(duty, ctx, ctx.t), '', ctx.t('report.send.why')]),
      choices: [toCard(duty, ctx.t)],
      numbered: false,
    });
  }
  await submit(ctx, duty, null);
}

/** Sends it with the reason just typed. */
export async function sendBecause(
  ctx: LinkedContext,
  duty: ReportDuty,
  why: string,
): Promise<void> {
  if (why.trim().length < SHORTEST) {
    return ctx.reply({ text: ctx.t('report.explain.too_short') });
  }
  await submit(ctx, duty, why);
}

async function submit(ctx: LinkedContext, duty: ReportDuty, why: string | null): Promise<void> {
  const { obligation } = duty;
  const submission = { personId: ctx.actor.personId, channel: ctx.incoming.channel };
  const amends = duty.versions.some(({ verdict }) => verdict === 'accepted');
  const result = amends
    ? await amendReport(ctx.tx, obligation.id, { ...submission, why: why ?? '' }, ctx)
    : await submitReport(ctx.tx, obligation.id, { ...submission, why }, ctx);
  if (!result.ok) return notSent(ctx, duty, result);
  await closeDesk(ctx, REPORT_DESK);
  const { sending, number, afterWindow, sectionsMissing } = result;
  const { t } = ctx;
  await ctx.answer({
    text: join([
      t(
        number > 1
          ? 'report.sent.again'
          : sending.late
            ? 'report.sent.late'
            : 'report.sent.on_time',
        {
          name: obligationName(obligation, t),
          at: moment(ctx.now, ctx, t),
          number,
        },
      ),
      afterWindow ? t('report.sent.after_window') : '',
      sectionsMissing.length > 0 ? t('report.sent.missing', { count: sectionsMissing.length }) : '',
      t('report.sent.thanks'),
    ]),
    choices: [
      [{ id: `bc:${obligation.id}:see`, label: t.plain('report.button.card') }],
      [{ id: 'my:0', label: t.plain('form.to_my_work') }],
    ],
  });
  // First sendings wait under /duyet and /thubaocao: a message for each would be a flood.
  if (number === 1) return;
  const what = amends ? 'amended' : 'corrected';
  await tellCoordinators(ctx, obligation, (to) =>
    arrivalNotice(obligation, what, { number, why: why ?? '' }, to),
  );
}

/** Tells a coordinator that a report has come, with the way to it. */
function arrivalNotice(
  item: ObligationView,
  what: 'corrected' | 'amended',
  said: { number: number; why: string },
  t: Translate,
): Outgoing {
  const name = obligationName(item, t);
  return {
    text: t(`report.notice.${what}`, { name, agency: item.agencyName, ...said }),
    choices: [[{ id: `bc:${item.id}:see`, label: t.plain('report.button.look_through') }]],
  };
}

async function notSent(
  ctx: LinkedContext,
  duty: ReportDuty,
  result: Extract<SubmitResult, { ok: false }>,
): Promise<void> {
  switch (result.why) {
    case 'not_ready':
    case 'empty':
      return showSending(ctx, await reloaded(ctx, duty));
    case 'why_needed':
      return send(ctx, duty);
    case 'unchanged':
      return ctx.reply({
        text: ctx.t('report.send.unchanged'),
        choices: [toCard(duty, ctx.t)],
      });
    default:
      return refuseWriting(ctx, duty);
  }
}
