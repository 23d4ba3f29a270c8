import { z } from 'zod';
import type { Form, FormContext } from '../../core/forms/form.ts';
import { readPoints, rounded } from '../../core/scoring/points.ts';
import { entryScores, isVerifiable } from '../../office/scoring/state.ts';
import { verifyOne } from '../../office/scoring/verify.ts';
import { numberText } from '../../views/number.ts';
import { verifyMessage } from '../../views/scoring/verify.ts';
import { shortTitle } from '../../views/scoring/words.ts';
import type { LinkedContext } from '../context.ts';
import { noteDecision } from '../decisions.ts';
import { leafOf, rightsAt, speaker } from '../scoring/entry.ts';
import { freeText } from './free-text.ts';
import type { FormHandler } from './handler.ts';
import { taken } from './taken.ts';

const finished = z.object({
  score: z.coerce.number().min(0),
  reason: z.string().min(5).max(1000).nullish(),
});

/** Another score than the agency's, and why; the reason is only asked where it differs. */
const form: Form = {
  name: 'score_change',
  version: 1,
  questions: [
    {
      id: 'score',
      schema: z.coerce.number().min(0),
      choices: ({ context }) => {
        const max = Number(context.max);
        return [...new Set([0, rounded(max / 2), max])].map(String);
      },
      parse: (typed, { context }) => {
        const read = readPoints(typed, Number(context.max));
        if (read.ok) return taken(read.value);
        const max = numberTextOf(Number(context.max));
        return { ok: false, problem: { code: 'score_range', params: { max } } };
      },
    },
    {
      id: 'reason',
      schema: z.string().min(5).max(1000),
      when: ({ answers, context }) => Number(answers.score) !== context.self,
      parse: freeText(5),
    },
  ],
};

export const scoreChangeForm: FormHandler = {
  form,
  async closed(ctx, context) {
    const found = await criterionOf(ctx, context);
    if (!found) return ctx.t('scoring.no_longer_yours');
    return isVerifiable(found.state) ? null : ctx.t('scoring.verify.over');
  },
  async heading(ctx, context) {
    const found = await criterionOf(ctx, context);
    if (!found) return ctx.t('refused.not_found');
    const { state, one } = found;
    return ctx.t('form.score_change.heading', {
      agency: state.entry.agencyName,
      number: one.number,
      title: shortTitle(one),
      self: one.self ? numberText(one.self.score, ctx.t) : '–',
      max: numberText(one.maxScore, ctx.t),
    });
  },
  choiceText: (_question, value, t) => numberText(Number(value), t),
  answerText: (question, value, _view, t) =>
    question.id === 'score' ? numberText(Number(value), t) : String(value),
  async submit(ctx, answers, context) {
    const { t } = ctx;
    const { score, reason = null } = finished.parse(answers);
    const found = await criterionOf(ctx, context);
    if (!found) return ctx.answer({ text: t('scoring.no_longer_yours') });
    const { state, one } = found;
    const given = { criterionId: one.id, score, reason };
    const done = await verifyOne(ctx.tx, state.entry.id, given, speaker(ctx), ctx.now);
    if (done === 'no_reason') return ctx.answer({ text: t('scoring.verify.no_reason') });
    if (done !== 'kept') return ctx.answer({ text: t('scoring.verify.over') });
    await noteDecision(ctx, 'scoring', state.entry, 'score_changed');
    await ctx.answer({
      text: t('form.score_change.thanks', { number: one.number, points: numberText(score, t) }),
    });
    const after = (await entryScores(ctx.tx, state.entry.id)) ?? state;
    await ctx.reply(verifyMessage(after, 0, t));
  },
};

async function criterionOf(ctx: LinkedContext, context: FormContext) {
  const state = await entryScores(ctx.tx, Number(context.entry));
  if (!state || !rightsAt(ctx, state).verifies) return null;
  const one = leafOf(state, String(context.criterion));
  return one ? { state, one } : null;
}

/** Problems of forms carry numbers as text; a comma is read in both languages. */
function numberTextOf(value: number): string {
  return String(value).replace('.', ',');
}
