import type { Workbook } from 'exceljs';
import type { FormDefinition } from '../core/indicators/definition.ts';
import { type FormProblem, loadForm } from '../core/indicators/load-form.ts';
import { columnNumbered } from '../core/indicators/printed-names.ts';
import { fold } from '../core/text/fold.ts';
import { readChecks } from './form-description-checks.ts';
import {
  checkLength,
  columnNames,
  type DescribedColumn,
  grouped,
  readColumns,
} from './form-description-columns.ts';
import { keysOf } from './form-description-keys.ts';
import type { DescriptionProblem } from './form-description-problem.ts';
import { readRows, rowNames } from './form-description-rows.ts';
import { choiceOf, type Entry, readPairs, sheetNamed, shown } from './form-description-sheet.ts';
import { type DescribedWho, readWho } from './form-description-who.ts';
import {
  DUTY_WORDS,
  FORM_LINES,
  type FormLine,
  keptPlaceholders,
  PLACE_WORDS,
  ROW_KIND_WORDS,
  SHEETS,
  YES_NO,
} from './form-description-words.ts';
import type { OfficeProblem } from './office-file.ts';
import { openWorkbook } from './workbook.ts';

export type { DescriptionProblem } from './form-description-problem.ts';
export type { DescribedWho } from './form-description-who.ts';

export type FormDescription =
  /** `definition` is what `loadForm` takes; its version is the one the workbook was made from. */
  | { ok: true; definition: FormDefinition; who: DescribedWho }
  | { ok: false; problem: OfficeProblem | { code: 'not_a_description' } }
  /** At least one, in the order of the workbook. */
  | { ok: false; problems: DescriptionProblem[] };

/**
 * Reads a workbook in which a person describes a form; `writeFormDescription` writes one. Everything
 * that is wrong is listed at once. Never throws for what a file holds.
 */
export async function readFormDescription(bytes: Uint8Array): Promise<FormDescription> {
  const opened = await openWorkbook(bytes);
  if (!opened.ok) return opened;
  try {
    return readDescription(opened.workbook);
  } catch {
    // The reader hands out values that its types do not foresee when a file is broken on purpose.
    return { ok: false, problem: { code: 'malformed' } };
  }
}

function readDescription(workbook: Workbook): FormDescription {
  const form = sheetNamed(workbook, SHEETS.form);
  const columnSheet = sheetNamed(workbook, SHEETS.columns);
  const rowSheet = sheetNamed(workbook, SHEETS.rows);
  if (!form || !(columnSheet || rowSheet)) {
    return { ok: false, problem: { code: 'not_a_description' } };
  }
  const problems: DescriptionProblem[] = [];
  const at = readPairs(form, FORM_LINES);
  const head = readHead(at, problems);
  const noSheet = (expected: string) =>
    problems.push({ place: form.name, code: 'no_sheet', expected });
  if (!columnSheet) noSheet(SHEETS.columns);
  const columns = columnSheet ? readColumns(columnSheet, problems) : [];
  const rowKind = requiredChoice(at, 'rowKind', ROW_KIND_WORDS, problems);
  if (rowKind === 'fixed' && !rowSheet) noSheet(SHEETS.rows);
  const items = rowKind === 'fixed' && rowSheet ? readRows(rowSheet, problems) : [];
  const rows = rowsOf(rowKind, at, { columns, items }, problems);
  const checkSheet = sheetNamed(workbook, SHEETS.checks);
  const named = rows.kind === 'fixed' ? rows.items : rows.total ? [rows.total] : [];
  const names = { columns: columnNames(columns), rows: rowNames(named) };
  const checks = checkSheet ? readChecks(checkSheet, names, problems) : [];
  const who = readWhole(at, problems);
  if (problems.length > 0 || !who) {
    const sheets = workbook.worksheets.map(({ name }) => name);
    return { ok: false, problems: inOrder(problems, sheets) };
  }
  const definition: FormDefinition = { ...head, rows, columns: grouped(columns), checks };
  const loaded = loadForm(definition);
  if (loaded.ok) return { ok: true, definition: loaded.form.definition, who };
  const place = columnSheet?.name ?? form.name;
  return { ok: false, problems: loaded.problems.map((one) => problemOf(one, columns, place)) };
}

function inOrder(
  problems: readonly DescriptionProblem[],
  sheets: readonly string[],
): DescriptionProblem[] {
  const line = ({ place }: DescriptionProblem): [number, number] => {
    const [sheet = '', cell = ''] = place.split(/!(?=[A-Z]+\d+$)/);
    return [sheets.indexOf(sheet), Number(/\d+$/.exec(cell)?.[0] ?? 0)];
  };
  return [...problems].sort((a, b) => {
    const [[sheetA, rowA], [sheetB, rowB]] = [line(a), line(b)];
    return sheetA - sheetB || rowA - rowB;
  });
}

type At = (line: FormLine) => Entry;

function readHead(
  at: At,
  problems: DescriptionProblem[],
): Omit<FormDefinition, 'rows' | 'columns' | 'checks'> {
  const words = (line: FormLine, max: number) => {
    const text = checkLength(at(line), max, problems);
    return text === null ? null : keptPlaceholders(text);
  };
  const name = required(at, 'name', 'Phụ lục VII', problems);
  const title = keptPlaceholders(required(at, 'title', 'Thống kê hồ sơ năm {năm}', problems));
  const [subtitle, source] = [words('subtitle', 2000), words('source', 2000)];
  const numberLabel = words('numberLabel', 500);
  return {
    code: codeOf(at('code'), name, problems),
    version: versionOf(at('version'), problems),
    name,
    title,
    ...(subtitle === null ? {} : { subtitle }),
    ...(source === null ? {} : { source }),
    ...(numberLabel === null ? {} : { numberLabel }),
  };
}

