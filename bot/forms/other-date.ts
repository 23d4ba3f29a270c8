import { z } from 'zod';
import { parseVietnameseDate } from '../../core/documents/vietnamese-date.ts';
import type { Form } from '../../core/forms/form.ts';
import { isSettled } from '../../core/obligations/obligation.ts';
import { mayPropose } from '../../core/obligations/proposed-dates.ts';
import type { LocalDate } from '../../core/time/local-date.ts';
import { openExtension } from '../../db/queries/extensions.ts';
import { lockedObligation, obligationById } from '../../db/queries/obligations.ts';
import { fullDate } from '../../views/dates.ts';
import { dueText, obligationName } from '../../views/obligation.ts';
import type { LinkedContext } from '../context.ts';
import { propose } from '../extensions/send-proposal.ts';
import type { FormHandler } from './handler.ts';
import { whyClosed } from './ownership.ts';
import { refused, taken } from './taken.ts';

const finished = z.object({ date: z.string() });

/** The coordinator types the date to propose instead of the wished one. */
const form: Form = {
  name: 'other_date',
  version: 1,
  questions: [
    {
      id: 'date',
      schema: finished.shape.date,
      parse: (typed, { today, context }) => {
        const date = parseVietnameseDate(typed, { reference: today });
        if (date === null) return refused('date');
        const wished = String(context.wished) as LocalDate;
        if (date === wished) return refused('other_date_same');
        const due = context.due === null ? null : (String(context.due) as LocalDate);
        return mayPropose(date, { today, due, wished })
          ? taken(date)
          : refused('other_date_not_later');
      },
    },
  ],
};

export const otherDateForm: FormHandler = {
  form,
  async closed(ctx, context) {
    const why = await whyClosed(ctx, context.obligation, 'review', (state) =>
      isSettled(state) ? 'settled' : null,
    );
    return why ?? ((await stillAsked(ctx, context)) ? null : ctx.t('other_date.asked_otherwise'));
  },
  async heading(ctx, context) {
    const item = await obligationById(ctx.tx, Number(context.obligation));
    if (!item) return ctx.t('refused.not_found');
    return ctx.t('form.other_date.heading', {
      agency: item.agencyName,
      name: obligationName(item, ctx.t),
      due: dueText(item, ctx, ctx.t),
      wished: fullDate(String(context.wished) as LocalDate),
    });
  },
  choiceText: (_question, value) => value,
  answerText: (_question, value) => fullDate(value as LocalDate),
  async submit(ctx, answers, context) {
    const { date } = finished.parse(answers);
    // Locked before it is looked at: whoever answers the same wish now has to wait.
    const item = await lockedObligation(ctx.tx, Number(context.obligation));
    if (!item || !(await stillAsked(ctx, context))) {
      return ctx.answer({ text: ctx.t('other_date.asked_otherwise') });
    }
    await propose(ctx, item, String(context.wished) as LocalDate, date as LocalDate);
  },
};

/** Nobody decided meanwhile, and the agency did not replace its wish by another one. */
async function stillAsked(
  ctx: LinkedContext,
  context: Readonly<Record<string, unknown>>,
): Promise<boolean> {
  const asked = await openExtension(ctx.tx, Number(context.obligation));
  return asked?.dueAfter === context.wished;
}
