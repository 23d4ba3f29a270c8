import type { CellPlace } from '../../core/indicators/cells.ts';
import { typedText } from '../../core/indicators/typed.ts';
import { GAP, join, type Markup } from '../../core/messages/markup.ts';
import type { Choice } from '../../core/messages/message.ts';
import { can } from '../../core/people/can.ts';
import {
  askedCells,
  askedInRow,
  followingKind,
  nextFreeRow,
  nextOpen,
} from '../../core/reports/askable.ts';
import { formCells } from '../../core/reports/content.ts';
import { declareNothing, setCells } from '../../office/reports/draft.ts';
import type { FormDuty, ReportDuty } from '../../office/reports/duty.ts';
import { pager } from '../../views/pager.ts';
import { formProgress } from '../../views/reports/card.ts';
import { findingsText } from '../../views/reports/finding.ts';
import { formFigures, formHeading, itemRows } from '../../views/reports/form.ts';
import { SHOWN_FINDINGS as FINDINGS, formChoices } from '../../views/reports/form-choices.ts';
import { isSent } from '../../views/reports/heading.ts';
import { toCard } from '../../views/reports/narrative.ts';
import {
  isSame,
  lastFigure,
  placesAsked,
  questionChoices,
  questionText,
  restOfRow,
} from '../../views/reports/question.ts';
import type { LinkedContext } from '../context.ts';
import { openDesk } from '../forms/stack.ts';
import { uploadOffer } from '../upload-offer.ts';
import { REPORT_DESK, reloaded } from './open.ts';
import { placeIn } from './place.ts';
import { oldButton, refuseWriting } from './refused.ts';

/** A form of the report in hand. */
export interface FormInHand {
  duty: ReportDuty;
  index: number;
  owed: FormDuty;
}

/** The form a button or the focus names; null, with an answer, when there is none. */
export async function formInHand(
  ctx: LinkedContext,
  duty: ReportDuty,
  which: number | null,
): Promise<FormInHand | null> {
  const owed = which === null ? undefined : duty.forms[which];
  if (owed && which !== null) return { duty, index: which, owed };
  await oldButton(ctx, duty);
  return null;
}

/** May the person write figures into this report as it is now? */
export function isWritable(ctx: LinkedContext, duty: ReportDuty): boolean {
  return (
    can(ctx.actor, 'update', duty.obligation.agencyId) && (duty.draft !== null || !isSent(duty))
  );
}

/** A form as a whole: what stands in it, what is wrong with it, and the three ways to fill it. */
export async function showForm(
  ctx: LinkedContext,
  hand: FormInHand,
  { page = 0, above }: { page?: number; above?: Markup } = {},
): Promise<void> {
  const { duty, index, owed } = hand;
  const { t } = ctx;
  const id = duty.obligation.id;
  const writable = isWritable(ctx, duty);
  if (writable) await openDesk(ctx, REPORT_DESK, { obligation: id, on: 'form', form: index });
  const status = duty.status.forms[index];
  const figures = formFigures(duty, owed, page, t);
  const findings = status?.settled ?? [];
  const choices: Choice[][] = writable ? formChoices(hand, page, t) : [];
  const turned = pager((other) => `bc:${id}:f:${index}:${other}`, page, figures.pages, t);
  await ctx.answer({
    text: join([
      above ?? '',
      formHeading(duty, owed, ctx, t),
      status ? t('report.form.progress', { progress: formProgress(status, t) }) : '',
      GAP,
      figures.text,
      findings.length > 0 ? GAP : '',
      findings.length > 0 ? findingsText(findings, owed.form, t, { limit: FINDINGS }) : '',
      writable ? t('report.form.how') : '',
      writable ? uploadOffer(ctx) : '',
    ]),
    choices: [...choices, ...turned, toCard(duty, t)],
    // A figure typed here is one of the form's, not a choice.
    ...(writable ? { numbered: false } : {}),
  });
}

/** Asks for one cell; words typed next are its answer. */
export async function ask(
  ctx: LinkedContext,
  { duty, index, owed }: FormInHand,
  place: CellPlace,
  above: Markup | '' = '',
): Promise<void> {
  if (!isWritable(ctx, duty)) return refuseWriting(ctx, duty);
  const id = duty.obligation.id;
  await openDesk(ctx, REPORT_DESK, { obligation: id, on: 'cell', form: index, ...place });
  const asked = { duty, index, owed, place };
  await ctx.answer({
    text: join([above, above === '' ? '' : GAP, questionText(asked, ctx, ctx.t)]),
    choices: questionChoices(asked, ctx.t),
    numbered: false,
  });
}

/** Stores an answer (null takes one back), says what does not fit, and asks for the next cell. */
export async function answerCell(
  ctx: LinkedContext,
  hand: FormInHand,
  place: CellPlace,
  text: string | null,
): Promise<void> {
  const { duty, index, owed } = hand;
  const { obligation } = duty;
  const set = await setCells(
    ctx.tx,
    obligation.id,
    owed.form.code,
    [{ ...place, text }],
    ctx.actor,
    ctx,
  );
  if (!set.ok) return refuseWriting(ctx, duty);
  const after = await formInHand(ctx, await reloaded(ctx, duty), index);
  if (!after) return;
  await goOn(ctx, after, place);
}

