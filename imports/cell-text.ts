import type { Cell, CellValue } from 'exceljs';
import { seemly } from '../core/text/seemly.ts';

/**
 * What a person reads in a cell, as text: rich text joined, a formula's last result, dates as
 * dd/MM/yyyy (or MM/yyyy where the format shows no day), numbers with the leading zeros and decimals
 * their format shows ("01", "1.10"). Errors such as #REF! are empty.
 */
export function cellText(cell: Pick<Cell, 'value' | 'numFmt'>): string {
  const text = textOf(cell.value, typeof cell.numFmt === 'string' ? cell.numFmt : '')
    .normalize('NFC')
    .replace(/[^\S\n]+/g, ' ')
    .replace(/\s*\n\s*/g, '\n');
  // Excel writes any sign as a code (`_x0000_`), also those no name should hold.
  return seemly(text).trim();
}

function textOf(value: CellValue | undefined, format: string): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return String(value);
  if (typeof value === 'number') return numberText(value, format);
  if (value instanceof Date) return dateText(value, format);
  if ('richText' in value) return value.richText.map((part) => part.text).join('');
  if ('text' in value) return textOf(value.text as CellValue, format);
  if ('result' in value) return textOf(value.result as CellValue, format);
  return '';
}

function numberText(value: number, format: string): string {
  const shown = /^(0+)(?:\.(0+))?$/.exec(format);
  if (shown?.[1]) {
    const decimals = shown[2]?.length ?? 0;
    const [whole = '', fraction] = value.toFixed(decimals).split('.');
    const padded = whole.padStart(shown[1].length, '0');
    return fraction === undefined ? padded : `${padded}.${fraction}`;
  }
  // Fifteen digits is what Excel itself keeps; it hides 0.1 + 0.2 = 0.30000000000000004.
  return String(Number(value.toPrecision(15)));
}

/** Workbooks hold days without a zone; the reader hands them out as UTC. */
function dateText(value: Date, format: string): string {
  if (Number.isNaN(value.getTime())) return '';
  const day = String(value.getUTCDate()).padStart(2, '0');
  const month = String(value.getUTCMonth() + 1).padStart(2, '0');
  const year = String(value.getUTCFullYear());
  const showsDay = format === '' || /d/i.test(format.replace(/"[^"]*"|\[[^\]]*\]/g, ''));
  return showsDay ? `${day}/${month}/${year}` : `${month}/${year}`;
}
