import type { CellPlace } from '../../core/indicators/cells.ts';
import {
  askedCells,
  type Following,
  followingCells,
  followingKind,
  nextOpen,
} from '../../core/reports/askable.ts';
import { formCells, givenAt } from '../../core/reports/content.ts';
import { findingsText } from '../../views/reports/finding.ts';
import { isSame } from '../../views/reports/question.ts';
import { shownFindings, slipsPage } from '../../views/reports/slips.ts';
import type { LinkedContext } from '../context.ts';
import { ask, type FormInHand, showForm } from './figures.ts';
import { oldButton } from './refused.ts';

/** Asks for the sums of the total rows, or for what each row gives, as a signed table prints them. */
export async function askFollowing(
  ctx: LinkedContext,
  hand: FormInHand,
  kind: Following,
): Promise<void> {
  const places = followingCells(hand.owed, kind);
  const cells = formCells(hand.duty.content, hand.owed.form.code);
  const place = nextOpen(places, cells, null) ?? places[0];
  if (place) return ask(ctx, hand, place);
  await oldButton(ctx, hand.duty);
}

/** All that is wrong or odd in a form, page by page. */
export async function showSlips(ctx: LinkedContext, hand: FormInHand, page: number): Promise<void> {
  await ctx.answer(slipsPage(hand, page, ctx, ctx.t));
}

/** The first cell that cannot be read or makes a check fail, with what is wrong. */
export async function askWrong(ctx: LinkedContext, hand: FormInHand): Promise<void> {
  const { duty, index, owed } = hand;
  const check = duty.status.forms[index]?.check;
  const [unreadable] = check?.unreadable ?? [];
  if (unreadable) return ask(ctx, hand, unreadable);
  const errors = shownFindings(duty, index).filter(({ severity }) => severity === 'error');
  const error = errors.find(({ likelySlip }) => likelySlip?.kind !== 'follows') ?? errors[0];
  if (!error) return showForm(ctx, hand);
  const slip = error.likelySlip;
  const suspect = slip && 'cell' in slip ? slip.cell : error.cells[0];
  const above = findingsText([error], owed.form, ctx.t, { limit: 1 });
  const cells = formCells(duty.content, owed.form.code);
  const isAsked = (cell: CellPlace) =>
    askedCells(owed).some((one) => isSame(one, cell)) ||
    (followingKind(owed, cell) !== null && givenAt(cells, cell.row, cell.column) !== null);
  const place = suspect && isAsked(suspect) ? suspect : (error.cells.find(isAsked) ?? suspect);
  if (place) return ask(ctx, hand, { row: place.row, column: place.column }, above);
  await showForm(ctx, hand);
}
