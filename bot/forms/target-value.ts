import { z } from 'zod';
import { parseVietnameseDate } from '../../core/documents/vietnamese-date.ts';
import type { Form, FormContext } from '../../core/forms/form.ts';
import { readNumber } from '../../core/numbers/read-number.ts';
import { can } from '../../core/people/can.ts';
import type { LocalDate } from '../../core/time/local-date.ts';
import { agencyById } from '../../db/queries/agencies.ts';
import { appendValue, type TargetRow, targetById } from '../../db/queries/targets.ts';
import { fullDate } from '../../views/dates.ts';
import { amountText, goalText } from '../../views/targets.ts';
import type { LinkedContext } from '../context.ts';
import { freeText } from './free-text.ts';
import type { FormHandler } from './handler.ts';

const finished = z.object({
  value: z.number(),
  asOf: z.string(),
  note: z.string().min(2).max(500).nullish(),
});

/** A coordinator enters what came of a target at an agency. */
const form: Form = {
  name: 'target_value',
  version: 1,
  questions: [
    {
      id: 'value',
      schema: finished.shape.value,
      parse: (typed, { context }) => {
        const kind = context.unit === '%' ? 'percent' : 'decimal';
        const reading = readNumber(typed, kind);
        return reading.ok
          ? { ok: true, value: reading.value }
          : { ok: false, problem: { code: 'target_value' } };
      },
    },
    {
      id: 'asOf',
      schema: finished.shape.asOf,
      parse: (typed, { today }) => {
        const date = parseVietnameseDate(typed, { reference: today });
        if (date === null) return { ok: false, problem: { code: 'date' } };
        if (date > today) return { ok: false, problem: { code: 'target_future' } };
        return { ok: true, value: date };
      },
    },
    { id: 'note', schema: z.string().min(2).max(500), optional: true, parse: freeText(2, 500) },
  ],
};

export const targetValueForm: FormHandler = {
  form,
  async closed(ctx, context) {
    if (!can(ctx.actor, 'set_targets', Number(context.agency))) {
      return ctx.t('targets.needs_coordinator');
    }
    return (await targetOf(ctx, context)) ? null : ctx.t('targets.gone');
  },
  async heading(ctx, context) {
    const target = await targetOf(ctx, context);
    if (!target) return ctx.t('targets.gone');
    const agency = await agencyById(ctx.tx, Number(context.agency));
    return ctx.t('form.target_value.heading', {
      name: target.name,
      goal: goalText({ target }, ctx.t),
      agency: agency?.name ?? '',
    });
  },
  choiceText: (_question, value) => value,
  answerText: (question, value, { context }, t) => {
    if (question.id === 'value') return amountText(Number(value), String(context.unit), t);
    return question.id === 'asOf' ? fullDate(value as LocalDate) : String(value);
  },
  async submit(ctx, answers, context) {
    const { value, asOf, note } = finished.parse(answers);
    const target = await targetOf(ctx, context);
    const agencyId = Number(context.agency);
    if (!target) return ctx.answer({ text: ctx.t('targets.gone') });
    await appendValue(ctx.tx, {
      targetId: target.id,
      agencyId,
      asOf: asOf as LocalDate,
      value,
      note: note ?? null,
      personId: ctx.actor.personId,
      channel: ctx.incoming.channel,
      at: ctx.now,
    });
    await ctx.audit({
      action: 'target.entered',
      subject: 'agency',
      subjectId: agencyId,
      agencyId,
      details: { target: target.code, asOf },
    });
    await ctx.answer({
      text: ctx.t('targets.saved', {
        amount: amountText(value, target.unit, ctx.t),
        date: fullDate(asOf as LocalDate),
        name: target.name,
      }),
      choices: [[{ id: `td:targets:${agencyId}:0`, label: ctx.t.plain('targets.back') }]],
    });
  },
};

function targetOf(ctx: LinkedContext, context: FormContext): Promise<TargetRow | null> {
  return targetById(ctx.tx, Number(context.target));
}
