import { isGroup } from '../core/indicators/definition.ts';
import { type FormCheck, type IndicatorForm, isNumeric } from '../core/indicators/form.ts';
import { type PrintedNames, printExpression } from '../core/indicators/printed-expression.ts';
import { namedNumber, rowNamed } from '../core/indicators/printed-names.ts';
import { type DescribedWho, printWho } from '../imports/form-description-who.ts';
import {
  ADD_UP_WORDS,
  ALL_ROWS,
  BLANK_WORDS,
  type ColumnHeading,
  DUTY_WORDS,
  EACH_WORDS,
  type FormLine,
  KIND_WORDS,
  PLACE_WORDS,
  printedPlaceholders,
  ROW_GROUP_WORDS,
  type ROW_HEADINGS,
  ROW_KIND_WORDS,
  SEVERITY_WORDS,
  SIGN_WORDS,
  USUAL_GROUPS,
  type Words,
  YES_NO,
} from '../imports/form-description-words.ts';

/** What stands in one cell of a description; null for nothing. */
export type Described = string | number | null;

/** A form in the words of its description: one value, or one line of cells, for each heading. */
export interface DescribedForm {
  form: Readonly<Partial<Record<FormLine, Described>>>;
  /** How many levels of headings stand above the columns, at least the usual three. */
  groups: number;
  columns: { groups: string[]; cells: Readonly<Partial<Record<ColumnHeading, Described>>> }[];
  rows: Readonly<Partial<Record<keyof typeof ROW_HEADINGS, Described>>>[];
  checks: Record<'label' | 'severity' | 'each' | 'only' | 'condition' | 'key', Described>[];
}

/** Every part of a form as `readFormDescription` reads it back. */
export function describeForm(form: IndicatorForm, who: DescribedWho): DescribedForm {
  const names = namesOf(form);
  const paths = form.columns.map(({ path }) => path.length - 1);
  return {
    form: formLines(form, who, names('row')),
    groups: Math.max(USUAL_GROUPS, ...paths),
    columns: columnLines(form, names('row')),
    rows: rowLines(form, names('row').rows),
    checks: form.checks.map((check, index) => {
      const told = form.definition.checks?.[index];
      return {
        label: check.label,
        severity: SEVERITY_WORDS[check.severity][0],
        each: EACH_WORDS[check.each][0],
        only: onlyOf(check, told?.rows ?? null, told?.columns ?? null, names(check.each)),
        condition: printExpression(check.expression, names(check.each)),
        key: check.id,
      };
    }),
  };
}

/** Columns are numbered as they stand, from 1. */
function namesOf({
  columns,
  definition,
}: IndicatorForm): (each: FormCheck['each']) => PrintedNames {
  const { rows } = definition;
  const known = rows.kind === 'fixed' ? rows.items : rows.total ? [rows.total] : [];
  const numbered = columns.map((column, index) => ({
    key: column.key,
    number: String(index + 1),
    numeric: isNumeric(column),
  }));
  const named = known.map((row) => ({
    key: row.key,
    number: 'number' in row ? (row.number ?? '') : '',
    label: row.label,
  }));
  return (each) => ({ each, columns: numbered, rows: named });
}

function formLines(
  { definition }: IndicatorForm,
  who: DescribedWho,
  names: PrintedNames,
): DescribedForm['form'] {
  const { rows, subtitle, source, numberLabel } = definition;
  const total = rows.kind === 'fixed' ? undefined : rows.total;
  const labelColumn =
    rows.kind === 'free' ? names.columns.find(({ key }) => key === rows.labelColumn) : undefined;
  return {
    name: definition.name,
    title: printedPlaceholders(definition.title),
    subtitle: subtitle === undefined ? null : printedPlaceholders(subtitle),
    source: source === undefined ? null : printedPlaceholders(source),
    duty: DUTY_WORDS[who.duty][0],
    who: printWho(who),
    whole: YES_NO[who.whole ? 'yes' : 'no'][0],
    rowKind: ROW_KIND_WORDS[rows.kind][0],
    rowLabel: rows.kind === 'free' ? null : rows.label,
    labelColumn: labelColumn ? `(${labelColumn.number})` : null,
    numberLabel: numberLabel === undefined ? null : printedPlaceholders(numberLabel),
    total: total?.label ?? null,
    totalPlace: wordOf(PLACE_WORDS, total?.place),
    totalKey: total?.key ?? null,
    code: definition.code,
    version: definition.version,
  };
}

