import { z } from 'zod';
import { parseVietnameseDate } from '../../core/documents/vietnamese-date.ts';
import type { Form, FormContext, FormView } from '../../core/forms/form.ts';
import { join } from '../../core/messages/markup.ts';
import { type Duty, handableDuty, usualLeaveEnds } from '../../core/people/handover.ts';
import { isRole } from '../../core/people/role.ts';
import type { LocalDate } from '../../core/time/local-date.ts';
import { agencyById } from '../../db/queries/agencies.ts';
import { handoverView, runningLeaves } from '../../db/queries/handovers.ts';
import { loadCalendar } from '../../office/calendar.ts';
import { askHandover, type Colleague, colleaguesFor } from '../../office/handovers/ask.ts';
import { dutyLoad } from '../../office/handovers/load.ts';
import { INVITE_DAYS } from '../../office/invites.ts';
import { fullDate } from '../../views/dates.ts';
import { dutyText, handoverNotice, handoverQuestion, termText } from '../../views/handover.ts';
import type { LinkedContext } from '../context.ts';
import { writeTo } from '../handover-notices.ts';
import type { FormHandler } from './handler.ts';
import { refused, taken } from './taken.ts';

const NEWCOMER = 'new';

const finished = z.object({
  kind: z.enum(['leave', 'transfer']),
  until: z.string().nullish(),
  to: z.string(),
});

/** Passing a duty on: for a leave or for good, until when, and to whom. */
const form: Form = {
  name: 'hand_over',
  version: 1,
  questions: [
    { id: 'kind', schema: finished.shape.kind, choices: () => ['leave', 'transfer'] },
    {
      id: 'until',
      schema: z.string(),
      when: ({ answers }) => answers.kind === 'leave',
      choices: (view) => usualEnds(view).filter((day) => whyNotUntil(day, view) === null),
      parse: (typed, view) => {
        const date = parseVietnameseDate(typed, { reference: view.today });
        if (date === null) return refused('date');
        const why = whyNotUntil(date, view);
        return why ? refused(why) : taken(date);
      },
    },
    {
      id: 'to',
      schema: finished.shape.to,
      choices: (view) => [...colleaguesIn(view).map(({ personId }) => `${personId}`), NEWCOMER],
    },
  ],
};

/** What the form must know beforehand: who can be asked, and the usual ends of a leave. */
export async function handoverContext(ctx: LinkedContext, duty: Duty): Promise<FormContext> {
  const { personId } = ctx.actor;
  const colleagues = await colleaguesFor(ctx.tx, duty, personId, ctx.today);
  const ends = usualLeaveEnds(ctx.today, await loadCalendar(ctx.tx));
  // Somebody who only stands in cannot promise it for longer than they have it.
  const lent = (await runningLeaves(ctx.tx)).filter(
    (leave) =>
      leave.lent &&
      leave.deputyId === personId &&
      leave.agencyId === duty.agencyId &&
      leave.role === duty.role,
  );
  return {
    agency: duty.agencyId,
    role: duty.role,
    colleagues: JSON.stringify(colleagues),
    ends: ends.join(','),
    latest:
      lent
        .map(({ until }) => until)
        .sort()
        .at(-1) ?? null,
  };
}

function usualEnds({ context }: Pick<FormView, 'context'>): LocalDate[] {
  const ends = String(context.ends ?? '');
  return ends === '' ? [] : (ends.split(',') as LocalDate[]);
}

function whyNotUntil(
  day: LocalDate,
  { context, today }: Pick<FormView, 'context' | 'today'>,
): string | null {
  if (day < today) return 'handover_past';
  return typeof context.latest === 'string' && day > context.latest ? 'handover_beyond' : null;
}

function colleaguesIn({ context }: Pick<FormView, 'context'>): Colleague[] {
  return JSON.parse(String(context.colleagues ?? '[]')) as Colleague[];
}

function dutyIn(context: FormContext): Duty | null {
  const role = String(context.role);
  return isRole(role) ? { agencyId: Number(context.agency), role } : null;
}

function heldDuty(ctx: LinkedContext, context: FormContext): Duty | null {
  const duty = dutyIn(context);
  return duty && handableDuty(ctx.actor, duty) ? duty : null;
}

