import { z } from 'zod';
import { parseVietnameseDate } from '../../core/documents/vietnamese-date.ts';
import type { Form } from '../../core/forms/form.ts';
import { isSettled } from '../../core/obligations/obligation.ts';
import type { LocalDate } from '../../core/time/local-date.ts';
import { obligationById } from '../../db/queries/obligations.ts';
import { fullDate } from '../../views/dates.ts';
import { dueText, obligationName } from '../../views/obligation.ts';
import { mayMute, mute } from '../reminding/mute.ts';
import { freeText } from './free-text.ts';
import type { FormHandler } from './handler.ts';
import { refused, taken } from './taken.ts';

const LONGEST = 300;

const finished = z.object({
  reason: z.string().min(5).max(LONGEST),
  until: z.iso.date().nullish(),
});

/** Why a piece of work need not be reminded of, and until when where that is known. */
const form: Form = {
  name: 'mute',
  version: 1,
  questions: [
    { id: 'reason', schema: finished.shape.reason, parse: freeText(5, LONGEST) },
    {
      id: 'until',
      schema: z.iso.date(),
      optional: true,
      parse: (typed, { today }) => {
        const date = parseVietnameseDate(typed, { reference: today });
        if (date === null) return refused('date');
        return date > today ? taken(date) : refused('pause_past');
      },
    },
  ],
};

export const muteForm: FormHandler = {
  form,
  async closed(ctx, context) {
    const item = await obligationById(ctx.tx, Number(context.obligation));
    if (!item || !mayMute(ctx, item)) return ctx.t('refused.no_longer_yours');
    const why = item.withdrawnAt ? 'withdrawn' : isSettled(item.state) ? 'settled' : null;
    return why && ctx.t(`refused.${why}`, { name: obligationName(item, ctx.t) });
  },
  async heading(ctx, context) {
    const item = await obligationById(ctx.tx, Number(context.obligation));
    if (!item) return ctx.t('refused.not_found');
    return ctx.t('form.mute.heading', {
      name: obligationName(item, ctx.t),
      due: dueText(item, ctx, ctx.t),
    });
  },
  choiceText: (_question, value) => value,
  answerText: (question, value) =>
    question.id === 'until' ? fullDate(value as LocalDate) : String(value),
  async submit(ctx, answers, context) {
    const { reason, until } = finished.parse(answers);
    await mute(ctx, Number(context.obligation), {
      reason,
      until: (until ?? null) as LocalDate | null,
    });
  },
};