function columnLines(form: IndicatorForm, names: PrintedNames): DescribedForm['columns'] {
  const told = leavesOf(form.definition.columns);
  return form.columns.map((column, index) => {
    const leaf = told[index];
    const number = index + 1;
    const formula =
      column.computed === null ? null : `(${number}) = ${printExpression(column.computed, names)}`;
    const cells: Record<ColumnHeading, Described> = {
      number,
      label: column.label,
      kind: KIND_WORDS[column.kind][0],
      unit: column.unit,
      blank: wordOf(BLANK_WORDS, leaf?.blank),
      formula,
      max: column.max,
      negative: wordOf(YES_NO, leaf?.negative === undefined ? undefined : yesNo(leaf.negative)),
      note: column.note,
      decimals: leaf?.decimals ?? null,
      units: column.units.length === 0 ? null : column.units.join('; '),
      dash: wordOf(SIGN_WORDS, leaf?.dash),
      none: wordOf(SIGN_WORDS, leaf?.none),
      addUp: wordOf(ADD_UP_WORDS, leaf?.addUp),
      key: column.key,
    };
    return { groups: column.path.slice(0, -1), cells };
  });
}

function leavesOf(columns: IndicatorForm['definition']['columns']) {
  type Leaf = Exclude<(typeof columns)[number], { columns: unknown }>;
  const found: Leaf[] = [];
  const visit = (list: typeof columns) => {
    for (const column of list) {
      if (isGroup(column)) visit(column.columns);
      else found.push(column);
    }
  };
  visit(columns);
  return found;
}

function rowLines(
  { definition }: IndicatorForm,
  names: PrintedNames['rows'],
): DescribedForm['rows'] {
  if (definition.rows.kind !== 'fixed') return [];
  return definition.rows.items.map(({ key, number, label, sumOf }) => ({
    number: number ?? null,
    label,
    sumOf:
      sumOf === 'items' ? ALL_ROWS : (sumOf?.map((row) => named(row, names)).join('; ') ?? null),
    key,
  }));
}

function onlyOf(
  { each }: FormCheck,
  rows: FormCheck['rows'] | null,
  columns: readonly string[] | null,
  names: PrintedNames,
): string | null {
  if (each === 'form') return null;
  if (each === 'column') {
    const numbers = names.columns.filter(({ key }) => columns?.includes(key));
    const inOrder = columns?.map((key) => numbers.find((column) => column.key === key)?.number);
    return inOrder?.map((number) => `(${number})`).join('; ') ?? null;
  }
  if (rows === null) return null;
  if (typeof rows === 'string') return ROW_GROUP_WORDS[rows][0];
  return rows.map((row) => named(row, names.rows)).join('; ');
}

/** A row by its number where only it has that number, else by its key. */
function named(key: string, rows: PrintedNames['rows']): string {
  const number = namedNumber(rows.find((row) => row.key === key)?.number ?? '');
  const names: PrintedNames = { each: 'form', columns: [], rows };
  return number !== null && rowNamed(names, number, false) === key ? number : `"${key}"`;
}

function wordOf<T extends string>(words: Words<T>, choice: T | undefined): string | null {
  return choice === undefined ? null : words[choice][0];
}

function yesNo(value: boolean): 'yes' | 'no' {
  return value ? 'yes' : 'no';
}
