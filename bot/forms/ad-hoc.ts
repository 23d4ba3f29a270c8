import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { parseVietnameseDate } from '../../core/documents/vietnamese-date.ts';
import { openForm } from '../../core/forms/engine.ts';
import type { Form, FormView, Parsed } from '../../core/forms/form.ts';
import { can, scopeOf } from '../../core/people/can.ts';
import type { LocalDate } from '../../core/time/local-date.ts';
import { agenciesById } from '../../db/queries/agencies.ts';
import { askForReport } from '../../office/ad-hoc-report.ts';
import { outOfReach } from '../../office/out-of-reach.ts';
import { loadNewestForms } from '../../office/reports/forms.ts';
import { fullDate } from '../../views/dates.ts';
import { documentText } from '../../views/obligation.ts';
import { type AskedReportView, adHocNotice, adHocThanks } from '../../views/reports/ad-hoc.ts';
import { tellAgency } from '../notices.ts';
import {
  ALL,
  dateProblem,
  formChoices,
  formsSchema,
  labelledForms,
  NONE,
  readForms,
  readWho,
  whoChoices,
  whoSchema,
} from './ad-hoc-answers.ts';
import { documentAnswer, documentDateAnswer } from './document-answer.ts';
import { freeText } from './free-text.ts';
import type { FormHandler } from './handler.ts';
import { setState } from './stack.ts';
import { refused, taken } from './taken.ts';

const NAME_LIMIT = 200;

/** The answers of a finished form, as stored. */
const finished = z.object({
  document: z.object({ number: z.string(), date: z.string().nullable() }),
  document_date: z.string().nullish(),
  title: z.string().min(5).max(NAME_LIMIT),
  who: whoSchema,
  data_from: z.string().nullish(),
  data_to: z.string().nullish(),
  due: z.string(),
  figures: formsSchema.nullish(),
});

/** A report that no regime provides for: by what document, of whom, by when. */
const form: Form = {
  name: 'ad_hoc',
  version: 1,
  questions: [
    {
      id: 'document',
      schema: finished.shape.document,
      parse: documentAnswer,
    },
    {
      id: 'document_date',
      schema: z.string(),
      optional: true,
      when: ({ answers }) =>
        finished.shape.document.safeParse(answers.document).data?.date === null,
      parse: documentDateAnswer,
    },
    {
      id: 'title',
      schema: finished.shape.title,
      parse: (typed) =>
        typed.trim().length > NAME_LIMIT
          ? { ok: false, problem: { code: 'too_long', params: { max: NAME_LIMIT } } }
          : freeText(5)(typed.replace(/\s+/g, ' ')),
    },
    { id: 'who', schema: whoSchema, choices: whoChoices, parse: readWho },
    { id: 'data_from', schema: z.string(), optional: true, parse: readDay('from') },
    {
      id: 'data_to',
      schema: z.string(),
      when: ({ answers }) => typeof answers.data_from === 'string',
      parse: readDay('to'),
    },
    { id: 'due', schema: finished.shape.due, parse: readDay('due') },
    {
      id: 'figures',
      schema: formsSchema,
      when: (view) => labelledForms(view).length > 0,
      choices: formChoices,
      parse: readForms,
    },
  ],
};

/** Reads a day of the window or the due day, which must fit those that are given already. */
function readDay(which: 'from' | 'to' | 'due'): (typed: string, view: FormView) => Parsed {
  return (typed, { answers, today }) => {
    const date = parseVietnameseDate(typed, { reference: today });
    if (date === null) return refused('date');
    if (which === 'due' && date <= today) return refused('ad_hoc_due_past');
    const from = dayIn(answers.data_from);
    const given = {
      from,
      to: from === null ? null : dayIn(answers.data_to),
      due: dayIn(answers.due),
    };
    const problem = dateProblem({ ...given, [which]: date });
    return problem ? { ok: false, problem } : taken(date);
  };
}

export const adHocForm: FormHandler = {
  form,
  closed: async (ctx) =>
    scopeOf(ctx.actor, 'review').size > 0 ? null : ctx.t('form.ad_hoc.not_yours'),
  heading: async (ctx) => ctx.t('form.ad_hoc.heading'),
  choiceText: (_question, value, t) =>
    value === ALL || value === NONE ? t.plain(`form.ad_hoc.choice.${value}`) : value,
  answerText(question, value, view, t) {
    switch (question.id) {
      case 'document': {
        const { number, date } = finished.shape.document.parse(value);
        return documentText({ documentNumber: number, documentDate: dayIn(date) }, t);
      }
      case 'who': {
        const { words, ids } = whoSchema.parse(value);
        const said = words === ALL ? t.plain('form.ad_hoc.choice.all') : words;
        return t.plain('form.ad_hoc.who.chosen', { words: said, count: ids.length });
      }
      case 'figures': {
        const { codes } = formsSchema.parse(value);
        if (codes.length === 0) return t.plain('form.ad_hoc.choice.none');
        const labels = new Map(labelledForms(view).map(({ code, label }) => [code, label]));
        return codes.map((code) => labels.get(code) ?? code).join(', ');
      }
      case 'title':
        return String(value);
      default:
        return fullDate(value as LocalDate);
    }
  },
  async submit(ctx, answers, context) {
    const said = finished.parse(answers);
    const dueOn = said.due as LocalDate;
    if (dueOn <= ctx.today) {
      // The form lay open until that day was over: it goes on without it.
      const { due: _, ...rest } = answers;
      const nonce = randomBytes(3).toString('hex');
      const opening = { nonce, context: { ...context }, answers: rest };
      const again = openForm(form, { ...opening, parked: ctx.conversation.form }, ctx.today);
      await setState(ctx, again.state);
      return ctx.reply({ text: ctx.t('problem.ad_hoc_due_past') });
    }
    const [from, to] = [dayIn(said.data_from), dayIn(said.data_to)];
    const { number } = said.document;
    const documentDate = dayIn(said.document.date ?? said.document_date);
    const agencyIds = said.who.ids.filter((id) => can(ctx.actor, 'review', id));
    const formCodes = said.figures?.codes ?? [];
    const { period, obligations } = await askForReport(
      ctx.tx,
      {
        document: number,
        documentDate,
        name: said.title,
        agencyIds,
        window: from !== null && to !== null ? { from, to } : null,
        dueOn,
        formCodes,
      },
      ctx,
    );
    const forms = await loadNewestForms(ctx.tx, formCodes);
    const asked: AskedReportView = {
      period,
      documentNumber: number,
      documentDate,
      formNames: formCodes.map((code) => forms.get(code)?.name ?? code),
    };
    const names = await agenciesById(ctx.tx, agencyIds);
    const nameOf = (id: number) => names.get(id)?.shortName ?? '';
    const silent = (await outOfReach(ctx.tx, agencyIds)).map(nameOf);
    await ctx.answer(adHocThanks(asked, obligations.length, silent, ctx.t));
    for (const { id, agencyId } of obligations) {
      await tellAgency(ctx, agencyId, (t) => adHocNotice(asked, { id, name: nameOf(agencyId) }, t));
    }
  },
};

function dayIn(answer: unknown): LocalDate | null {
  return typeof answer === 'string' ? (answer as LocalDate) : null;
}
