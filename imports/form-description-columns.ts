import type { Worksheet } from 'exceljs';
import type { ColumnDefinition, LeafDefinition } from '../core/indicators/definition.ts';
import { type PrintedNames, readPrinted } from '../core/indicators/printed-expression.ts';
import { readNumber } from '../core/numbers/read-number.ts';
import { type Keys, keysOf } from './form-description-keys.ts';
import type { DescriptionProblem } from './form-description-problem.ts';
import { choiceOf, type Entry, type Line, readLines, shown } from './form-description-sheet.ts';
import {
  ADD_UP_WORDS,
  BLANK_WORDS,
  COLUMN_HEADINGS,
  type ColumnHeading,
  GROUP_HEADING,
  KIND_WORDS,
  SIGN_WORDS,
  YES_NO,
} from './form-description-words.ts';

/** A column as described, before it has its place under the headings. */
export interface DescribedColumn {
  leaf: LeafDefinition;
  /** As conditions name it: "3". */
  number: string;
  /** Headings above it. */
  groups: string[];
  label: Entry;
  formula: Entry;
}

const MOST_COLUMNS = 100;
const LONGEST_LABEL = 500;
const LONGEST_NOTE = 2000;

/** The columns of a form from their sheet; formulas are read last, as they may name any column. */
export function readColumns(sheet: Worksheet, problems: DescriptionProblem[]): DescribedColumn[] {
  const options = { required: ['label', 'kind'] as const, group: GROUP_HEADING };
  const before = problems.length;
  const lines = readLines(sheet, COLUMN_HEADINGS, options, problems);
  const place = `${sheet.name}!A1`;
  if (lines.length > MOST_COLUMNS) {
    problems.push({ place, code: 'too_many', max: MOST_COLUMNS });
    return [];
  }
  if (lines.length === 0 && problems.length === before)
    problems.push({ place, code: 'no_columns' });
  const keys = keysOf();
  const given = lines.map((line) => keys.given(line.at('key'), problems));
  const numbers = numbersOf(lines, problems);
  const columns = lines.map((line, index): DescribedColumn => {
    const number = numbers[index] ?? '';
    const label = line.at('label');
    const groups = line.groups.map(({ text }) => text).filter((text) => text !== '');
    for (const entry of line.groups) checkLength(entry, LONGEST_LABEL, problems);
    const key = given[index] ?? keyOf(keys, label.text, groups, number);
    return {
      leaf: leafOf(line, key, problems),
      number,
      groups,
      label,
      formula: line.at('formula'),
    };
  });
  readFormulas(columns, problems);
  return columns;
}

/** What conditions may name. */
export function columnNames(columns: readonly DescribedColumn[]): PrintedNames['columns'] {
  return columns.map(({ leaf, number }) => ({
    key: leaf.key,
    number,
    numeric: leaf.kind !== 'text' && leaf.kind !== 'date',
  }));
}

/** Puts neighbours with the same headings under one heading. */
export function grouped(columns: readonly DescribedColumn[], depth = 0): ColumnDefinition[] {
  const made: ColumnDefinition[] = [];
  for (let index = 0; index < columns.length; ) {
    const first = columns[index];
    const label = first?.groups[depth];
    if (first === undefined || label === undefined) {
      if (first) made.push(first.leaf);
      index += 1;
      continue;
    }
    let end = index + 1;
    while (columns[end]?.groups[depth] === label) end += 1;
    made.push({ label, columns: grouped(columns.slice(index, end), depth + 1) });
    index = end;
  }
  return made;
}

function keyOf(keys: Keys, label: string, groups: readonly string[], number: string): string {
  return keys.made([groups.at(-1) ?? '', label], `cot_${number}`);
}

/** The printed numbers: those given, else the place in the list. */
function numbersOf(
  lines: readonly Line<ColumnHeading>[],
  problems: DescriptionProblem[],
): string[] {
  const places = new Map<string, string>();
  return lines.map((line, index) => {
    const { text, place } = line.at('number');
    const number = text === '' ? String(index + 1) : text.replace(/^\(\s*|\s*\)$/g, '');
    const other = places.get(number.toLowerCase());
    if (!/^\d{1,3}[a-z]?$/i.test(number)) {
      problems.push({ place, code: 'not_a_number', found: shown(text), example: '3' });
    } else if (other !== undefined) {
      problems.push({ place, code: 'duplicate', found: number, other });
    }
    places.set(number.toLowerCase(), place);
    return number;
  });
}

