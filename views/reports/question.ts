import { type CellPlace, type Cells, type CellValue, cellAt } from '../../core/indicators/cells.ts';
import { fillComputed } from '../../core/indicators/fill.ts';
import { type Column, columnOf, isNumeric } from '../../core/indicators/form.ts';
import { GAP, join, type Markup } from '../../core/messages/markup.ts';
import type { Choice } from '../../core/messages/message.ts';
import { askedCells, followingCells, followingKind } from '../../core/reports/askable.ts';
import { type FormCells, formCells, givenAt, valuesIn } from '../../core/reports/content.ts';
import type { Neighbours } from '../../core/reports/neighbours.ts';
import { shorten } from '../../core/text/shorten.ts';
import type { Translate } from '../../locales/index.ts';
import type { FormDuty, ReportDuty } from '../../office/reports/duty.ts';
import { type NeighbourReport, neighbourCells } from '../../office/reports/report.ts';
import { fullDate } from '../dates.ts';
import { dueText, type Now } from '../obligation.ts';
import { figureText } from './cell.ts';
import { itemRows, totalRows } from './form.ts';
import { formName } from './heading.ts';

/** A question about one cell. */
export interface CellQuestion {
  duty: ReportDuty;
  /** Position of the form in the report. */
  index: number;
  owed: FormDuty;
  place: CellPlace;
}

/** Asks for one figure: what it counts, what it was, what stands there, what follows from it. */
export function questionText(asked: CellQuestion, at: Now, t: Translate): Markup {
  const { duty, owed, place } = asked;
  const column = columnOf(owed.form, place.column);
  if (!column) throw new Error(`${owed.form.code} has no column ${place.column}`);
  const places = placesAsked(asked);
  const number = places.findIndex((one) => isSame(one, place)) + 1;
  const given = givenAt(formCells(duty.content, owed.form.code), place.row, place.column);
  return join([
    t(number === 0 ? 'report.cell.heading_extra' : 'report.cell.heading', {
      form: formName(owed),
      number,
      count: places.length,
      report: shorten(duty.period.name, 60),
      from: fullDate(duty.period.dataFrom),
      to: fullDate(duty.period.dataTo),
      due: dueText(duty.obligation, at, t),
    }),
    GAP,
    rowLine(asked, t),
    t('report.cell.ask', {
      label: column.path.join(' › '),
      unit: unitText(column),
    }),
    column.note ? t('report.cell.note', { note: column.note }) : '',
    followingKind(owed, place) ? t('stated.why') : '',
    ...beforeLines(asked, column, t),
    given ? t('report.cell.given', { figure: givenText(given, column, t) }) : '',
    followsLine(asked, t),
    t(`report.cell.how.${column.kind}`),
  ]);
}

/** " (hồ sơ)", " (nhiệm vụ / đơn vị)". */
function unitText({ unit, units }: Column): string {
  const named = unit === null ? units : [unit];
  return named.length === 0 ? '' : ` (${named.join(' / ')})`;
}

/**
 * All cells of the form that are asked for, with those of the row in hand when it is new; for one
 * that follows from others all of its kind.
 */
export function placesAsked({ owed, place }: Pick<CellQuestion, 'owed' | 'place'>): CellPlace[] {
  const kind = followingKind(owed, place);
  if (kind) return followingCells(owed, kind);
  const places = askedCells(owed);
  if (places.some(({ row }) => row === place.row)) return places;
  const columns = owed.form.columns.filter(({ computed }) => computed === null);
  return [...places, ...columns.map(({ key }) => ({ row: place.row, column: key }))];
}

export function isSame(a: CellPlace, b: CellPlace): boolean {
  return a.row === b.row && a.column === b.column;
}

function givenText(
  given: { text: string; value: CellValue; problem?: unknown },
  column: Column,
  t: Translate,
): string {
  if (given.problem) return given.text;
  return figureText(given.value, column, t);
}

function rowLine({ owed, place }: CellQuestion, t: Translate): Markup | '' {
  const rows = itemRows(owed);
  const row = owed.rows.find(({ key }) => key === place.row);
  if (!row) return t('report.cell.new_row');
  if (row.sumOf !== null) return t('report.cell.row', { label: row.label });
  return rows.length === 1 && owed.form.definition.rows.kind === 'per_agency'
    ? ''
    : t('report.cell.row', { label: row.label });
}

/** The same figure last period and last year, for confirming and for noticing a slip. */
function beforeLines({ duty, owed, place }: CellQuestion, column: Column, t: Translate): Markup[] {
  const cells: Neighbours<Cells> = neighbourCells(duty, owed.form.code);
  const line = (which: 'previous' | 'earlier' | 'lastYear') => {
    const found = cells[which];
    const report: NeighbourReport | null = duty.neighbours[which];
    const value = found && cellAt(filled(owed, found), place.row, place.column);
    if (!report || value === null) return [];
    return t(`report.cell.${which}`, {
      period: report.period.name,
      figure: figureText(value, column, t),
    });
  };
  return [line('previous'), line('earlier'), line('lastYear')].flat();
}

/** The figure to offer for confirming: last period's, where the column holds numbers. */
export function lastFigure({ duty, owed, place }: CellQuestion): number | null {
  const { previous } = neighbourCells(duty, owed.form.code);
  const value = previous && cellAt(filled(owed, previous), place.row, place.column);
  return typeof value === 'number' ? value : null;
}

function filled(owed: FormDuty, cells: Cells): Cells {
  return fillComputed(owed.form, cells, owed.agencies);
}

