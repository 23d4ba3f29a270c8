import type { CellPlace, Cells, CellValue } from '../../core/indicators/cells.ts';
import {
  type ColumnDefinition,
  isGroup,
  type LeafDefinition,
} from '../../core/indicators/definition.ts';
import { type Column, type FormRow, isNumeric } from '../../core/indicators/form.ts';
import { titleText } from '../../core/indicators/title.ts';
import { formatNumber } from '../../core/numbers/vietnamese.ts';
import { calendarPeriod } from '../../core/periods/calendar-period.ts';
import { formCells, givenAt } from '../../core/reports/content.ts';
import type { Neighbours } from '../../core/reports/neighbours.ts';
import { fold } from '../../core/text/fold.ts';
import { localDate, partsOf } from '../../core/time/local-date.ts';
import type { PrintedColumn } from '../../exports/printed-table.ts';
import type {
  FormTemplate,
  TemplateCell,
  TemplateRow,
  Validation,
} from '../../exports/template-shape.ts';
import type { Translate } from '../../locales/index.ts';
import type { FormDuty, ReportDuty } from '../../office/reports/duty.ts';
import { fullDate } from '../dates.ts';
import { templateChecks } from './template-checks.ts';
import { liveFormula, wordsOf } from './template-formula.ts';
import { type FormGrid, formGrid } from './template-grid.ts';

/** Columns in front of those of the form; no key of a form looks like these. */
const NUMBER_COLUMN = '*number';
const LABEL_COLUMN = '*label';

/** Widths in millimetres. */
const WIDTH = { number: 10, label: 62, figure: 17, quantity: 30, date: 26, text: 48, name: 80 };

/** As much of a report as its template shows. */
export interface TemplateDuty extends Pick<ReportDuty, 'content' | 'place'> {
  obligation: Pick<
    ReportDuty['obligation'],
    'id' | 'agencyId' | 'agencyName' | 'agencyShortName' | 'dueOn'
  >;
  period: Pick<ReportDuty['period'], 'code' | 'name' | 'dataFrom' | 'dataTo'>;
}

/**
 * The Excel workbook an agency fills in for one form of one report: what the draft says stands in
 * it, what follows is worked out by formulas, checks and notes say what is known of other periods.
 */
export function reportTemplate(
  duty: TemplateDuty,
  owed: FormDuty,
  neighbours: Neighbours<Cells>,
  t: Translate,
): FormTemplate {
  const { form } = owed;
  const { definition } = form;
  const grid = formGrid(owed, duty.content, neighbours);
  const leads = [
    ...(definition.numberLabel === undefined ? [] : [NUMBER_COLUMN]),
    ...(definition.rows.kind === 'free' ? [] : [LABEL_COLUMN]),
  ];
  return {
    identity: {
      form: form.code,
      version: form.version,
      agency: String(duty.obligation.agencyId),
      period: String(duty.obligation.id),
    },
    sheetName: form.name,
    titles: titlesOf(duty, owed, t),
    instructions: instructionsOf(duty, owed, t),
    columns: [...leadColumns(owed), ...definition.columns.map((column) => printed(column, owed))],
    columnKeys: [...leads, ...form.columns.map(({ key }) => key)],
    rows: grid.rows.map((row): TemplateRow => {
      return {
        key: row.key,
        ...(row.sumOf === null ? {} : { kind: 'total' as const }),
        cells: [
          ...leads.map((lead): TemplateCell => {
            return { kind: 'locked', value: lead === NUMBER_COLUMN ? row.number : row.label };
          }),
          ...form.columns.map((column) => cellFor(duty, grid, row, column, t)),
        ],
      };
    }),
    checks: templateChecks(grid, t),
  };
}

/** "PL6_XaChauHung_2023-Q1.xlsx": form, agency and period in letters every system takes. */
export function templateFileName(duty: TemplateDuty, { form }: Pick<FormDuty, 'form'>): string {
  const [, number] = /^phụ lục\s+([ivxlc]+|\d+)$/iu.exec(form.name.normalize('NFC').trim()) ?? [];
  const name = number === undefined ? joined(form.name) : `PL${arabic(number)}`;
  const agency = joined(duty.obligation.agencyShortName.replace(/^UBND\s+/iu, ''));
  const period = duty.period.code.replace(/[^A-Za-z0-9-]+/g, '');
  return `${[name, agency, period].filter((part) => part !== '').join('_')}.xlsx`;
}

function titlesOf(duty: TemplateDuty, { form }: FormDuty, t: Translate): FormTemplate['titles'] {
  const { period, obligation } = duty;
  const year = calendarPeriod(period.code)?.year ?? partsOf(period.dataTo).year;
  const filled = (text: string) =>
    titleText(text, { year, from: period.dataFrom, to: period.dataTo, place: duty.place });
  const { title, subtitle } = form.definition;
  const days = { from: fullDate(period.dataFrom), to: fullDate(period.dataTo) };
  const window = t.plain('template.window', { period: period.name, ...days });
  const due =
    obligation.dueOn === null ? '' : t.plain('template.due', { day: fullDate(obligation.dueOn) });
  return [
    { text: form.name, look: 'label' },
    { text: filled(title), look: 'title' },
    ...(subtitle ? [{ text: filled(subtitle), look: 'remark' as const }] : []),
    { text: t.plain('template.agency', { agency: obligation.agencyName }), look: 'label' },
    { text: `${window}${due}`, look: 'remark' },
  ];
}

