import type { Cell, CellValue, Worksheet } from 'exceljs';
import { cellText } from './cell-text.ts';
import type { OfficeProblem } from './office-file.ts';
import { openWorkbook } from './workbook.ts';

/** A worksheet as text, without empty rows and without columns that hold nothing. */
export interface TextSheet {
  name: string;
  /** A cell merged over others stands in the first of them only; all lines are of one width. */
  lines: string[][];
  /** The same with merged cells repeated in all they cover: what headings need. */
  spread: string[][];
  /** Row of the worksheet each line is, from 1. */
  rows: number[];
  /** Lines, and positions in them, that the person who sent the file does not see. */
  hidden: { lines: ReadonlySet<number>; positions: ReadonlySet<number> };
}

export type TextSheets = { ok: true; sheets: TextSheet[] } | { ok: false; problem: OfficeProblem };

/** An annex is far smaller; what is beyond was no table of figures. */
const MOST_ROWS = 2000;
const MOST_COLUMNS = 150;
const MOST_SHEETS = 20;
/** Hidden sheets that programs keep for themselves say nothing to people. */
const VISIBLE = 'visible';

/**
 * Reads the visible worksheets of anybody's workbook. Numbers are written with a decimal comma and
 * no thousands dots. Never throws for what a file holds.
 */
export async function readTextSheets(bytes: Uint8Array): Promise<TextSheets> {
  const opened = await openWorkbook(bytes);
  if (!opened.ok) return opened;
  try {
    const visible = opened.workbook.worksheets.filter(({ state }) => state === VISIBLE);
    return { ok: true, sheets: visible.slice(0, MOST_SHEETS).map(textSheet) };
  } catch {
    return { ok: false, problem: { code: 'malformed' } };
  }
}

function textSheet(sheet: Worksheet): TextSheet {
  const lines: string[][] = [];
  const spread: string[][] = [];
  const rows: number[] = [];
  const hiddenLines = new Set<number>();
  const width = Math.min(sheet.columnCount, MOST_COLUMNS);
  for (let at = 1; at <= Math.min(sheet.rowCount, MOST_ROWS); at += 1) {
    const row = sheet.findRow(at);
    if (!row) continue;
    const line: string[] = [];
    const whole: string[] = [];
    for (let column = 1; column <= width; column += 1) {
      // Cells that are not there are not made: a far corner would make a hundred thousand.
      const cell = row.findCell(column);
      const text = cell ? foreignText(cell.master) : '';
      whole.push(text);
      line.push(cell?.isMerged && cell.master.address !== cell.address ? '' : text);
    }
    if (whole.every((text) => text === '')) continue;
    if (row.hidden) hiddenLines.add(lines.length);
    lines.push(line);
    spread.push(whole);
    rows.push(at);
  }
  const used = Array.from({ length: width }, (_, at) => spread.some((line) => line[at] !== ''));
  const kept = <T>(line: T[]) => line.filter((_, at) => used[at]);
  const columns = kept(Array.from({ length: width }, (_, at) => sheet.getColumn(at + 1).hidden));
  const positions = new Set(columns.flatMap((isHidden, at) => (isHidden ? at : [])));
  return {
    name: sheet.name,
    lines: lines.map(kept),
    spread: spread.map(kept),
    rows,
    hidden: { lines: hiddenLines, positions },
  };
}

/**
 * As `cellText`, but figures as people here write them, and what has no value as its error or its
 * formula: a blank would say that nothing was there.
 */
function foreignText(cell: Cell): string {
  const { value } = cell;
  const broken = brokenText(value);
  if (broken !== null) return broken;
  const inner =
    typeof value === 'object' && value !== null && 'result' in value ? value.result : value;
  if (typeof inner !== 'number' || !Number.isFinite(inner)) {
    return cellText(cell).replace(/\s+/g, ' ');
  }
  const format = typeof cell.numFmt === 'string' ? cell.numFmt.replace(/"[^"]*"|\\./g, '') : '';
  const percent = format.includes('%');
  const number = Number((percent ? inner * 100 : inner).toPrecision(15));
  const digits = number.toLocaleString('en-US', { useGrouping: false, maximumFractionDigits: 12 });
  return `${digits.replace('.', ',')}${percent ? '%' : ''}`;
}

/** "#REF!", or "=A1+B1" where no result was kept; null where there is a value. */
function brokenText(value: CellValue): string | null {
  if (typeof value !== 'object' || value === null || value instanceof Date) return null;
  if ('error' in value) return String(value.error);
  if (!('formula' in value || 'sharedFormula' in value)) return null;
  const { result } = value;
  if (typeof result === 'object' && result !== null && 'error' in result) {
    return String(result.error);
  }
  if (result !== undefined && result !== null) return null;
  return `=${'formula' in value ? value.formula : ''}`;
}
