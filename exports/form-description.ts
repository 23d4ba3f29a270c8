import type { Workbook, Worksheet } from 'exceljs';
import type { IndicatorForm } from '../core/indicators/form.ts';
import { loadForm } from '../core/indicators/load-form.ts';
import type { DescribedWho } from '../imports/form-description-who.ts';
import {
  ADD_UP_WORDS,
  BLANK_WORDS,
  CHECK_HEADINGS,
  COLUMN_HEADINGS,
  DUTY_WORDS,
  EACH_WORDS,
  FORM_LINES,
  type FormLine,
  GROUP_HEADING,
  KIND_WORDS,
  PLACE_WORDS,
  ROW_HEADINGS,
  ROW_KIND_WORDS,
  SEVERITY_WORDS,
  SHEETS,
  SIGN_WORDS,
  USUAL_GROUPS,
  type Words,
  YES_NO,
} from '../imports/form-description-words.ts';
import { font } from './excel-table.ts';
import { cellString } from './excel-text.ts';
import { drawInput, drawTable, headLook, type Part } from './form-description-draw.ts';
import {
  CHECK_HINTS,
  COLUMN_HINTS,
  EXAMPLE,
  EXAMPLE_WHO,
  FORM_HINTS,
  GUIDE,
  ROW_HINTS,
} from './form-description-guide.ts';
import { type Described, type DescribedForm, describeForm } from './form-description-lines.ts';
import { setPrint } from './tables-excel.ts';

export type { DescribedWho } from '../imports/form-description-who.ts';

/**
 * A form as a workbook that a person can change and send back, `who` being who owes it; null for an
 * empty one. `readFormDescription` reads it. With a guide, a worked example, and lists to choose the
 * fixed words from.
 */
export async function writeFormDescription(
  form: IndicatorForm | null,
  who: DescribedWho = EXAMPLE_WHO,
): Promise<Uint8Array> {
  // A large library that most starts never need.
  const { default: ExcelJS } = await import('exceljs');
  const workbook = new ExcelJS.Workbook();
  const described = form && describeForm(form, who);
  drawGuide(workbook.addWorksheet(SHEETS.guide));
  drawForm(workbook.addWorksheet(SHEETS.form), described);
  const groups = described?.groups ?? USUAL_GROUPS;
  const tables: [string, readonly Part[], Described[][], number][] = [
    [SHEETS.columns, columnParts(groups), columnCells(described, groups), 30],
    [SHEETS.rows, rowParts(), cells(described?.rows, ROW_HEADINGS), 40],
    [SHEETS.checks, checkParts(), cells(described?.checks, CHECK_HEADINGS), 25],
  ];
  for (const [name, parts, lines, least] of tables) {
    const sheet = workbook.addWorksheet(name);
    const count = Math.max(least, lines.length + 10);
    drawTable(sheet, 1, parts, lines, { count, input: true });
    sheet.views = [{ state: 'frozen', ySplit: 1, showGridLines: false }];
    setPrint(sheet, 'landscape', '1:1');
  }
  drawExample(workbook);
  return new Uint8Array(await workbook.xlsx.writeBuffer());
}

function drawGuide(sheet: Worksheet): void {
  sheet.getColumn(1).width = 18;
  sheet.getColumn(2).width = 110;
  for (const [index, line] of GUIDE.entries()) {
    const [head, words] = typeof line === 'string' ? [line, null] : line;
    const cell = sheet.getCell(index + 1, 1);
    cell.value = cellString(head);
    cell.font = font({ bold: true, size: words === null ? 13 : 11 });
    cell.alignment = { vertical: 'top' };
    if (words === null) {
      sheet.getRow(index + 1).height = 24;
      continue;
    }
    const text = sheet.getCell(index + 1, 2);
    text.value = cellString(words);
    text.font = font();
    text.alignment = { wrapText: true, vertical: 'top' };
    sheet.getRow(index + 1).height = Math.ceil(words.length / 115) * 16;
  }
  sheet.views = [{ showGridLines: false }];
  setPrint(sheet, 'landscape', null);
}