/** What follows by itself from the cells around this one: their total, their rate. */
function followsLine({ duty, owed, place }: CellQuestion, t: Translate): Markup | '' {
  const given = formCells(duty.content, owed.form.code);
  const column = columnOf(owed.form, place.column);
  if (column && followingKind(owed, place)) {
    const value = cellAt(filled(owed, valuesIn(without(given, place))), place.row, place.column);
    if (value === null) return '';
    const label = column.label;
    const figures = t.plain('report.cell.follows_one', {
      label,
      figure: figureText(value, column, t),
    });
    return t('report.cell.so_far', { figures });
  }
  const cells = filled(owed, valuesIn(given));
  const above = (column: Column) => column.path.slice(0, -1).join('\n');
  const asked = columnOf(owed.form, place.column);
  const figures = owed.form.columns.flatMap((column) => {
    const near = asked !== null && above(column) === above(asked);
    const value = column.computed === null || !near ? null : cellAt(cells, place.row, column.key);
    if (value === null) return [];
    const figure = figureText(value, column, t);
    return t.plain('report.cell.follows_one', { label: column.label, figure });
  });
  return figures.length === 0 ? '' : t('report.cell.so_far', { figures: figures.join('; ') });
}

function without(cells: FormCells, { row, column }: CellPlace): FormCells {
  const { [column]: _, ...line } = cells[row] ?? {};
  return { ...cells, [row]: line };
}

/** The answers that need no typing, and the ways on. */
export function questionChoices(asked: CellQuestion, t: Translate): Choice[][] {
  const { duty, index, owed, place } = asked;
  const column = columnOf(owed.form, place.column);
  const places = placesAsked(asked);
  const at = places.findIndex((one) => isSame(one, place));
  const to = (verb: string, one: CellPlace) =>
    `bc:${duty.obligation.id}:${verb}:${index}:${placeAddress(owed, one)}`;
  const given = givenAt(formCells(duty.content, owed.form.code), place.row, place.column);
  const answers: Choice[] = [];
  const follows = followingKind(owed, place) !== null;
  const last = follows ? null : lastFigure(asked);
  if (given && !given.problem) {
    answers.push({ id: to('j', place), label: t.plain('report.cell.keep') });
  }
  if (column && last !== null && last !== 0 && given?.value !== last) {
    const figure = figureText(last, column, t);
    answers.push({ id: to('k', place), label: t.plain('report.cell.as_last', { figure }) });
  }
  if (column && isNumeric(column)) answers.push({ id: to('z', place), label: '0' });
  const rest = restOfRow(asked);
  if (rest.length >= MANY) {
    const label = t.plain('report.cell.rest_nothing', { count: rest.length });
    answers.push({ id: to('zz', place), label });
  }
  if (follows && given) {
    answers.push({ id: to('u', place), label: t.plain('stated.button.take_back') });
  }
  if (column && column.blank === 'unknown' && !follows) {
    const label = t.plain(isNumeric(column) ? 'report.cell.blank' : 'report.cell.leave_blank');
    answers.push({ id: to('b', place), label });
  }
  const [before, after] = [places[at - 1], places[at + 1]];
  const moves: Choice[] = [];
  if (before) moves.push({ id: to('q', before), label: t.plain('report.cell.before') });
  if (after) moves.push({ id: to('q', after), label: t.plain('report.cell.after') });
  const out = { id: `bc:${duty.obligation.id}:f:${index}`, label: t.plain('report.cell.all') };
  const isFree = owed.form.definition.rows.kind === 'free';
  const exists = itemRows(owed).some(({ key }) => key === place.row);
  const remove = { id: to('rm', place), label: t.plain('report.cell.remove_row') };
  const extras = unaskedTexts(asked, places).map((one) => ({
    id: to('q', { row: place.row, column: one.key }),
    label: `📝 ${shorten(one.label, 30)}`,
  }));
  const rows = [answers, moves, extras, isFree && exists ? [remove] : [], [out]];
  return rows.filter((row) => row.length > 0);
}

/** Remarks and the like, which nobody has to give and which are not asked for by themselves. */
function unaskedTexts({ owed, place }: CellQuestion, places: readonly CellPlace[]): Column[] {
  if (followingKind(owed, place)) return [];
  return owed.form.columns.filter(
    (column) =>
      !isNumeric(column) &&
      column.key !== place.column &&
      !places.some((one) => isSame(one, { row: place.row, column: column.key })),
  );
}

/** So many cells that are left in a row may all be said to be nought by one tap. */
const MANY = 3;

/** This cell and those after it in its row that are still open, if a blank means nought in all. */
export function restOfRow(asked: CellQuestion): CellPlace[] {
  const { duty, owed, place } = asked;
  if (followingKind(owed, place)) return [];
  const cells = formCells(duty.content, owed.form.code);
  const places = placesAsked(asked).filter(({ row }) => row === place.row);
  const open = places
    .slice(places.findIndex((one) => isSame(one, place)))
    .filter(({ row, column }) => givenAt(cells, row, column) === null);
  const all = open.every(({ column }) => columnOf(owed.form, column)?.blank === 'zero');
  return all ? open : [];
}

/** A cell in a button: the form's version, row (totals: "t0", "t1") and column by their positions. */
export function placeAddress(owed: FormDuty, { row, column }: CellPlace): string {
  const rows = itemRows(owed);
  const total = totalRows(owed).findIndex(({ key }) => key === row);
  const known = rows.findIndex(({ key }) => key === row);
  const columnAt = owed.form.columns.findIndex(({ key }) => key === column);
  const rowAt = total >= 0 ? `t${total}` : known < 0 ? rows.length : known;
  return `${owed.form.version}.${rowAt}.${columnAt}`;
}