/** The next cell that is open, or the whole form when none is. */
export async function goOn(
  ctx: LinkedContext,
  hand: FormInHand,
  from: CellPlace | null,
): Promise<void> {
  const { duty, owed } = hand;
  const cells = formCells(duty.content, owed.form.code);
  const above = from ? runningCheck(ctx, hand, from) : '';
  if (from && followingKind(owed, from)) return goOnStating(ctx, hand, from, above);
  const next = nextOpen(askedCells(owed), cells, from);
  if (next) return ask(ctx, hand, next, above);
  await showForm(ctx, hand, { above: ctx.t('report.form.complete') });
}

/** Sums and rates are asked for once, forwards: those passed over follow by themselves. */
async function goOnStating(
  ctx: LinkedContext,
  hand: FormInHand,
  from: CellPlace,
  above: Markup | '',
): Promise<void> {
  const places = placesAsked({ ...hand, place: from });
  const rest = places.slice(
    Math.max(
      places.findIndex((one) => isSame(one, from)),
      0,
    ),
  );
  const next = nextOpen(rest, formCells(hand.duty.content, hand.owed.form.code), from);
  if (next) return ask(ctx, hand, next, above);
  await showForm(ctx, hand, { above: ctx.t('stated.complete') });
}

/** What the figure just given does not fit with, as far as all the others are known. */
function runningCheck(
  ctx: LinkedContext,
  { duty, index, owed }: FormInHand,
  place: CellPlace,
): Markup | '' {
  // A total speaks for its parts, so everything wrong in the row is said, once it is certain.
  const findings = duty.status.forms[index]?.settled.filter((finding) =>
    finding.cells.some(({ row }) => row === place.row),
  );
  if (!findings || findings.length === 0) return '';
  return findingsText(findings, owed.form, ctx.t, { limit: 2 });
}

/** A tap that answers a cell: last period's figure, a nought, a blank, what stands there, nothing. */
export async function tapCell(
  ctx: LinkedContext,
  hand: FormInHand,
  verb: 'k' | 'z' | 'b' | 'j' | 'u',
  address: string | undefined,
): Promise<void> {
  const place = placeIn(hand.owed, address);
  if (!place) return oldButton(ctx, hand.duty);
  if (!isWritable(ctx, hand.duty)) return refuseWriting(ctx, hand.duty);
  if (verb === 'j') return askAfter(ctx, hand, place);
  if (verb === 'u') return answerCell(ctx, hand, place, null);
  if (verb !== 'k') return answerCell(ctx, hand, place, verb === 'z' ? '0' : '');
  const last = lastFigure({ ...hand, place });
  if (last === null) return oldButton(ctx, hand.duty);
  await answerCell(ctx, hand, place, typedText(last));
}

/** The cell after one that stays as it is: open ones first, else the next in order. */
async function askAfter(ctx: LinkedContext, hand: FormInHand, place: CellPlace): Promise<void> {
  const places = placesAsked({ ...hand, place });
  const after = places[places.findIndex((one) => isSame(one, place)) + 1];
  const open = nextOpen(places, formCells(hand.duty.content, hand.owed.form.code), place);
  if (after && followingKind(hand.owed, place)) return ask(ctx, hand, after);
  if (open || !after) return goOn(ctx, hand, place);
  await ask(ctx, hand, after);
}

/** Says of all cells that are left in a row that there is nothing. */
export async function tapRest(
  ctx: LinkedContext,
  hand: FormInHand,
  address: string | undefined,
): Promise<void> {
  const { duty, index, owed } = hand;
  const place = placeIn(owed, address);
  if (!place) return oldButton(ctx, hand.duty);
  const rest = restOfRow({ ...hand, place }).map((cell) => ({ ...cell, text: '0' }));
  const set = await setCells(ctx.tx, duty.obligation.id, owed.form.code, rest, ctx.actor, ctx);
  if (!set.ok) return refuseWriting(ctx, duty);
  const after = await formInHand(ctx, await reloaded(ctx, duty), index);
  if (after) await goOn(ctx, after, rest.at(-1) ?? place);
}

/** The first cell of a row, a row that is there or a new one. */
export async function askRow(
  ctx: LinkedContext,
  hand: FormInHand,
  which: number | 'new' | null,
): Promise<void> {
  const { owed } = hand;
  const row = which === 'new' ? nextFreeRow(owed) : (itemRows(owed)[which ?? -1]?.key ?? null);
  if (row === null) return oldButton(ctx, hand.duty);
  const cells =
    which === 'new'
      ? askedInRow(owed.form, row)
      : askedCells(owed).filter((one) => one.row === row);
  const [first] = cells;
  if (first) return ask(ctx, hand, first);
  await showForm(ctx, hand);
}

/** Says that there is nothing to report in a form. */
export async function nothingToReport(ctx: LinkedContext, hand: FormInHand): Promise<void> {
  const { duty, index, owed } = hand;
  const said = await declareNothing(ctx.tx, duty.obligation.id, owed.form.code, ctx.actor, ctx);
  if (!said.ok && said.why === 'has_figures') {
    return showForm(ctx, hand, { above: ctx.t('report.form.has_figures') });
  }
  if (!said.ok && said.why === 'findings') {
    const above = findingsText(said.findings, owed.form, ctx.t, { limit: FINDINGS });
    return showForm(ctx, hand, { above });
  }
  if (!said.ok) return refuseWriting(ctx, duty);
  const after = await formInHand(ctx, await reloaded(ctx, duty), index);
  if (after) await showForm(ctx, after, { above: ctx.t('report.form.nothing_noted') });
}