function whoText(value: string, view: Pick<FormView, 'context'>, newcomer: string): string {
  if (value === NEWCOMER) return newcomer;
  return colleaguesIn(view).find(({ personId }) => `${personId}` === value)?.name ?? value;
}

export const handOverForm: FormHandler = {
  form,
  closed: async (ctx, context) =>
    heldDuty(ctx, context) ? null : ctx.t('handover.no_longer_yours'),
  async heading(ctx, context) {
    const duty = dutyIn(context);
    const agency = duty && (await agencyById(ctx.tx, duty.agencyId));
    if (!duty || !agency) return ctx.t('refused.not_found');
    const words = dutyText({ role: duty.role, agencyName: agency.name }, ctx.t);
    return ctx.t('form.hand_over.heading', { duty: words });
  },
  choiceText(question, value, t, view) {
    if (question.id === 'kind') return t.plain(`form.hand_over.choice.${value}`);
    if (question.id === 'to') {
      return whoText(value, view, t.plain('form.hand_over.choice.newcomer'));
    }
    return t.plain('form.hand_over.choice.until', { date: fullDate(value as LocalDate) });
  },
  answerText(question, value, view, t) {
    const said = String(value);
    if (question.id === 'kind') return t.plain(`form.hand_over.choice.${said}`);
    if (question.id === 'to') return whoText(said, view, t.plain('handover.newcomer'));
    return fullDate(said as LocalDate);
  },
  async submit(ctx, answers, context) {
    const said = finished.parse(answers);
    const duty = heldDuty(ctx, context);
    if (!duty) throw new Error('a form that is closed was sent');
    const until = said.kind === 'leave' ? (said.until as LocalDate) : null;
    const toPersonId = said.to === NEWCOMER ? null : Number(said.to);
    const colleagues = await colleaguesFor(ctx.tx, duty, ctx.actor.personId, ctx.today);
    const isThere = colleagues.some(({ personId }) => personId === toPersonId);
    const isPast = until !== null && until < ctx.today;
    if (isPast || (toPersonId !== null && !isThere)) {
      // It lay open until the day was over, or the colleague left meanwhile.
      const again = { id: `bg:duty:${duty.agencyId}:${duty.role}`, label: '' };
      return ctx.reply({
        text: ctx.t(isPast ? 'problem.handover_past' : 'handover.colleague_gone'),
        choices: [[{ ...again, label: ctx.t.plain('handover.begin_again') }]],
      });
    }
    const wish = { ...duty, giverId: ctx.actor.personId, kind: said.kind, until, toPersonId };
    const asked = await askHandover(ctx.tx, wish, ctx.now, ctx.timeZone);
    for (const id of asked.replaced) await tellWithdrawn(ctx, id);
    await thank(ctx, asked.id, asked.code, asked.replaced.length > 0);
  },
};

/** Tells the colleague who was asked that it is no longer needed. */
export async function tellWithdrawn(ctx: LinkedContext, id: number): Promise<void> {
  const view = await handoverView(ctx.tx, id);
  if (!view || view.toPersonId === null) return;
  await writeTo(ctx, view.toPersonId, (t) => handoverNotice('withdrawn', view, t));
}

/** Asks the colleague, or gives the code for a newcomer, and says so. */
async function thank(
  ctx: LinkedContext,
  id: number,
  code: string | null,
  replaces: boolean,
): Promise<void> {
  const view = await handoverView(ctx.tx, id);
  if (!view) throw new Error(`handover ${id} vanished`);
  const { t } = ctx;
  const link = code === null ? null : ctx.inviteLink(code);
  const words = { duty: dutyText(view, t), term: termText(view, t), to: view.toName ?? '' };
  const told = { ...words, code: code ?? '', link: link ?? '', days: INVITE_DAYS };
  const key = code === null ? 'sent' : link ? 'sent_link' : 'sent_code';
  await ctx.answer({
    text: join([
      t(`handover.${key}`, told),
      replaces ? t('handover.replaced') : '',
      t('handover.stays_until'),
    ]),
  });
  if (view.toPersonId === null) return;
  const giver = { id: view.personId, name: view.giverName };
  const load = await dutyLoad(ctx.tx, giver, view, ctx.today);
  await writeTo(ctx, view.toPersonId, (theirs) => handoverQuestion(view, load, ctx, theirs));
}
