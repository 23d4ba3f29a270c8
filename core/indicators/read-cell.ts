import { parseVietnameseDate } from '../documents/vietnamese-date.ts';
import { type NumberKind, type NumberProblem, readNumber } from '../numbers/read-number.ts';
import { fold } from '../text/fold.ts';
import { localDate } from '../time/local-date.ts';
import type { CellValue } from './cells.ts';
import type { Column } from './form.ts';

export type CellProblem =
  | NumberProblem
  /** Blank, and the column allows none. */
  | { code: 'required' }
  | { code: 'above_maximum'; max: number }
  | { code: 'unit_unknown'; unit: string; units: readonly string[] }
  /** No day, or one without a year. */
  | { code: 'not_a_date' }
  | { code: 'too_long'; max: number };

export type CellReading = { ok: true; value: CellValue } | { ok: false; problem: CellProblem };

const longestText = 4000;
const nothing = new Set(['khong', 'ko', 'khong co', 'khong phat sinh', 'ko phat sinh', 'ko co']);

/**
 * Reads what somebody typed or pasted into a cell. Blanks, dashes and words for nothing become 0 or
 * null as the column says; numbers are read as `readNumber` does, with the column's unit behind
 * them if there is one. Never throws, never guesses.
 */
export function readCell(text: string, column: Column): CellReading {
  const clean = text.normalize('NFC').replace(/\s+/g, ' ').trim();
  if (column.kind === 'text') return readText(text, column);
  if (clean === '') return blank(column);
  if (column.kind === 'date') return readDate(clean, column);
  if (/^[-–—−_.… ]+$/.test(clean)) {
    return column.dash === 'zero' ? { ok: true, value: 0 } : blank(column);
  }
  if (clean.length < 40 && nothing.has(fold(clean))) {
    return column.none === 'zero' ? { ok: true, value: 0 } : blank(column);
  }
  return readQuantity(clean, column);
}

function blank(column: Column): CellReading {
  if (column.blank === 'required') return { ok: false, problem: { code: 'required' } };
  return { ok: true, value: null };
}

function readText(text: string, column: Column): CellReading {
  const clean = text
    .normalize('NFC')
    .replace(/\r\n?/g, '\n')
    .replace(/[^\S\n]+/g, ' ')
    .trim();
  if (clean === '') return blank(column);
  if (clean.length > longestText) {
    return { ok: false, problem: { code: 'too_long', max: longestText } };
  }
  return { ok: true, value: clean };
}

function readDate(clean: string, column: Column): CellReading {
  if (/^[-–—]+$/.test(clean)) return blank(column);
  // With a year written, the day does not depend on any other.
  const day = /\d{4}/.test(clean)
    ? parseVietnameseDate(clean, { reference: localDate('2000-01-01') })
    : null;
  if (day === null) return { ok: false, problem: { code: 'not_a_date' } };
  return { ok: true, value: day };
}

function readQuantity(clean: string, column: Column): CellReading {
  const units = [...column.units, ...(column.unit === null ? [] : [column.unit])];
  const [, number = '', word = ''] = /^([-−–+]?[\d.,]+) ?(\p{L}.*|%)$/u.exec(clean) ?? [];
  const unit = word === '' ? undefined : units.find((candidate) => sameUnit(candidate, word));
  if (word !== '' && unit === undefined && column.units.length > 0 && fold(word).length > 1) {
    return { ok: false, problem: { code: 'unit_unknown', unit: word, units } };
  }
  const { negative } = column;
  const reading = readNumber(unit === undefined ? clean : number, kindOf(column), { negative });
  if (!reading.ok) return reading;
  const { value } = reading;
  if (column.max !== null && value > column.max) {
    return { ok: false, problem: { code: 'above_maximum', max: column.max } };
  }
  const kept = unit !== undefined && column.units.includes(unit);
  return { ok: true, value: kept ? { number: value, unit } : value };
}

/** Signs fold to nothing, so "%" is compared as it is. */
function sameUnit(a: string, b: string): boolean {
  return fold(a) === fold(b) && (fold(a) !== '' || a.trim() === b);
}

function kindOf(column: Column): NumberKind {
  if (column.kind === 'percent') return 'percent';
  return column.kind === 'integer' ? 'count' : 'decimal';
}