const FORM_LISTS: Readonly<Partial<Record<FormLine, readonly string[]>>> = {
  duty: firsts(DUTY_WORDS),
  whole: firsts(YES_NO),
  rowKind: firsts(ROW_KIND_WORDS),
  totalPlace: firsts(PLACE_WORDS),
};

const KEPT: ReadonlySet<string> = new Set<FormLine>(['totalKey', 'code', 'version']);

function drawForm(sheet: Worksheet, described: DescribedForm | null): void {
  for (const [column, width] of [30, 70, 75].entries()) sheet.getColumn(column + 1).width = width;
  for (const [index, line] of (Object.keys(FORM_LINES) as FormLine[]).entries()) {
    const row = index + 1;
    const name = sheet.getCell(row, 1);
    name.value = FORM_LINES[line];
    headLook(name, 'left');
    const list = FORM_LISTS[line];
    const value = described?.form[line] ?? null;
    const hint = FORM_HINTS[line];
    const part: Part = {
      heading: '',
      hint,
      width: 70,
      kept: KEPT.has(line),
      ...(list ? { list } : {}),
    };
    drawInput(sheet.getCell(row, 2), value, part);
    const note = sheet.getCell(row, 3);
    note.value = cellString(hint);
    note.font = font({ italic: true, color: { argb: 'FF666666' } });
    note.alignment = { wrapText: true, vertical: 'middle' };
    const lines = Math.max(Math.ceil(String(value ?? '').length / 70), Math.ceil(hint.length / 80));
    sheet.getRow(row).height = Math.max(1, lines) * 16 + 4;
  }
  sheet.views = [{ showGridLines: false }];
  setPrint(sheet, 'landscape', null);
}

function columnParts(groups: number): Part[] {
  const part = (
    key: keyof typeof COLUMN_HEADINGS,
    width: number,
    list?: readonly string[],
  ): Part => ({
    heading: COLUMN_HEADINGS[key],
    hint: COLUMN_HINTS[key],
    width,
    kept: key === 'key',
    ...(list ? { list } : {}),
    ...(key === 'number' || key === 'max' || key === 'decimals' ? { centred: true } : {}),
  });
  const above = Array.from({ length: groups }, (_, index): Part => {
    const hint = 'Tiêu đề chung của nhiều cột cạnh nhau. Bỏ trống nếu không có.';
    return { heading: `${GROUP_HEADING} ${index + 1}`, hint, width: 20 };
  });
  return [
    part('number', 7),
    ...above,
    part('label', 26),
    part('kind', 14, firsts(KIND_WORDS)),
    part('unit', 11),
    part('blank', 14, firsts(BLANK_WORDS)),
    part('formula', 30),
    part('max', 8),
    part('negative', 9, firsts(YES_NO)),
    part('note', 26),
    part('decimals', 9),
    part('units', 13),
    part('dash', 12, firsts(SIGN_WORDS)),
    part('none', 12, firsts(SIGN_WORDS)),
    part('addUp', 12, firsts(ADD_UP_WORDS)),
    part('key', 22),
  ];
}

function columnCells(described: DescribedForm | null, groups: number): Described[][] {
  return (described?.columns ?? []).map(({ groups: above, cells: own }) => {
    const { number = null, ...rest } = own;
    const heads = Array.from({ length: groups }, (_, index) => above[index] ?? null);
    const others = Object.keys(COLUMN_HEADINGS).filter((key) => key !== 'number');
    return [number, ...heads, ...others.map((key) => rest[key as keyof typeof rest] ?? null)];
  });
}

function rowParts(): Part[] {
  const widths = { number: 8, label: 70, sumOf: 26, key: 26 };
  return partsOf(ROW_HEADINGS, ROW_HINTS, widths, {});
}

