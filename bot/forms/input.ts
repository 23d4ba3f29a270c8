import { z } from 'zod';
import type { Answers, Form, FormView, StoredFile } from '../../core/forms/form.ts';
import {
  lockedObligation,
  type ObligationView,
  obligationById,
  recordStatement,
} from '../../db/queries/obligations.ts';
import { givenNotice } from '../../views/input.ts';
import { dueText, obligationName } from '../../views/obligation.ts';
import type { LinkedContext } from '../context.ts';
import { tellAgency } from '../notices.ts';
import { freeText, TEXT_LIMIT } from './free-text.ts';
import type { FormHandler } from './handler.ts';
import { whyClosed } from './ownership.ts';

const text = z.string().min(2).max(TEXT_LIMIT);
const file = z.object({ hash: z.string(), name: z.string(), mime: z.string(), size: z.number() });

const finished = z.object({
  words: text.nullish(),
  files: z.array(file).nullish(),
  something: text.nullish(),
});

/** An agency answers what another one asked it: in words, with files, or both. */
const form: Form = {
  name: 'input',
  version: 1,
  questions: [
    { id: 'words', schema: text, optional: true, takesCaptions: true, parse: freeText(2) },
    { id: 'files', schema: z.array(file), optional: true, files: { max: 10 } },
    // Both left out, there would be nothing to send.
    { id: 'something', schema: text, when: isEmpty, parse: freeText(2) },
  ],
};

function isEmpty({ answers }: FormView): boolean {
  const files = Array.isArray(answers.files) && answers.files.length > 0;
  return answers.words === null && answers.files !== undefined && !files;
}

export const inputForm: FormHandler = {
  form,
  async closed(ctx, context) {
    const why = await whyClosed(ctx, context.obligation, 'update', () => null);
    const item = await obligationById(ctx.tx, Number(context.obligation));
    return why ?? (item?.asked ? null : ctx.t('refused.not_found'));
  },
  async heading(ctx, context) {
    const item = await obligationById(ctx.tx, Number(context.obligation));
    if (!item?.asked) return ctx.t('refused.not_found');
    return ctx.t('form.input.heading', {
      name: obligationName(item, ctx.t),
      question: item.asked.question,
      due: dueText(item, ctx, ctx.t),
    });
  },
  choiceText: (_question, value) => value,
  answerText: (question, value) =>
    question.id === 'files'
      ? (value as StoredFile[]).map(({ name }) => name).join(', ')
      : String(value),
  async submit(ctx, answers: Answers, context) {
    const said = finished.parse(answers);
    // The request may be taken back in this very moment.
    const item = await lockedObligation(ctx.tx, Number(context.obligation));
    if (!item || item.withdrawnAt) return ctx.answer({ text: ctx.t('input.taken_back_meanwhile') });
    const after = await recordInput(ctx, item, {
      words: said.words ?? said.something ?? null,
      files: said.files ?? [],
    });
    await ctx.answer({
      text: ctx.t('form.input.thanks', {
        agency: after.asked?.agencyShortName ?? '',
        name: obligationName(after, ctx.t),
      }),
      choices: [
        [{ id: 'my:0', label: ctx.t.plain('form.to_my_work') }],
        [{ id: `up:${after.id}`, label: ctx.t.plain('input.again') }],
      ],
    });
  },
};

/** Records the answer (null: there is nothing to say) and tells those who asked; gives it as it is. */
export async function recordInput(
  ctx: LinkedContext,
  item: ObligationView,
  given: { words: string | null; files: readonly StoredFile[] } | null,
): Promise<ObligationView> {
  const { words, files } = given ?? { words: null, files: [] };
  await recordStatement(
    ctx.tx,
    item.id,
    {
      kind: 'state',
      state: given ? 'done' : 'not_applicable',
      note: words,
      files,
      personId: ctx.actor.personId,
      channel: ctx.incoming.channel,
    },
    ctx.now,
  );
  const after = await obligationById(ctx.tx, item.id);
  if (!after) throw new Error(`obligation ${item.id} vanished`);
  const { asked } = after;
  if (asked) {
    const said = { words, files: [...files] };
    await tellAgency(ctx, asked.agencyId, (t) => givenNotice(after, asked, said, t));
  }
  return after;
}
