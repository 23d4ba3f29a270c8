import { z } from 'zod';
import { parseVietnameseDate } from '../../core/documents/vietnamese-date.ts';
import type { Form } from '../../core/forms/form.ts';
import { join } from '../../core/messages/markup.ts';
import type { Outgoing } from '../../core/messages/message.ts';
import { isSettled } from '../../core/obligations/obligation.ts';
import type { LocalDate } from '../../core/time/local-date.ts';
import { openProposals, recordExtensionRequest } from '../../db/queries/extensions.ts';
import { type ObligationView, obligationById } from '../../db/queries/obligations.ts';
import { fullDate } from '../../views/dates.ts';
import { dueText, obligationName } from '../../views/obligation.ts';
import type { LinkedContext } from '../context.ts';
import { extensionNotice, tellCoordinators } from '../notices.ts';
import { freeText } from './free-text.ts';
import type { FormHandler } from './handler.ts';
import { whyClosed } from './ownership.ts';

const finished = z.object({ wished: z.string(), reason: z.string().min(5).max(1000) });

/** Asking for more time: until when, and why. */
const form: Form = {
  name: 'extension',
  version: 1,
  questions: [
    {
      id: 'wished',
      schema: finished.shape.wished,
      parse: (typed, { today, context }) => {
        const date = parseVietnameseDate(typed, { reference: today });
        if (date === null) return { ok: false, problem: { code: 'date' } };
        const due = String(context.due ?? '');
        if (date <= today || date <= due) {
          return { ok: false, problem: { code: 'wished_not_later' } };
        }
        return { ok: true, value: date };
      },
    },
    {
      id: 'reason',
      schema: finished.shape.reason,
      parse: freeText(5),
    },
  ],
};

export const extensionForm: FormHandler = {
  form,
  async closed(ctx, context) {
    const why = await whyClosed(ctx, context.obligation, 'update', (state) =>
      isSettled(state) ? 'settled' : null,
    );
    const item = await obligationById(ctx.tx, Number(context.obligation));
    return why ?? (item?.sourceKind === 'input' ? ctx.t('input.no_extension') : null);
  },
  async heading(ctx, context) {
    const item = await obligationById(ctx.tx, Number(context.obligation));
    if (!item) return ctx.t('refused.not_found');
    return ctx.t('form.extension.heading', {
      name: obligationName(item, ctx.t),
      due: dueText(item, ctx, ctx.t),
    });
  },
  choiceText: (_question, value) => value,
  answerText: (question, value) =>
    question.id === 'wished' ? fullDate(value as LocalDate) : String(value),
  async submit(ctx, answers, context) {
    const said = finished.parse(answers);
    const wish = { wished: said.wished as LocalDate, reason: said.reason };
    const item = await recordWish(ctx, Number(context.obligation), wish);
    await ctx.answer(wishThanks(ctx, item, wish.wished));
  },
};

/** Records a wish for more time and tells the coordinators; gives the obligation. */
export async function recordWish(
  ctx: LinkedContext,
  id: number,
  wish: { wished: LocalDate; reason: string },
): Promise<ObligationView> {
  const { channel } = ctx.incoming;
  const { personId } = ctx.actor;
  const proposed = (await openProposals(ctx.tx, [id])).get(id);
  await recordExtensionRequest(ctx.tx, id, { ...wish, personId, channel }, ctx.now);
  const item = await obligationById(ctx.tx, id);
  if (!item) throw new Error(`obligation ${id} vanished`);
  await tellCoordinators(ctx, item, (t) => {
    const notice = extensionNotice(item, wish, ctx, t);
    if (!proposed) return notice;
    const before = t('other_date.told_asked_again', { date: fullDate(proposed) });
    return { ...notice, text: join([notice.text, before]) };
  });
  return item;
}

/** What the person is told once it is recorded. */
export function wishThanks(ctx: LinkedContext, item: ObligationView, wished: LocalDate): Outgoing {
  return {
    text: ctx.t('form.extension.thanks', {
      name: obligationName(item, ctx.t),
      date: fullDate(wished),
    }),
    choices: [[{ id: 'my:0', label: ctx.t.plain('form.to_my_work') }]],
  };
}