function checkParts(): Part[] {
  const widths = { label: 52, severity: 11, each: 12, only: 20, condition: 58, key: 26 };
  return partsOf(CHECK_HEADINGS, CHECK_HINTS, widths, {
    severity: firsts(SEVERITY_WORDS),
    each: firsts(EACH_WORDS),
  });
}

function partsOf<K extends string>(
  headings: Readonly<Record<K, string>>,
  hints: Readonly<Record<K, string>>,
  widths: Readonly<Record<K, number>>,
  lists: Readonly<Partial<Record<K, readonly string[]>>>,
): Part[] {
  return (Object.keys(headings) as K[]).map((key) => {
    const list = lists[key];
    const { [key]: heading } = headings;
    return {
      heading,
      hint: hints[key],
      width: widths[key],
      kept: key === 'key',
      ...(list ? { list } : {}),
    };
  });
}

function cells<K extends string>(
  lines: readonly Readonly<Partial<Record<K, Described>>>[] | undefined,
  headings: Readonly<Record<K, string>>,
): Described[][] {
  const keys = Object.keys(headings) as K[];
  return (lines ?? []).map((line) => keys.map((key) => line[key] ?? null));
}

/** The worked example: the four sheets below each other, filled in. */
function drawExample(workbook: Workbook): void {
  const loaded = loadForm(EXAMPLE);
  if (!loaded.ok) throw new Error(`the example is no form: ${JSON.stringify(loaded.problems)}`);
  const described = describeForm(loaded.form, EXAMPLE_WHO);
  const sheet = workbook.addWorksheet(SHEETS.example);
  const widths = [22, 22, 20, 20, 26, 14, 20, 14, 30, 8, 9, 16];
  for (const [index, width] of widths.entries()) sheet.getColumn(index + 1).width = width;
  let next = caption(sheet, 1, `Trang “${SHEETS.form}”`);
  for (const [line, value] of Object.entries(described.form)) {
    if (value === null || KEPT.has(line)) continue;
    headLook(sheet.getCell(next, 1), 'left');
    sheet.getCell(next, 1).value = FORM_LINES[line as FormLine];
    sheet.mergeCells(next, 2, next, 5);
    drawInput(sheet.getCell(next, 2), value, { heading: '', hint: '', width: 80 }, false);
    next += 1;
  }
  const seldom = new Set<string>([
    ...(['decimals', 'units', 'dash', 'none', 'addUp', 'key'] as const).map(
      (key) => COLUMN_HEADINGS[key],
    ),
  ]);
  const tables: [string, readonly Part[], Described[][]][] = [
    [SHEETS.columns, columnParts(USUAL_GROUPS), columnCells(described, USUAL_GROUPS)],
    [SHEETS.rows, rowParts(), cells(described.rows, ROW_HEADINGS)],
    [SHEETS.checks, checkParts(), cells(described.checks, CHECK_HEADINGS)],
  ];
  for (const [name, parts, lines] of tables) {
    const shown = parts.flatMap(({ heading }, index) => (seldom.has(heading) ? [] : [index]));
    const pick = <T>(list: readonly T[]) => list.filter((_, index) => shown.includes(index));
    next = caption(sheet, next + 1, `Trang “${name}”`);
    const fitted = pick(parts).map((part, index) => ({ ...part, width: widths[index] ?? 14 }));
    next = drawTable(sheet, next, fitted, lines.map(pick), { count: lines.length, input: false });
  }
  sheet.views = [{ showGridLines: false }];
  setPrint(sheet, 'landscape', null);
}

function caption(sheet: Worksheet, row: number, words: string): number {
  const cell = sheet.getCell(row, 1);
  cell.value = words;
  cell.font = font({ bold: true, size: 13 });
  return row + 1;
}

function firsts<T extends string>(words: Words<T>): string[] {
  return (Object.keys(words) as T[]).map((choice) => words[choice][0]);
}