function leafOf(
  line: Line<ColumnHeading>,
  key: string,
  problems: DescriptionProblem[],
): LeafDefinition {
  const label = line.at('label');
  const kindEntry = line.at('kind');
  if (label.text === '') {
    const heading = COLUMN_HEADINGS.label;
    problems.push({ place: label.place, code: 'missing', heading, example: 'Trễ hạn' });
  }
  if (kindEntry.text === '') {
    const heading = COLUMN_HEADINGS.kind;
    problems.push({
      place: kindEntry.place,
      code: 'missing',
      heading,
      example: KIND_WORDS.integer[0],
    });
  }
  checkLength(label, LONGEST_LABEL, problems);
  const kind = choiceOf(kindEntry, KIND_WORDS, problems) ?? 'integer';
  const negative = choiceOf(line.at('negative'), YES_NO, problems) ?? null;
  const note = checkLength(line.at('note'), LONGEST_NOTE, problems);
  const unit = checkLength(line.at('unit'), LONGEST_LABEL, problems);
  return {
    key,
    label: label.text,
    kind,
    ...given('unit', unit),
    ...given('units', unitsOf(line.at('units'), problems)),
    ...given('decimals', numberOf(line.at('decimals'), { whole: true }, problems)),
    ...given('blank', choiceOf(line.at('blank'), BLANK_WORDS, problems) ?? null),
    ...given('dash', choiceOf(line.at('dash'), SIGN_WORDS, problems) ?? null),
    ...given('none', choiceOf(line.at('none'), SIGN_WORDS, problems) ?? null),
    ...given('negative', negative === null ? null : negative === 'yes'),
    ...given('max', numberOf(line.at('max'), { whole: false }, problems)),
    ...given('addUp', choiceOf(line.at('addUp'), ADD_UP_WORDS, problems) ?? null),
    ...given('note', note),
  };
}

/** A property that is there only where something was said. */
function given<K extends string, T>(key: K, value: T | null): { [name in K]?: T } {
  return value === null ? {} : ({ [key]: value } as { [name in K]?: T });
}

/** The text, or null where nothing stands. */
export function checkLength(
  { text, place }: Entry,
  max: number,
  problems: DescriptionProblem[],
): string | null {
  if (text.length > max) problems.push({ place, code: 'too_long', max });
  return text === '' ? null : text;
}

function unitsOf(entry: Entry, problems: DescriptionProblem[]): string[] | null {
  const units = entry.text
    .split(/[;\n]/)
    .map((unit) => unit.trim())
    .filter((unit) => unit !== '');
  if (units.length === 0) return null;
  const longest = units.reduce((a, b) => (b.length > a.length ? b : a), '');
  checkLength({ ...entry, text: longest }, LONGEST_LABEL, problems);
  if (units.length > 20) problems.push({ place: entry.place, code: 'too_many', max: 20 });
  return units;
}

function numberOf(
  { text, number, place }: Entry,
  { whole }: { whole: boolean },
  problems: DescriptionProblem[],
): number | null {
  if (text === '') return null;
  const reading =
    number === null
      ? readNumber(text, whole ? 'count' : 'decimal', { negative: !whole })
      : { ok: true as const, value: number };
  const fits = (value: number) => !whole || (Number.isInteger(value) && value >= 0 && value <= 6);
  if (reading.ok && Number.isFinite(reading.value) && fits(reading.value)) return reading.value;
  problems.push({ place, code: 'not_a_number', found: shown(text), example: whole ? '2' : '100' });
  return null;
}

function readFormulas(columns: readonly DescribedColumn[], problems: DescriptionProblem[]) {
  const names: PrintedNames = { each: 'row', columns: columnNames(columns), rows: [] };
  for (const { leaf, number, formula } of columns) {
    if (formula.text === '') continue;
    const { place } = formula;
    if (leaf.kind === 'text' || leaf.kind === 'date') {
      problems.push({ place, code: 'not_computable' });
      continue;
    }
    const bare = formula.text.replace(/^=\s*/, '');
    const [left, other = ''] = /^\(\s*(\w+)\s*\)\s*=(?![<>=])/.exec(bare) ?? [];
    if (left !== undefined && other.toLowerCase() !== number.toLowerCase()) {
      problems.push({ place, code: 'other_column', found: `(${other})`, expected: `(${number})` });
      continue;
    }
    const text = bare.slice(left?.length ?? 0).trim();
    const reading = readPrinted(text, names, 'number');
    if (reading.ok) leaf.computed = reading.expression;
    else problems.push({ place, code: 'condition', text: shown(text), problem: reading.problem });
  }
}
