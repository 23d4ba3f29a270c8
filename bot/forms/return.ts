import { z } from 'zod';
import type { Form } from '../../core/forms/form.ts';
import { obligationById, recordStatement } from '../../db/queries/obligations.ts';
import { obligationName } from '../../views/obligation.ts';
import { tellOwners } from '../notices.ts';
import { freeText } from './free-text.ts';
import type { FormHandler } from './handler.ts';
import { whyClosed } from './ownership.ts';

const finished = z.object({ reason: z.string().min(5).max(1000) });

/** The coordinator returns a claim for correction and says why. */
const form: Form = {
  name: 'return',
  version: 1,
  questions: [
    {
      id: 'reason',
      schema: finished.shape.reason,
      parse: freeText(5),
    },
  ],
};

export const returnForm: FormHandler = {
  form,
  closed: (ctx, context) =>
    whyClosed(ctx, context.obligation, 'review', (state) => (state === 'done' ? null : 'settled')),
  async heading(ctx, context) {
    const item = await obligationById(ctx.tx, Number(context.obligation));
    if (!item) return ctx.t('refused.not_found');
    return ctx.t('form.return.heading', {
      name: obligationName(item, ctx.t),
      agency: item.agencyName,
    });
  },
  choiceText: (_question, value) => value,
  answerText: (_question, value) => String(value),
  async submit(ctx, answers, context) {
    const { reason } = finished.parse(answers);
    const id = Number(context.obligation);
    const { personId } = ctx.actor;
    const { channel } = ctx.incoming;
    await recordStatement(
      ctx.tx,
      id,
      { kind: 'review', state: 'returned', reason, personId, channel },
      ctx.now,
    );
    const item = await obligationById(ctx.tx, id);
    if (!item) throw new Error(`obligation ${id} vanished`);
    await ctx.answer({
      text: ctx.t('form.return.thanks', { agency: item.agencyName }),
      choices: [[{ id: 'rv:list', label: ctx.t.plain('review.more') }]],
    });
    await tellOwners(ctx, item, 'returned', { reason });
  },
};
