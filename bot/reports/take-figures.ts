import type { CellPlace } from '../../core/indicators/cells.ts';
import { columnOf } from '../../core/indicators/form.ts';
import { type CellProblem, readCell } from '../../core/indicators/read-cell.ts';
import { readPasted } from '../../core/indicators/read-pasted.ts';
import { GAP, join, type Markup } from '../../core/messages/markup.ts';
import { asksNumber } from '../../core/reports/askable.ts';
import { setCells } from '../../office/reports/draft.ts';
import type { ReportDuty } from '../../office/reports/duty.ts';
import { type PasteTaken, takePaste } from '../../office/reports/paste.ts';
import { cellProblemText } from '../../views/reports/cell-problem.ts';
import { itemRows } from '../../views/reports/form.ts';
import { pasteProblemText } from '../../views/reports/paste.ts';
import { placesAsked } from '../../views/reports/question.ts';
import type { LinkedContext } from '../context.ts';
import { answerCell, ask, type FormInHand, formInHand, goOn, showForm } from './figures.ts';
import { reloaded } from './open.ts';
import { refuseWriting } from './refused.ts';

/** Words typed while a cell is asked for: its figure, several figures of its row, or a block. */
export async function takeCellWords(
  ctx: LinkedContext,
  hand: FormInHand,
  place: CellPlace,
  text: string,
  command: boolean,
): Promise<boolean> {
  const { owed } = hand;
  const column = columnOf(owed.form, place.column);
  if (!column) return false;
  const isNumber = asksNumber(owed.form, place);
  if (text.includes('\t') || (isNumber && text.includes('\n'))) {
    await takeBlock(ctx, hand, text, place.row);
    return true;
  }
  const reading = readCell(text, column);
  if (reading.ok) {
    await answerCell(ctx, hand, place, text);
    return true;
  }
  const series =
    isNumber && !isSplitNumber(reading.problem, text) ? seriesIn(hand, place, text) : null;
  if (series) {
    await takeSeries(ctx, hand, series);
    return true;
  }
  if (command) return false;
  await ask(ctx, hand, place, cellProblemText(reading.problem, text, column, ctx.t));
  return true;
}

/** "1 176" may be one number or two: nobody but the writer knows. */
function isSplitNumber(problem: CellProblem, text: string): boolean {
  const words = text.trim().split(/\s+/);
  return problem.code === 'several_numbers' && problem.suggestion !== null && words.length === 2;
}

/** "3 1176 1165" from this cell on, if each of them can be read in its column. */
function seriesIn(
  { duty, index, owed }: FormInHand,
  place: CellPlace,
  text: string,
): (CellPlace & { text: string })[] | null {
  const words = text.trim().split(/[;|]\s*|\s+/);
  const places = placesAsked({ owed, place }).filter(({ row }) => row === place.row);
  const from = places.findIndex(({ column }) => column === place.column);
  if (words.length < 2 || index >= duty.forms.length) return null;
  const entries = words.flatMap((word, offset) => {
    const at = places[from + offset];
    const column = at && columnOf(owed.form, at.column);
    return at && column && readCell(word, column).ok ? { ...at, text: word } : [];
  });
  return entries.length === words.length ? entries : null;
}

async function takeSeries(
  ctx: LinkedContext,
  hand: FormInHand,
  entries: (CellPlace & { text: string })[],
): Promise<void> {
  const { duty, index, owed } = hand;
  const set = await setCells(ctx.tx, duty.obligation.id, owed.form.code, entries, ctx.actor, ctx);
  if (!set.ok) return refuseWriting(ctx, duty);
  await ctx.reply({ text: ctx.t('report.paste.stored', { count: set.stored.length }) });
  const after = await formInHand(ctx, await reloaded(ctx, duty), index);
  if (after) await goOn(ctx, after, entries.at(-1) ?? null);
}

/** A line or block copied from a spreadsheet, for the form that is being looked at. */
export async function takeBlock(
  ctx: LinkedContext,
  hand: FormInHand,
  text: string,
  row: string | null,
): Promise<void> {
  const { duty, index, owed } = hand;
  const rows = itemRows(owed);
  const [only] = rows;
  const one = row ?? (rows.length === 1 && only ? only.key : null);
  const taken = await takePaste(
    ctx.tx,
    duty.obligation.id,
    owed.form.code,
    text,
    one === null ? {} : { row: one },
    ctx.actor,
    ctx,
  );
  if (!taken.ok) return refuseWriting(ctx, duty);
  const after = await formInHand(ctx, await reloaded(ctx, duty), index);
  if (after) await showForm(ctx, after, { above: takenText(ctx, after, taken) });
}

const TROUBLES = 6;

function takenText(
  { t }: LinkedContext,
  { owed }: FormInHand,
  taken: Extract<PasteTaken, { ok: true }>,
): Markup {
  const troubles = taken.troubles.map(({ text, problem, column }) =>
    cellProblemText(problem, text, columnOf(owed.form, column), t),
  );
  const problems = taken.problems.map((problem) => pasteProblemText(problem, owed.form, t));
  const all = [...problems, ...troubles];
  return join([
    taken.stored > 0 ? t('report.paste.stored', { count: taken.stored }) : t('report.paste.none'),
    taken.replaced > 0 ? t('report.paste.replaced', { count: taken.replaced }) : '',
    taken.kept > 0 ? t('report.paste.kept', { count: taken.kept }) : '',
    ...all.slice(0, TROUBLES),
    all.length > TROUBLES ? t('report.paste.more', { count: all.length - TROUBLES }) : '',
    GAP,
  ]);
}

/** The form of the report that a pasted block fits best, by its position; null where none fits. */
export function blockForm(duty: ReportDuty, text: string): number | null {
  let best: { index: number; cells: number } | null = null;
  for (const [index, { form, agencies, rows }] of duty.forms.entries()) {
    const [only] = rows.filter(({ sumOf }) => sumOf === null);
    const row = rows.length === 1 && only ? { row: only.key } : {};
    const { cells } = readPasted(form, text, { rowAgencies: agencies, ...row });
    const count = Object.values(cells).reduce((sum, line) => sum + Object.keys(line).length, 0);
    if (count > (best?.cells ?? 0)) best = { index, cells: count };
  }
  if (best) return best.index;
  // With one form there is no doubt which one is meant, and its problems say what was expected.
  return duty.forms.length === 1 ? 0 : null;
}
