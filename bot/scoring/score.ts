import { GAP, join, type Markup } from '../../core/messages/markup.ts';
import { isWithin, type PointsProblem, readPoints } from '../../core/scoring/points.ts';
import { isScored, type Leaf, lacksProof, leavesOf } from '../../core/scoring/standing.ts';
import { recordSelf, type SelfScore } from '../../office/scoring/self-score.ts';
import {
  type EntryCriterion,
  type EntryScores,
  entryScores,
  isWritable,
} from '../../office/scoring/state.ts';
import { numberText } from '../../views/number.ts';
import { criterionQuestion } from '../../views/scoring/criterion.ts';
import type { LinkedContext } from '../context.ts';
import { TEXT_LIMIT } from '../forms/free-text.ts';
import { openDesk } from '../forms/stack.ts';
import { uploadOffer } from '../upload-offer.ts';
import { SCORING_DESK, showEntry, speaker } from './entry.ts';

/** Asks for one criterion; what is typed and sent next is about it. */
export async function ask(
  ctx: LinkedContext,
  state: EntryScores,
  one: Leaf<EntryCriterion>,
  { above = '', how = 'answer' }: { above?: Markup | ''; how?: 'reply' | 'answer' } = {},
): Promise<void> {
  if (!isWritable(state)) return refuseClosed(ctx, state);
  await openDesk(ctx, SCORING_DESK, { entry: state.entry.id, on: 'criterion', criterion: one.id });
  const question = criterionQuestion(state, one, ctx.t, above);
  const offer = one.self === null ? '' : uploadOffer(ctx);
  await ctx[how]({ ...question, text: join([question.text, offer], '\n\n') });
}

/** Keeps points given by a button; then the next criterion, or what proves this one. */
export async function takeQuick(
  ctx: LinkedContext,
  state: EntryScores,
  one: Leaf<EntryCriterion>,
  typed: string | undefined,
): Promise<void> {
  const points =
    typed !== undefined && /^\d{1,6}(?:\.\d{1,3})?$/.test(typed) ? Number(typed) : null;
  if (points === null || !isWithin(points, one.maxScore)) return ask(ctx, state, one);
  await keep(ctx, state, { criterionId: one.id, score: points }, 'answer');
}

/** "0,5", "0,5; Quyết định 12/QĐ-UBND", or words about a score given before. */
export async function takeWords(
  ctx: LinkedContext,
  state: EntryScores,
  one: Leaf<EntryCriterion>,
  text: string,
): Promise<void> {
  const typed = text.trim();
  const [, number = typed, rest = ''] =
    /^([\d.,]+\s*(?:điểm|diem|đ)?)\s*[;:–-]\s*(\S[\s\S]*)$/iu.exec(typed) ?? [];
  const reading = readPoints(number, one.maxScore);
  if (rest.length > TEXT_LIMIT || (!reading.ok && typed.length > TEXT_LIMIT)) {
    return ask(ctx, state, one, {
      above: ctx.t('scoring.problem.too_long', { most: TEXT_LIMIT }),
      how: 'reply',
    });
  }
  if (reading.ok) {
    const reason = rest === '' ? {} : { reason: rest };
    return keep(ctx, state, { criterionId: one.id, score: reading.value, ...reason }, 'reply');
  }
  const isNumber = /^[-+−]?[\d.,\s]+(?:điểm|diem|đ)?$/iu.test(number);
  if (isNumber || one.self === null) {
    const above = problemText(ctx, reading.problem, one.maxScore);
    return ask(ctx, state, one, { above, how: 'reply' });
  }
  await keep(ctx, state, { criterionId: one.id, reason: typed }, 'reply');
}

/** Files that prove a score; one has to be given first. */
export async function takeFiles(
  ctx: LinkedContext,
  state: EntryScores,
  one: Leaf<EntryCriterion>,
  said: Pick<SelfScore, 'files' | 'reason'>,
): Promise<void> {
  if (one.self === null) {
    return ask(ctx, state, one, { above: ctx.t('scoring.problem.score_first'), how: 'reply' });
  }
  await keep(ctx, state, { criterionId: one.id, ...said }, 'reply');
}

/** Why points cannot be taken, with what was expected. */
export function problemText(ctx: LinkedContext, problem: PointsProblem, max: number): Markup {
  return ctx.t(`scoring.problem.${problem.code}`, { max: numberText(max, ctx.t) });
}

async function keep(
  ctx: LinkedContext,
  before: EntryScores,
  said: SelfScore,
  how: 'reply' | 'answer',
): Promise<void> {
  const done = await recordSelf(ctx.tx, before.entry.id, [said], speaker(ctx), ctx.now);
  const state = (await entryScores(ctx.tx, before.entry.id)) ?? before;
  const leaves = leavesOf(state.criteria);
  const at = leaves.findIndex(({ id }) => id === said.criterionId);
  const one = leaves[at];
  if (done !== 'kept' || !one?.self) return refuseClosed(ctx, state);
  const kept = ctx.t('scoring.ask.kept', {
    number: one.number,
    points: numberText(one.self.score, ctx.t),
  });
  // The list asks for proof: it is best said while the criterion is on the screen.
  if (lacksProof(one)) return ask(ctx, state, one, { above: kept, how });
  const next = [...leaves.slice(at + 1), ...leaves.slice(0, at)].find((leaf) => !isScored(leaf));
  if (next) return ask(ctx, state, next, { above: join([kept, GAP]), how });
  await ctx.reply({
    text: ctx.t('scoring.ask.complete', {
      points: numberText(state.self.points, ctx.t),
      max: numberText(state.self.max, ctx.t),
    }),
  });
  await showEntry(ctx, state);
}

/** Somebody sent it meanwhile, or it is over. */
export async function refuseClosed(ctx: LinkedContext, state: EntryScores): Promise<void> {
  await ctx.reply({
    text: ctx.t(state.campaign.closedAt ? 'scoring.published_before' : 'scoring.sent_before'),
    choices: [[{ id: `cm:e:${state.entry.id}`, label: ctx.t.plain('scoring.button.card') }]],
  });
}
