import { formatDate } from '../documents/vietnamese-date.ts';
import { localDate } from '../time/local-date.ts';
import type { CellValue } from './cells.ts';

/**
 * A value as somebody would type it, so that it is read as the same value again: numbers with a
 * decimal comma and without thousands dots, which a column of decimals could take for the comma.
 */
export function typedText(value: CellValue): string {
  if (value === null) return '';
  if (typeof value === 'object') return `${typedText(value.number)} ${value.unit}`;
  if (typeof value === 'string') {
    return /^\d{4}-\d\d-\d\d$/.test(value) ? formatDate(localDate(value)) : value;
  }
  const digits = value.toLocaleString('en-US', { useGrouping: false, maximumFractionDigits: 12 });
  return digits.replace('.', ',');
}
