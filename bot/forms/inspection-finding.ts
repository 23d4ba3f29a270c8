import { z } from 'zod';
import { parseVietnameseDate } from '../../core/documents/vietnamese-date.ts';
import type { Form } from '../../core/forms/form.ts';
import type { LocalDate } from '../../core/time/local-date.ts';
import { lockCampaign } from '../../db/queries/campaigns.ts';
import { recordFinding } from '../../office/inspections/team-word.ts';
import { longDate } from '../../views/dates.ts';
import { answerChoices } from '../../views/obligation.ts';
import { noteDecision } from '../decisions.ts';
import { cardChoice, entryFor, inspectionNameOf } from '../inspections/entry.ts';
import { tellAgency } from '../notices.ts';
import { freeText } from './free-text.ts';
import type { FormHandler } from './handler.ts';
import { reopen } from './reopen.ts';
import { refused, taken } from './taken.ts';

const KINDS = ['nonconformity', 'remark'] as const;
const CLAUSE = 60;

const finished = z.object({
  kind: z.enum(KINDS),
  words: z.string().min(5).max(1000),
  clause: z.string().max(CLAUSE).nullish(),
  due: z.iso.date().nullish(),
});

/** What the team found: what it is, in what words, against which clause, to be corrected by when. */
const form: Form = {
  name: 'inspection_finding',
  version: 1,
  questions: [
    { id: 'kind', schema: finished.shape.kind, choices: () => KINDS },
    { id: 'words', schema: finished.shape.words, parse: freeText(5) },
    {
      id: 'clause',
      schema: z.string().max(CLAUSE),
      optional: true,
      parse: freeText(1, CLAUSE),
    },
    {
      id: 'due',
      schema: z.iso.date(),
      when: ({ answers }) => answers.kind === 'nonconformity',
      parse: (typed, { today }) => {
        const date = parseVietnameseDate(typed, { reference: today });
        if (date === null) return refused('date');
        return date <= today ? refused('inspection_due_past') : taken(date);
      },
    },
  ],
};

export const inspectionFindingForm: FormHandler = {
  form,
  async closed(ctx, context) {
    const state = await entryFor(ctx, Number(context.entry), 'inspect');
    if (!state) return ctx.t('inspection.no_longer_yours');
    return state.entry.closedAt ? ctx.t('inspection.closed_before') : null;
  },
  async heading(ctx, context) {
    const state = await entryFor(ctx, Number(context.entry), 'inspect');
    if (!state) return ctx.t('refused.not_found');
    return ctx.t('form.inspection_finding.heading', {
      agency: state.entry.agencyName,
      name: await inspectionNameOf(ctx, state),
    });
  },
  choiceText: (_question, value, t) => t.plain(`inspection.kind.${value}`),
  answerText(question, value, _view, t) {
    if (question.id === 'kind') return t.plain(`inspection.kind.${value}`);
    return question.id === 'due' ? longDate(value as LocalDate, t) : String(value);
  },
  async submit(ctx, answers, context) {
    const { t } = ctx;
    const said = finished.parse(answers);
    const before = await entryFor(ctx, Number(context.entry), 'inspect');
    if (before) await lockCampaign(ctx.tx, before.entry.campaignId);
    const state = await entryFor(ctx, Number(context.entry), 'inspect');
    if (!state) return ctx.answer({ text: t('inspection.no_longer_yours') });
    // Somebody of the team closed the agency while this was written.
    if (state.entry.closedAt) return ctx.answer({ text: t('inspection.closed_before') });
    const dueOn = said.kind === 'remark' ? null : ((said.due ?? null) as LocalDate | null);
    if (dueOn !== null && dueOn <= ctx.today) {
      // The form lay open until that day was over: it is asked again.
      const { due: _, ...rest } = answers;
      await ctx.reply({ text: t('problem.inspection_due_past') });
      return reopen(ctx, form, context, rest);
    }
    const { kind, words, clause = null } = said;
    const by = { personId: ctx.actor.personId, channel: ctx.incoming.channel };
    const { entry } = state;
    const found = { kind, words, clause, dueOn };
    const action = await recordFinding(ctx.tx, entry, found, by, ctx);
    await noteDecision(ctx, 'inspection', entry, kind);
    await ctx.answer({
      text: t(`form.inspection_finding.thanks.${kind}`, {
        agency: entry.agencyName,
        date: dueOn ? longDate(dueOn, t) : '',
      }),
      choices: [
        cardChoice(entry.id, t),
        [{ id: `ki:n:${entry.id}`, label: t.plain('inspection.button.find_more') }],
      ],
    });
    const name = await inspectionNameOf(ctx, state);
    await tellAgency(ctx, entry.agencyId, (t) => ({
      text: t(`inspection.notice.${kind}`, {
        name,
        words,
        clause: clause ? ` (${clause})` : '',
        date: dueOn ? longDate(dueOn, t) : '',
      }),
      choices: action
        ? [...answerChoices(action, t), cardChoice(entry.id, t)]
        : [cardChoice(entry.id, t)],
    }));
  },
};
