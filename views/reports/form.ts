import { type Cells, cellAt } from '../../core/indicators/cells.ts';
import { fillComputed } from '../../core/indicators/fill.ts';
import type { Column, FormRow } from '../../core/indicators/form.ts';
import { titleText } from '../../core/indicators/title.ts';
import { GAP, join, type Markup } from '../../core/messages/markup.ts';
import { calendarPeriod } from '../../core/periods/calendar-period.ts';
import { type FormCells, formCells, givenAt, valuesIn } from '../../core/reports/content.ts';
import { shorten } from '../../core/text/shorten.ts';
import { partsOf } from '../../core/time/local-date.ts';
import type { Translate } from '../../locales/index.ts';
import type { FormDuty, ReportDuty } from '../../office/reports/duty.ts';
import type { Now } from '../obligation.ts';
import { figureText } from './cell.ts';
import { formName, reportHeading } from './heading.ts';

const ROWS = 10;

/** The title of a form with the report's days filled in. */
export function formTitle(duty: ReportDuty, { form }: Pick<FormDuty, 'form'>): string {
  const { period } = duty;
  const year = calendarPeriod(period.code)?.year ?? partsOf(period.dataTo).year;
  return titleText(form.definition.title, {
    year,
    from: period.dataFrom,
    to: period.dataTo,
    place: duty.place,
  });
}

/** The form's heading above each step of filling it in. */
export function formHeading(duty: ReportDuty, owed: FormDuty, at: Now, t: Translate): Markup {
  return join([
    reportHeading(duty, at, t),
    t('report.form.title', { name: formName(owed), title: shorten(formTitle(duty, owed), 140) }),
  ]);
}

/** What stands in a form: cell by cell where there is one row, row by row where there are more. */
export function formFigures(
  duty: ReportDuty,
  owed: FormDuty,
  page: number,
  t: Translate,
): { text: Markup; pages: number } {
  const given = formCells(duty.content, owed.form.code);
  const filled = fillComputed(owed.form, valuesIn(given), owed.agencies);
  const rows = itemRows(owed);
  const [only] = rows;
  if (rows.length === 1 && only && owed.form.definition.rows.kind !== 'free') {
    return { text: join(oneRow(owed, only, given, filled, t)), pages: 1 };
  }
  const pages = Math.max(1, Math.ceil(rows.length / ROWS));
  const shown = rows.slice(page * ROWS, (page + 1) * ROWS);
  const wrong = wrongRows(duty, owed);
  const lines = shown.map((row, index) => {
    const cells = owed.owed.filter((place) => place.row === row.key);
    const count = cells.filter((place) => givenAt(given, place.row, place.column)).length;
    const filledIn = count === 0 ? '⬜' : count < cells.length ? '✏️' : '✅';
    return t('report.form.row', {
      mark: wrong.has(row.key) ? '❌' : filledIn,
      number: page * ROWS + index + 1,
      label: shorten(row.label, 70),
      figures: rowFigures(owed, row, filled, t),
    });
  });
  const totals = totalRows(owed).map((row) =>
    t('stated.row', {
      label: shorten(row.label, 70),
      figures: rowFigures(owed, row, filled, t),
    }),
  );
  return { text: join([...lines, ...(page === pages - 1 ? totals : [])]), pages };
}

/** Rows in which a cell cannot be read, or states what does not agree, as far as that is certain. */
function wrongRows({ status }: ReportDuty, { form }: FormDuty): Set<string> {
  const its = status.forms.find(({ code }) => code === form.code);
  const errors = its?.settled.filter(({ severity }) => severity === 'error') ?? [];
  const stated = errors.flatMap(({ cells }) => cells.slice(0, 1));
  return new Set([...stated, ...(its?.check.unreadable ?? [])].map(({ row }) => row));
}

/** Rows that are no totals. */
export function itemRows(owed: Pick<FormDuty, 'rows'>): FormRow[] {
  return owed.rows.filter(({ sumOf }) => sumOf === null);
}

/** Rows that add up others. */
export function totalRows(owed: Pick<FormDuty, 'rows'>): FormRow[] {
  return owed.rows.filter(({ sumOf }) => sumOf !== null);
}

/** Rows of a page, by which buttons open them. */
export function shownRows(owed: FormDuty, page: number): { index: number; row: FormRow }[] {
  return itemRows(owed)
    .map((row, index) => ({ index, row }))
    .slice(page * ROWS, (page + 1) * ROWS);
}

function oneRow(
  owed: FormDuty,
  row: FormRow,
  given: FormCells,
  filled: Cells,
  t: Translate,
): Markup[] {
  const lines: Markup[] = [];
  let group = '';
  for (const column of owed.form.columns) {
    const above = column.path.slice(0, -1).join(' › ');
    if (above !== group) lines.push(above === '' ? GAP : t('report.form.group', { label: above }));
    group = above;
    lines.push(
      t(followsThere(column, row.key, given) ? 'report.form.computed' : 'report.form.cell', {
        label: column.path.at(-1) ?? column.label,
        figure: cellText(column, row.key, given, filled, t),
      }),
    );
  }
  return lines;
}

/** It is worked out, and nobody stated it. */
function followsThere(column: Column, row: string, given: FormCells): boolean {
  const stated = givenAt(given, row, column.key);
  return column.computed !== null && (stated === null || stated.text.trim() === '');
}

function cellText(
  column: Column,
  row: string,
  given: FormCells,
  filled: Cells,
  t: Translate,
): string {
  const cell = givenAt(given, row, column.key);
  if (cell?.problem) return `❌ ${cell.text}`;
  const value = cellAt(filled, row, column.key);
  if (value === null && cell === null) return '…';
  return figureText(value, column, t);
}

/** The first figures of a row, those that are worked out first: they say most. */
function rowFigures(owed: FormDuty, row: FormRow, filled: Cells, t: Translate): string {
  const numbers = owed.form.columns.filter(({ kind }) => kind !== 'text' && kind !== 'date');
  const telling = numbers.filter(({ computed }) => computed !== null);
  return (telling.length > 0 ? telling : numbers)
    .flatMap((column) => {
      const value = cellAt(filled, row.key, column.key);
      return value === null ? [] : figureText(value, column, t);
    })
    .slice(0, 4)
    .join(' · ');
}
