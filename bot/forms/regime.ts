import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { workCalendar } from '../../core/calendar/work-calendar.ts';
import { openForm } from '../../core/forms/engine.ts';
import { type Form, type FormView, type Parsed, REVIEW } from '../../core/forms/form.ts';
import { join, type Markup } from '../../core/messages/markup.ts';
import { can } from '../../core/people/can.ts';
import { PRESETS, partRules, presetDue, presetParts } from '../../core/reports/regime-presets.ts';
import { type RegimeRule, reversedPart } from '../../core/reports/regime-rule.ts';
import { partsOf } from '../../core/time/local-date.ts';
import { loadDueRules } from '../../office/due.ts';
import { addRegime, periodsToMake } from '../../office/regimes.ts';
import { documentText } from '../../views/obligation.ts';
import { periodLines } from '../../views/regimes.ts';
import type { LinkedContext } from '../context.ts';
import { ALL, phrasesIn, readWho, whoChoices, whoSchema } from './ad-hoc-answers.ts';
import { documentAnswer } from './document-answer.ts';
import type { FormHandler } from './handler.ts';
import {
  COMBINATIONS,
  dueSchema,
  partsSchema,
  presetSchema,
  readDue,
  readParts,
  readYear,
  ruleOf,
  yearSchema,
} from './regime-answers.ts';
import { setState } from './stack.ts';
import { refused } from './taken.ts';

const finished = z.object({
  document: z.object({ number: z.string(), date: z.string().nullable() }),
  who: whoSchema,
});

/** A regime of periodic reports: by what document, of whom, for which periods, due when. */
const form: Form = {
  name: 'regime',
  version: 1,
  questions: [
    { id: 'document', schema: finished.shape.document, parse: documentAnswer },
    { id: 'who', schema: whoSchema, choices: whoChoices, parse: readWho },
    { id: 'preset', schema: presetSchema, choices: () => PRESETS },
    {
      id: 'parts',
      schema: partsSchema,
      when: (view) =>
        presetParts(presetSchema.safeParse(view.answers.preset).data ?? 'months') === null,
      choices: () => Object.keys(COMBINATIONS),
      parse: readParts,
    },
    {
      id: 'due',
      schema: dueSchema,
      when: (view) =>
        presetDue(presetSchema.safeParse(view.answers.preset).data ?? 'months') === null,
      parse: readFittingDue,
    },
    {
      id: 'year',
      schema: yearSchema,
      choices: ({ today }) => {
        const { year } = partsOf(today);
        return [String(year), String(year + 1)];
      },
      parse: readYear,
    },
  ],
};

/** A report is not due before its figures are final. */
function readFittingDue(typed: string, { answers }: FormView): Parsed {
  const read = readDue(typed);
  if (!read.ok) return read;
  const preset = presetSchema.safeParse(answers.preset).data;
  const parts = partsSchema.safeParse(answers.parts).data;
  if (!preset || !parts) return read;
  const rule = { parts: partRules(preset, parts, dueSchema.parse(read.value).due) };
  return isReversed(rule) ? refused('regime_due_early') : read;
}

/** Days off make a due day later, never earlier: the public calendar is enough to see it. */
function isReversed(rule: Pick<RegimeRule, 'parts'>): boolean {
  return reversedPart(rule, workCalendar()) !== null;
}

export const regimeForm: FormHandler = {
  form,
  closed: async (ctx, context) =>
    can(ctx.actor, 'review', Number(context.issuer)) ? null : ctx.t('regime.needs_coordinator'),
  async heading(ctx) {
    const title = ctx.t('form.regime.heading');
    const state = ctx.conversation.form;
    const rule = state?.at === REVIEW ? ruleOf(state.answers) : null;
    return rule ? join([title, ...(await preview(ctx, rule))]) : title;
  },
  choiceText: (question, value, t) => {
    if (question.id === 'year') return value;
    if (value === ALL && question.id === 'who') return t.plain('form.ad_hoc.choice.all');
    return question.id === 'who' ? value : t.plain(`form.regime.choice.${question.id}.${value}`);
  },
  answerText(question, value, _view, t) {
    switch (question.id) {
      case 'document': {
        const { number } = finished.shape.document.parse(value);
        return documentText({ documentNumber: number, documentDate: null }, t);
      }
      case 'who': {
        const { words, ids } = whoSchema.parse(value);
        const said = words === ALL ? t.plain('form.ad_hoc.choice.all') : words;
        return t.plain('form.ad_hoc.who.chosen', { words: said, count: ids.length });
      }
      case 'preset':
        return t.plain(`form.regime.choice.preset.${presetSchema.parse(value)}`);
      case 'parts':
        return partsSchema
          .parse(value)
          .map((part) => t.plain(`regime.part.${part}`))
          .join(', ');
      case 'due':
        return dueSchema.parse(value).words;
      default:
        return String(value);
    }
  },
  async submit(ctx, answers, context) {
    const said = finished.parse(answers);
    const rule = ruleOf(answers);
    if (!rule || isReversed(rule)) {
      // Windows were chosen anew after the due day was given: it is asked for again.
      const { due: _, ...rest } = answers;
      const nonce = randomBytes(3).toString('hex');
      const opening = { nonce, context: { ...context }, answers: rest };
      const again = openForm(form, { ...opening, parked: ctx.conversation.form }, ctx.today);
      await setState(ctx, again.state);
      return ctx.reply({ text: ctx.t('problem.regime_due_early') });
    }
    const { number } = said.document;
    const issuerId = Number(context.issuer);
    const added = await addRegime(
      ctx.tx,
      {
        document: number,
        name: ctx.t.plain('regime.name', { document: number }),
        issuerId,
        whoReports: phrasesIn(said.who.words, { context, today: ctx.today }),
        rule,
      },
      ctx,
    );
    const back = [[{ id: 'cd:list', label: ctx.t.plain('regime.back') }]];
    if (!added.ok) {
      return ctx.answer({ text: ctx.t('regime.known', { document: number }), choices: back });
    }
    await ctx.audit({
      action: 'regime.changed',
      subject: 'office',
      agencyId: issuerId,
      details: { what: 'added', regime: added.regimeId, periods: added.periods.length },
    });
    const params = { document: number, periods: added.periods.length };
    const text = ctx.t('regime.added', { ...params, count: added.obligations.added });
    await ctx.answer({ text, choices: back });
  },
};

/** The periods the rule makes now, with windows and due days after the rule for days off. */
async function preview(ctx: LinkedContext, rule: RegimeRule): Promise<Markup[]> {
  const rules = await loadDueRules(ctx.tx);
  const periods = periodsToMake(rule, ctx.today, rules.calendar);
  return [ctx.t('regime.preview'), ...periodLines(periods, { rules }, ctx.t)];
}
