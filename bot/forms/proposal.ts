import { z } from 'zod';
import type { Answers, Form, FormContext, FormView } from '../../core/forms/form.ts';
import { can } from '../../core/people/can.ts';
import { PROPOSAL_KINDS } from '../../core/proposals/proposal.ts';
import { obligationById } from '../../db/queries/obligations.ts';
import { addProposal, proposalById } from '../../db/queries/proposals.ts';
import { obligationName } from '../../views/obligation.ts';
import { proposalName, sentNotice } from '../../views/proposal.ts';
import type { LinkedContext } from '../context.ts';
import { tellCoordinators } from '../notices.ts';
import { freeText } from './free-text.ts';
import type { FormHandler } from './handler.ts';
import { reopen } from './reopen.ts';

export const SHORTEST = 5;
export const LONGEST = 2000;

/** Something to choose, known when the form was opened: rules cannot look it up. */
const named = z.object({ id: z.string(), label: z.string() });
const namesSchema = z.object({
  agencies: z.array(named).min(1),
  areas: z.array(named),
  work: z.array(named.extend({ agency: z.string() })),
});

/** Agencies, areas and open work by what a button can hold of them; plain JSON. */
export type ProposalNames = z.infer<typeof namesSchema>;

/** The answers of a finished form, as stored. */
const finished = z.object({
  agency: z.string().nullish(),
  kind: z.enum(PROPOSAL_KINDS),
  area: z.string(),
  words: z.string().min(SHORTEST).max(LONGEST),
  work: z.string().nullish(),
});

/** Who has a difficulty or proposes something, about which area, in what words. */
const form: Form = {
  name: 'proposal',
  version: 1,
  questions: [
    {
      id: 'agency',
      schema: z.string(),
      when: (view) => namesIn(view).agencies.length > 1,
      choices: (view) => namesIn(view).agencies.map(({ id }) => id),
    },
    { id: 'kind', schema: finished.shape.kind, choices: () => PROPOSAL_KINDS },
    {
      id: 'area',
      schema: finished.shape.area,
      choices: (view) => namesIn(view).areas.map(({ id }) => id),
    },
    { id: 'words', schema: finished.shape.words, parse: freeText(SHORTEST, LONGEST) },
    {
      id: 'work',
      schema: z.string(),
      optional: true,
      when: (view) => workFor(view).length > 0,
      choices: (view) => workFor(view).map(({ id }) => id),
    },
  ],
};

export const proposalForm: FormHandler = {
  form,
  closed: async (ctx, context) =>
    namesOf(context).agencies.some(({ id }) => can(ctx.actor, 'propose', Number(id)))
      ? null
      : ctx.t('proposal.not_yours'),
  async heading(ctx, context) {
    const { t } = ctx;
    const earlier = await proposalById(ctx.tx, Number(context.proposal ?? -1));
    if (earlier) return t('form.proposal.heading_next', { name: proposalName(earlier, t) });
    const about = await obligationById(ctx.tx, Number(context.obligation ?? -1));
    return about
      ? t('form.proposal.heading_work', { name: obligationName(about, t) })
      : t('form.proposal.heading');
  },
  choiceText: (question, value, t, view) => said(question.id, value, view.context, t),
  answerText: (question, value, view, t) => said(question.id, String(value), view.context, t),
  submit,
};

async function submit(ctx: LinkedContext, answers: Answers, context: FormContext): Promise<void> {
  const { t } = ctx;
  const given = finished.parse(answers);
  const names = namesOf(context);
  const agencyId = Number(given.agency ?? names.agencies[0]?.id);
  if (!can(ctx.actor, 'propose', agencyId)) return ctx.reply({ text: t('proposal.not_yours') });
  const about = given.work ?? context.obligation ?? null;
  const work = about === null ? null : await obligationById(ctx.tx, Number(about));
  if (work && work.agencyId !== agencyId) {
    // The agency was corrected after its work had been chosen: it is asked again.
    const { work: _, ...rest } = answers;
    await ctx.reply({ text: t('form.proposal.other_work') });
    return reopen(ctx, form, context, rest);
  }
  const id = await addProposal(ctx.tx, {
    agencyId,
    kind: given.kind,
    area: fullArea(given.area, context),
    obligationId: work?.id ?? null,
    words: given.words,
    personId: ctx.actor.personId,
    channel: ctx.incoming.channel,
    at: ctx.now,
  });
  const proposal = await proposalById(ctx.tx, id);
  if (!proposal) throw new Error(`proposal ${id} vanished`);
  await ctx.answer({
    text: t('form.proposal.thanks', { number: id }),
    choices: [
      [{ id: `kn:c:${id}`, label: t.plain('proposal.button.open') }],
      [{ id: 'kn:l:o', label: t.plain('proposal.button.ours') }],
    ],
  });
  await tellCoordinators(ctx, proposal, (to) => sentNotice(proposal, to));
}

/** Keys of areas come from headings and may be longer than a button holds. */
const BUTTON_KEY = 40;

export function buttonKey(area: string): string {
  return area.slice(0, BUTTON_KEY);
}

function fullArea(chosen: string, context: FormContext): string {
  const keys = String(context.areas ?? '').split(' ');
  return keys.find((key) => buttonKey(key) === chosen) ?? chosen;
}

function said(
  question: string,
  value: string,
  context: FormContext,
  t: LinkedContext['t'],
): string {
  if (question === 'kind') return t.plain(`proposal.kind.${value}`);
  if (question === 'words') return value;
  const { agencies, areas, work } = namesOf(context);
  const list = { agency: agencies, area: areas, work }[question] ?? [];
  return list.find(({ id }) => id === value)?.label ?? value;
}

/** Open work of the agency that is named, where it is not known already what it is about. */
function workFor(view: Pick<FormView, 'answers' | 'context'>): ProposalNames['work'] {
  if (view.context.obligation !== null) return [];
  const { agencies, work } = namesIn(view);
  const agency = view.answers.agency ?? agencies[0]?.id;
  return work.filter((one) => one.agency === agency);
}

function namesIn({ context }: Pick<FormView, 'context'>): ProposalNames {
  return namesOf(context);
}

function namesOf(context: FormContext): ProposalNames {
  return namesSchema.parse(JSON.parse(String(context.names)));
}
