import type { Cell, DataValidation } from 'exceljs';
import { formatNumber } from '../core/numbers/vietnamese.ts';
import { cleanLine } from './clean-text.ts';
import { bodyLook, solid } from './excel-table.ts';
import { cellString, formulaString } from './excel-text.ts';
import { alignOf, type LeafColumn } from './printed-table.ts';
import { formulaText, type TemplateGrid } from './template-grid.ts';
import type { TemplateCell, Validation } from './template-shape.ts';

/** Cells to fill in are yellow, computed ones grey, as the instructions say. */
export const INPUT_FILL = solid('FFFFF9DB');
export const COMPUTED_FILL = solid('FFEDEDED');

/** Draws one cell: look, lock, value or formula, what may be typed. */
export function drawCell(
  cell: Cell,
  content: TemplateCell,
  { leaf, grid, bold }: { leaf: LeafColumn | undefined; grid: TemplateGrid; bold: boolean },
): void {
  const value = 'value' in content ? (content.value ?? null) : null;
  bodyLook(cell, alignOf(leaf, value), bold);
  cell.protection = { locked: content.kind !== 'input' };
  switch (content.kind) {
    case 'locked':
      setValue(cell, value);
      return;
    case 'computed': {
      cell.fill = COMPUTED_FILL;
      const formula = formulaText(grid, content.formula);
      const { result } = content;
      if (formula === null) return;
      cell.value = result === undefined ? { formula } : { formula, result };
      cell.numFmt = leaf?.format && leaf.format !== 'integer' ? '#,##0.00' : '#,##0';
      return;
    }
    case 'input': {
      cell.fill = INPUT_FILL;
      setValue(cell, value);
      // A percent cell has no format of its own: Excel then marks a typed "93,66%" as a fraction,
      // and the reader can tell it from a typed 93,66.
      if (content.validation?.kind === 'integer') cell.numFmt = '#,##0';
      if (content.validation?.kind === 'text') cell.numFmt = '@';
      const rule = validationOf(cell.address, content.validation ?? { kind: 'text' }, content.note);
      if (rule) cell.dataValidation = rule;
    }
  }
}

function setValue(cell: Cell, value: string | number | null): void {
  if (value === null || value === '') return;
  if (typeof value === 'number' && !Number.isFinite(value)) {
    throw new RangeError(`not a number to write: ${value}`);
  }
  cell.value = typeof value === 'string' ? cellString(value) : value;
}

function validationOf(
  address: string,
  validation: Validation,
  note: string | undefined,
): DataValidation | null {
  const prompt = note
    ? { showInputMessage: true, prompt: cleanLine(note).slice(0, 250), promptTitle: 'Gợi ý' }
    : {};
  const rule = ruleOf(address, validation);
  if (!rule) return note ? { type: 'custom', formulae: ['TRUE'], ...prompt } : null;
  return {
    ...rule,
    allowBlank: true,
    showErrorMessage: true,
    errorStyle: 'stop',
    errorTitle: 'Chưa đúng',
    error: explain(validation),
    ...prompt,
  };
}

function ruleOf(
  address: string,
  validation: Validation,
): Pick<DataValidation, 'type' | 'operator' | 'formulae'> | null {
  switch (validation.kind) {
    case 'text':
      return null;
    case 'list': {
      const values = validation.values.map(cleanLine);
      const written = values.join(',');
      // Excel parts a written list at commas and takes 255 letters of it: otherwise anything goes.
      if (written.length > 250 || values.some((value) => /[",]/.test(value))) return null;
      return { type: 'list', formulae: [`"${written}"`] };
    }
    default:
      return numberRule(address, validation);
  }
}

function numberRule(
  address: string,
  { kind, least = 0, most, words = [] }: Extract<Validation, { least?: number | null }>,
): Pick<DataValidation, 'type' | 'operator' | 'formulae'> {
  const bottom = least ?? -1e12;
  const top = (most === undefined && kind === 'percent' ? 100 : most) ?? 1e12;
  if (words.length === 0) {
    const type = kind === 'integer' ? 'whole' : 'decimal';
    return { type, operator: 'between', formulae: [bottom, top] };
  }
  const whole = kind === 'integer' ? `,${address}=INT(${address})` : '';
  const number = `IF(ISNUMBER(${address}),AND(${address}>=${bottom},${address}<=${top}${whole}),FALSE)`;
  const said = words.map((word) => `LOWER(TRIM(${address}))=${formulaString(word.toLowerCase())}`);
  return { type: 'custom', formulae: [`OR(${[number, ...said].join(',')})`] };
}

function explain(validation: Validation): string {
  switch (validation.kind) {
    case 'integer':
      return `Ô này nhận số nguyên${range(validation)}${orWords(validation.words)}.`;
    case 'decimal':
      return `Ô này nhận một con số${range(validation)}${orWords(validation.words)}.`;
    case 'percent':
      return `Ô này nhận tỷ lệ phần trăm${range({ most: 100, ...validation })}${orWords(validation.words)}.`;
    case 'list':
      return 'Ô này nhận một giá trị có trong danh sách.';
    default:
      return '';
  }
}

function range({
  least = 0,
  most = null,
}: {
  least?: number | null;
  most?: number | null;
}): string {
  const from = least === null ? '' : ` từ ${formatNumber(least)}`;
  if (most === null) return from === '' ? '' : `${from} trở lên`;
  return from === '' ? ` không quá ${formatNumber(most)}` : `${from} đến ${formatNumber(most)}`;
}

function orWords(words: readonly string[] | undefined): string {
  const said = (words ?? []).map((word) => `"${cleanLine(word)}"`).join(', ');
  return said === '' ? '' : ` hoặc ${said.slice(0, 120)}`;
}