function instructionsOf({ obligation }: TemplateDuty, { form }: FormDuty, t: Translate): string[] {
  const zero = form.columns.some((column) => column.blank === 'zero' && isNumeric(column));
  const free = form.definition.rows.kind === 'free';
  const { dueOn } = obligation;
  return [
    t.plain('template.how.cells'),
    ...(zero ? [t.plain('template.how.nothing')] : []),
    ...(free ? [t.plain('template.how.rows')] : []),
    t.plain('template.how.checks'),
    dueOn === null
      ? t.plain('template.how.send')
      : t.plain('template.how.send_by', { day: fullDate(dueOn) }),
  ];
}

function leadColumns({ form }: FormDuty): PrintedColumn[] {
  const { numberLabel, rows } = form.definition;
  return [
    ...(numberLabel === undefined
      ? []
      : [{ heading: numberLabel, width: WIDTH.number, align: 'center' as const }]),
    ...(rows.kind === 'free' ? [] : [{ heading: rows.label, width: WIDTH.label }]),
  ];
}

function printed(column: ColumnDefinition, owed: FormDuty): PrintedColumn {
  if (isGroup(column)) {
    return { heading: column.label, columns: column.columns.map((one) => printed(one, owed)) };
  }
  const { label: heading, kind } = column;
  const width = widthOf(column, owed);
  if (kind === 'text') return { heading, width };
  if (kind === 'date') return { heading, width, align: 'center' };
  return { heading, width, align: 'right', format: kind };
}

function widthOf({ key, kind, units }: LeafDefinition, { form }: FormDuty): number {
  const { rows } = form.definition;
  if (rows.kind === 'free' && rows.labelColumn === key) return WIDTH.name;
  if (kind === 'text') return WIDTH.text;
  if (kind === 'date') return WIDTH.date;
  return units && units.length > 0 ? WIDTH.quantity : WIDTH.figure;
}

function cellFor(
  duty: TemplateDuty,
  grid: FormGrid,
  { key: row, sumOf }: FormRow,
  column: Column,
  t: Translate,
): TemplateCell {
  const place: CellPlace = { row, column: column.key };
  const formula = grid.formula(place);
  if (formula) {
    return {
      kind: 'computed',
      formula: (addressOf) => liveFormula(grid, place, formula, addressOf),
      result: grid.sheets.this.number(place) ?? '',
    };
  }
  const note = noteOf(grid, place, column, t);
  return {
    kind: 'input',
    value: givenText(duty, grid, place),
    validation: validationOf(column),
    // Rows of a free form may stay empty, so nothing of them is missing.
    required:
      sumOf === null &&
      column.blank === 'required' &&
      grid.owed.form.definition.rows.kind !== 'free',
    ...(note === '' ? {} : { note }),
  };
}

/** What the draft says: a number as one, everything else in the words that were given. */
function givenText(
  { content }: TemplateDuty,
  { owed }: FormGrid,
  place: CellPlace,
): string | number | null {
  const cell = givenAt(formCells(content, owed.form.code), place.row, place.column);
  if (!cell) return null;
  if (cell.problem || cell.value === null) return cell.text === '' ? null : cell.text;
  return shown(cell.value);
}

function shown(value: Exclude<CellValue, null>): string | number {
  if (typeof value === 'object') return `${formatNumber(value.number, 6)} ${value.unit}`;
  if (typeof value === 'number' || !/^\d{4}-\d\d-\d\d$/.test(value)) return value;
  return fullDate(localDate(value));
}

function validationOf(column: Column): Validation {
  const { kind } = column;
  if (kind === 'text' || kind === 'date' || column.units.length > 0) return { kind: 'text' };
  return {
    kind,
    least: column.negative ? null : 0,
    most: column.max,
    words: wordsOf(column),
  };
}

/** The whole heading, what the column says about itself, and the figures of other periods. */
function noteOf({ sheets }: FormGrid, place: CellPlace, column: Column, t: Translate): string {
  const { path, note, units, unit, kind } = column;
  const figure = (period: 'previous' | 'earlier' | 'last_year'): string[] => {
    const value = sheets[period]?.number(place) ?? null;
    if (value === null || !isNumeric(column)) return [];
    const figures = `${formatNumber(value, column.decimals)}${kind === 'percent' ? '%' : ''}`;
    const named = unit && !figures.endsWith(unit) ? `${figures} ${unit}` : figures;
    return [t.plain(`template.note.${period}`, { figures: named })];
  };
  return [
    ...(path.length > 1 ? [`${path.join(' › ')}.`] : []),
    ...figure('previous'),
    ...figure('earlier'),
    ...figure('last_year'),
    ...(kind === 'date' ? [t.plain('template.note.date')] : []),
    ...(units.length > 0
      ? [t.plain('template.note.units', { units: units.map((one) => `“${one}”`).join(', ') })]
      : []),
    ...(note ? [note] : []),
  ].join(' ');
}

/** "UBND xã Châu Hưng" → "UbndXaChauHung". */
function joined(text: string): string {
  return fold(text)
    .split(' ')
    .map((word) => word.slice(0, 1).toUpperCase() + word.slice(1))
    .join('')
    .slice(0, 60);
}

const ROMAN: Readonly<Record<string, number>> = { i: 1, v: 5, x: 10, l: 50, c: 100 };

function arabic(number: string): string {
  if (/^\d+$/.test(number)) return number;
  const values = [...number.toLowerCase()].map((letter) => ROMAN[letter] ?? 0);
  const sum = values.reduce(
    (total, value, index) => total + (value < (values[index + 1] ?? 0) ? -value : value),
    0,
  );
  return String(sum);
}
