import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { parseVietnameseDate } from '../../core/documents/vietnamese-date.ts';
import { openForm } from '../../core/forms/engine.ts';
import type { Form } from '../../core/forms/form.ts';
import { isSettled } from '../../core/obligations/obligation.ts';
import type { LocalDate } from '../../core/time/local-date.ts';
import { lockedObligation, obligationById } from '../../db/queries/obligations.ts';
import { askForInput, coordinatingAgencies } from '../../office/inputs.ts';
import { outOfReach } from '../../office/out-of-reach.ts';
import { longDate } from '../../views/dates.ts';
import { inputNotice } from '../../views/input.ts';
import { dueText, obligationName } from '../../views/obligation.ts';
import type { LinkedContext } from '../context.ts';
import { tellAgency } from '../notices.ts';
import { freeText, TEXT_LIMIT } from './free-text.ts';
import type { FormHandler } from './handler.ts';
import { whyClosed } from './ownership.ts';
import { setState } from './stack.ts';
import { refused, taken } from './taken.ts';

export const EVERYBODY = 'all';

const finished = z.object({ question: z.string().min(5).max(TEXT_LIMIT), due: z.string() });

/** The lead agency asks those it is to work with: what, and by when. */
const form: Form = {
  name: 'ask_input',
  version: 1,
  questions: [
    { id: 'question', schema: finished.shape.question, parse: freeText(5) },
    {
      id: 'due',
      schema: z.iso.date(),
      choices: ({ context, today }) => offered(context.days).filter((date) => date >= today),
      parse: (typed, { today }) => {
        const date = parseVietnameseDate(typed, { reference: today });
        if (date === null) return refused('date');
        return date < today ? refused('input_due_past') : taken(date);
      },
    },
  ],
};

function offered(days: unknown): LocalDate[] {
  return String(days ?? '')
    .split(' ')
    .filter((day) => day !== '') as LocalDate[];
}

export const askInputForm: FormHandler = {
  form,
  async closed(ctx, context) {
    const why = await whyClosed(ctx, context.obligation, 'update', (state) =>
      isSettled(state) ? 'settled' : null,
    );
    return why ?? ((await asked(ctx, context)).length > 0 ? null : ctx.t('input.nobody'));
  },
  async heading(ctx, context) {
    const item = await obligationById(ctx.tx, Number(context.obligation));
    if (!item) return ctx.t('refused.not_found');
    const agencies = await asked(ctx, context);
    const [first] = agencies;
    return ctx.t('form.ask_input.heading', {
      name: obligationName(item, ctx.t),
      due: dueText(item, ctx, ctx.t),
      whom:
        agencies.length === 1 && first
          ? first.name
          : ctx.t.plain('input.agencies', { count: agencies.length }),
    });
  },
  choiceText: (_question, value, t) => longDate(value as LocalDate, t),
  answerText: (question, value, _view, t) =>
    question.id === 'due' ? longDate(value as LocalDate, t) : String(value),
  async submit(ctx, answers, context) {
    const { t } = ctx;
    const said = finished.parse(answers);
    const dueOn = said.due as LocalDate;
    const parent = await lockedObligation(ctx.tx, Number(context.obligation));
    const agencies = await asked(ctx, context);
    if (!parent || parent.withdrawnAt || agencies.length === 0) {
      return ctx.answer({ text: t('refused.not_found') });
    }
    if (dueOn < ctx.today) {
      // The form lay open until that day was over: it goes on without it.
      const nonce = randomBytes(3).toString('hex');
      const opening = { nonce, context: { ...context }, answers: { question: said.question } };
      const again = openForm(form, { ...opening, parked: ctx.conversation.form }, ctx.today);
      await setState(ctx, again.state);
      return ctx.reply({ text: t('problem.input_due_past') });
    }
    const wanted = {
      agencyIds: agencies.map(({ id }) => id),
      question: said.question,
      dueOn,
      personId: ctx.actor.personId,
      channel: ctx.incoming.channel,
    };
    const inputs = await askForInput(ctx.tx, parent, wanted, ctx);
    const silent = new Set(await outOfReach(ctx.tx, wanted.agencyIds));
    const names = agencies.flatMap(({ id, shortName }) => (silent.has(id) ? [shortName] : []));
    await ctx.answer({
      text: t('form.ask_input.thanks', {
        whom: t.plain('input.agencies', { count: agencies.length }),
        date: longDate(dueOn, t),
      }),
      choices: [[{ id: `ob:${parent.id}`, label: t.plain('obligation.open') }]],
    });
    if (names.length > 0) {
      await ctx.reply({
        text: t('input.silent', { count: names.length, names: names.join(', ') }),
      });
    }
    for (const item of inputs) {
      const { asked: request } = item;
      if (request)
        await tellAgency(ctx, item.agencyId, (to) => inputNotice(item, request, ctx, to));
    }
  },
};

/** Whom the form is for, as far as they may still be asked. */
async function asked(ctx: LinkedContext, context: Readonly<Record<string, unknown>>) {
  const item = await obligationById(ctx.tx, Number(context.obligation));
  const all = item ? await coordinatingAgencies(ctx.tx, item, ctx.today) : [];
  return context.whom === EVERYBODY ? all : all.filter(({ id }) => id === context.whom);
}
