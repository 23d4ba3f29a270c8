import { z } from 'zod';
import { isDocumentProduct } from '../../core/documents/product.ts';
import type { Answers, Form, FormView, StoredFile } from '../../core/forms/form.ts';
import type { Markup } from '../../core/messages/markup.ts';
import type { Outgoing } from '../../core/messages/message.ts';
import { parsePercent } from '../../core/numbers/percent.ts';
import type { LocalDate } from '../../core/time/local-date.ts';
import {
  type ObligationView,
  obligationById,
  recordStatement,
} from '../../db/queries/obligations.ts';
import { fullDate, moment } from '../../views/dates.ts';
import { documentText, dueText, obligationName, unblockerText } from '../../views/obligation.ts';
import { attachChoice } from '../../views/proposal.ts';
import type { LinkedContext } from '../context.ts';
import { blockedNotice, tellCoordinators } from '../notices.ts';
import { showScoringOf } from '../scoring/entry.ts';
import { documentAnswer, documentDateAnswer } from './document-answer.ts';
import { freeText, TEXT_LIMIT } from './free-text.ts';
import type { FormHandler } from './handler.ts';
import { whyClosed } from './ownership.ts';
import { refused, taken } from './taken.ts';

const text = z.string().min(1).max(TEXT_LIMIT);
const file = z.object({ hash: z.string(), name: z.string(), mime: z.string(), size: z.number() });

/** The answers of a finished form, as stored. */
const finished = z.object({
  state: z.enum(['done', 'in_progress', 'blocked', 'not_started', 'not_applicable']),
  percent: z.number().nullish(),
  document: z.object({ number: z.string(), date: z.string().nullable() }).nullish(),
  document_date: z.string().nullish(),
  reason: text.nullish(),
  unblocker: text.nullish(),
  evidence: z.array(file).nullish(),
  note: text.nullish(),
});

/** What somebody says about how an obligation stands. */
export type StateSaid = z.infer<typeof finished>;

const is = (state: string) => (view: FormView) => view.answers.state === state;

/** How an obligation stands: the form every reminder leads to. */
const form: Form = {
  name: 'update',
  version: 1,
  questions: [
    {
      id: 'state',
      schema: finished.shape.state,
      choices: ({ context }) => [
        'done',
        'in_progress',
        'blocked',
        'not_started',
        ...(context.conditional ? ['not_applicable'] : []),
      ],
    },
    {
      id: 'percent',
      schema: z.number().min(0).max(100),
      when: is('in_progress'),
      choices: () => ['25', '50', '75', '90'],
      parse: (typed) => {
        const percent = parsePercent(typed);
        return percent === null ? refused('percent') : taken(Math.round(percent));
      },
    },
    {
      id: 'document',
      schema: z.object({ number: z.string(), date: z.string().nullable() }),
      optional: true,
      when: ({ answers, context }) => answers.state === 'done' && context.document === true,
      parse: documentAnswer,
    },
    {
      id: 'document_date',
      schema: z.string(),
      optional: true,
      when: ({ answers }) => answers.state === 'done' && lacksDate(answers.document),
      parse: documentDateAnswer,
    },
    { id: 'reason', schema: text, when: is('blocked'), parse: freeText(5) },
    {
      id: 'unblocker',
      schema: text,
      when: is('blocked'),
      choices: () => ['province', 'committee', 'standing_office', 'other_office'],
      parse: freeText(2),
    },
    { id: 'evidence', schema: z.array(file), optional: true, files: { max: 10 } },
    { id: 'note', schema: text, optional: true, takesCaptions: true, parse: freeText(1) },
  ],
};

export const updateForm: FormHandler = {
  form,
  closed: (ctx, context) =>
    whyClosed(ctx, context.obligation, 'update', (state) =>
      state === 'accepted' ? 'accepted' : null,
    ),
  async heading(ctx, context): Promise<Markup> {
    const item = await obligationById(ctx.tx, Number(context.obligation));
    if (!item) return ctx.t('refused.not_found');
    return ctx.t('form.update.heading', {
      name: obligationName(item, ctx.t),
      due: dueText(item, ctx, ctx.t),
    });
  },
  choiceText: (question, value, t) => {
    if (question.id === 'percent') return `${value}%`;
    return t.plain(question.id === 'state' ? `answer.${value}` : `unblocker.${value}`);
  },
  answerText(question, value, _view, t) {
    switch (question.id) {
      case 'state':
        return t.plain(`state.${value}`);
      case 'percent':
        return `${value}%`;
      case 'document': {
        const { number, date } = value as { number: string; date: LocalDate | null };
        return documentText({ documentNumber: number, documentDate: date }, t);
      }
      case 'document_date':
        return fullDate(value as LocalDate);
      case 'unblocker':
        return unblockerText(String(value), t);
      case 'evidence':
        return (value as StoredFile[]).map((one) => one.name).join(', ');
      default:
        return String(value);
    }
  },
  submit,
};

async function submit(ctx: LinkedContext, answers: Answers, context: Answers): Promise<void> {
  const said = finished.parse(answers);
  const before = await obligationById(ctx.tx, Number(context.obligation));
  // Scores are sent, not claimed.
  if (before?.sourceKind === 'scoring' && said.state === 'done') return showScoringOf(ctx, before);
  await ctx.answer(
    stateThanks(ctx, await recordState(ctx, Number(context.obligation), said), said.state),
  );
}

/** Records what was said about an obligation and tells who has to know; gives it as it stands then. */
export async function recordState(
  ctx: LinkedContext,
  id: number,
  said: StateSaid,
): Promise<ObligationView> {
  const percent = said.state === 'done' ? 100 : (said.percent ?? null);
  const documentDate = (said.document?.date ?? said.document_date ?? null) as LocalDate | null;
  await recordStatement(
    ctx.tx,
    id,
    {
      kind: 'state',
      state: said.state,
      percent: said.state === 'in_progress' ? percent : null,
      documentNumber: said.document?.number ?? null,
      documentDate,
      reason: said.reason ?? null,
      unblocker: said.unblocker ?? null,
      note: said.note ?? null,
      files: said.evidence ?? [],
      personId: ctx.actor.personId,
      channel: ctx.incoming.channel,
    },
    ctx.now,
  );
  const item = await obligationById(ctx.tx, id);
  if (!item) throw new Error(`obligation ${id} vanished`);
  if (said.state === 'blocked') {
    await tellCoordinators(ctx, item, (to) => blockedNotice(item, to));
  }
  return item;
}

/** What the person is told once it is recorded. */
export function stateThanks(
  ctx: LinkedContext,
  item: ObligationView,
  state: StateSaid['state'],
): Outgoing {
  const { t } = ctx;
  return {
    text: t(`form.update.thanks.${state}`, {
      name: obligationName(item, t),
      at: moment(ctx.now, ctx, t),
    }),
    choices: [
      ...(state === 'blocked' ? [[attachChoice(item, t)]] : []),
      [{ id: 'my:0', label: t.plain('form.to_my_work') }],
      [{ id: `up:${item.id}`, label: t.plain('form.update.again') }],
    ],
  };
}

/** What the form needs to know about its obligation; stored with its state. */
export function updateContext(item: {
  id: number;
  needsDocument: boolean;
  conditional: boolean;
  product: string | null;
}): Record<string, string | number | boolean | null> {
  const document = item.needsDocument || (item.product !== null && isDocumentProduct(item.product));
  return { obligation: item.id, document, conditional: item.conditional };
}

function lacksDate(document: unknown): boolean {
  return typeof document === 'object' && document !== null && 'date' in document && !document.date;
}
