import { z } from 'zod';
import { parseVietnameseDate } from '../../core/documents/vietnamese-date.ts';
import type { Form } from '../../core/forms/form.ts';
import { isSettled } from '../../core/obligations/obligation.ts';
import type { LocalDate } from '../../core/time/local-date.ts';
import { obligationById } from '../../db/queries/obligations.ts';
import { fullDate } from '../../views/dates.ts';
import { dueText, obligationName } from '../../views/obligation.ts';
import { putOffTo } from '../reminding/put-off.ts';
import type { FormHandler } from './handler.ts';
import { whyClosed } from './ownership.ts';
import { refused, taken } from './taken.ts';

const finished = z.object({ date: z.iso.date() });

/** The day on which somebody wants to be reminded again, typed. */
const form: Form = {
  name: 'snooze_date',
  version: 1,
  questions: [
    {
      id: 'date',
      schema: finished.shape.date,
      parse: (typed, { today }) => {
        const date = parseVietnameseDate(typed, { reference: today });
        if (date === null) return refused('date');
        return date > today ? taken(date) : refused('pause_past');
      },
    },
  ],
};

export const snoozeDateForm: FormHandler = {
  form,
  async closed(ctx, context) {
    const why = await whyClosed(ctx, context.obligation, 'update', (state) =>
      isSettled(state) ? 'settled' : null,
    );
    const item = await obligationById(ctx.tx, Number(context.obligation));
    return why ?? (item?.dueOn ? null : ctx.t('reminding.snooze.undated'));
  },
  async heading(ctx, context) {
    const item = await obligationById(ctx.tx, Number(context.obligation));
    if (!item) return ctx.t('refused.not_found');
    return ctx.t('form.snooze_date.heading', {
      name: obligationName(item, ctx.t),
      due: dueText(item, ctx, ctx.t),
    });
  },
  choiceText: (_question, value) => value,
  answerText: (_question, value) => fullDate(value as LocalDate),
  async submit(ctx, answers, context) {
    const { date } = finished.parse(answers);
    await putOffTo(ctx, Number(context.obligation), date as LocalDate);
  },
};