/** "Phụ lục VII" → "phu-luc-vii", where no code is given. */
function codeOf({ text, place }: Entry, name: string, problems: DescriptionProblem[]): string {
  const code = text === '' ? fold(name).replace(/ /g, '-').slice(0, 50).replace(/-+$/, '') : text;
  if (/^[a-z0-9][a-z0-9-]{0,59}$/.test(code)) return code;
  if (name !== '') {
    problems.push({ place, code: 'not_a_code', found: shown(code), example: 'phu-luc-vii' });
  }
  return 'bieu';
}

function versionOf({ text, place }: Entry, problems: DescriptionProblem[]): number {
  if (text === '') return 1;
  if (/^[1-9]\d{0,5}$/.test(text)) return Number(text);
  problems.push({ place, code: 'not_a_number', found: shown(text), example: '1' });
  return 1;
}

function rowsOf(
  kind: keyof typeof ROW_KIND_WORDS | null,
  at: At,
  parts: {
    columns: readonly DescribedColumn[];
    items: Extract<FormDefinition['rows'], { kind: 'fixed' }>['items'];
  },
  problems: DescriptionProblem[],
): FormDefinition['rows'] {
  const total = kind === 'fixed' || kind === null ? {} : totalOf(at, problems);
  if (kind === 'free') {
    return {
      kind,
      labelColumn: labelColumnOf(at('labelColumn'), parts.columns, problems),
      ...total,
    };
  }
  const label = kind === null ? '' : required(at, 'rowLabel', 'Đơn vị', problems);
  if (kind === 'per_agency') return { kind, label, ...total };
  return { kind: 'fixed', label, items: parts.items };
}

function totalOf(at: At, problems: DescriptionProblem[]) {
  const label = checkLength(at('total'), 500, problems);
  if (label === null) return {};
  const place = choiceOf(at('totalPlace'), PLACE_WORDS, problems) ?? null;
  const key = keysOf().given(at('totalKey'), problems) ?? 'total';
  return { total: { key, label, ...(place === null ? {} : { place }) } };
}

/** The column of texts that names a row; the first one where it is not said. */
function labelColumnOf(
  { text, place }: Entry,
  columns: readonly DescribedColumn[],
  problems: DescriptionProblem[],
): string {
  const texts = columns.filter(({ leaf }) => leaf.kind === 'text');
  if (text === '') {
    if (texts.length === 0 && columns.length > 0) problems.push({ place, code: 'no_text_column' });
    return texts[0]?.leaf.key ?? '';
  }
  const names = { each: 'row' as const, columns: columnNames(columns), rows: [] };
  const key = columnNumbered(names, text.replace(/^(?:cột\s*)?\(?\s*|\s*\)$/giu, ''));
  if (key !== null && texts.some(({ leaf }) => leaf.key === key)) return key;
  problems.push({
    place,
    code: key === null ? 'unknown_column' : 'no_text_column',
    found: shown(text),
  });
  return '';
}

function readWhole(at: At, problems: DescriptionProblem[]): DescribedWho | null {
  const duty = requiredChoice(at, 'duty', DUTY_WORDS, problems);
  const whole = choiceOf(at('whole'), YES_NO, problems) === 'yes';
  const text = required(at, 'who', 'UBND cấp xã', problems);
  const who = readWho(text);
  if (!who) problems.push({ place: at('who').place, code: 'mixed_who', found: shown(text) });
  return who && duty ? { duty, ...who, whole } : null;
}

function required(at: At, line: FormLine, example: string, problems: DescriptionProblem[]): string {
  const entry = at(line);
  const max = line === 'who' ? 5000 : 500;
  const text = checkLength(entry, max, problems);
  if (text !== null) return text;
  problems.push({ place: entry.place, code: 'missing', heading: FORM_LINES[line], example });
  return '';
}

function requiredChoice<T extends string>(
  at: At,
  line: FormLine,
  words: Readonly<Record<T, readonly [string, ...string[]]>>,
  problems: DescriptionProblem[],
): T | null {
  const entry = at(line);
  const choice = choiceOf(entry, words, problems);
  if (choice !== null) return choice ?? null;
  const allowed = (Object.keys(words) as T[]).map((one) => words[one][0]);
  problems.push({ place: entry.place, code: 'not_one_of', found: '', allowed });
  return null;
}

/** What only the whole form shows: formulas in a circle, formulas about other rows. */
function problemOf(
  problem: FormProblem,
  columns: readonly DescribedColumn[],
  sheet: string,
): DescriptionProblem {
  const column = (key: string) => columns.find(({ leaf }) => leaf.key === key);
  const top = `${sheet}!A1`;
  switch (problem.code) {
    case 'circle': {
      const numbers = problem.keys.map((key) => {
        const found = column(key);
        return found ? `(${found.number})` : key;
      });
      const place = column(problem.keys[0] ?? '')?.formula.place ?? `${SHEETS.rows}!A1`;
      return { place, code: 'circle', found: numbers.join(' → ') };
    }
    case 'not_computable':
      return { place: column(problem.column)?.formula.place ?? top, code: 'not_computable' };
    default: {
      const { code, ...details } = problem;
      return { place: top, code: 'unusable', reason: `${code} ${JSON.stringify(details)}` };
    }
  }
}
