import { cleanText } from './clean-text.ts';

/** What Excel allows in one cell. */
const LONGEST_CELL = 32_767;
const LONGEST_NAME = 31;

/**
 * Text for a cell. The workbook stores it as a string, so Excel never runs it; but a workbook saved
 * as CSV and opened again would. So an apostrophe goes in front of what a spreadsheet could run:
 * text beginning with `=`, `@` (or their full-width forms), and text beginning with `+` or `-` that
 * holds a sign of a call or reference (`(`, `!`, `|`, `[`). "-", "-5", "- Sở Nội vụ" and "+ Số hồ sơ"
 * are everyday text here and stay as they are. Leading tabs and line breaks are dropped.
 */
export function cellString(text: string): string {
  const clean = cleanText(text).trim();
  const guarded = isRunnable(clean) ? `'${clean}` : clean;
  return exactString(guarded);
}

/** A string that comes out of the workbook as it went in, for what programs read. */
export function exactString(text: string): string {
  return escapeCodes(cut(cleanText(text), LONGEST_CELL));
}

function isRunnable(text: string): boolean {
  // Full-width, small and raised signs are plain ones to some spreadsheets.
  const plain = text.normalize('NFKC').replace(/\u2212/g, '-');
  return /^['’]?\s*[=@]/.test(plain) || /^['’]?\s*[+-][\s\S]*[(!|[]/.test(plain);
}

/** Excel reads `_x0041_` in a string as a coded letter (ECMA-376, 22.4.2.4, ST_Xstring). */
function escapeCodes(text: string): string {
  return text.replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_');
}

/** Names Excel takes for worksheets: at most 31 letters, none of `[]:*?/\`, no two alike. */
export function sheetNames(wanted: readonly string[]): string[] {
  const used = new Set<string>(['history']);
  return wanted.map((name, index) => {
    const clean = cleanText(name)
      .replace(/[[\]:*?/\\\n]/g, ' ')
      .replace(/\s+/g, ' ')
      .replace(/^[\s']+|[\s']+$/g, '');
    const base = fitting(clean, LONGEST_NAME) || `Trang ${index + 1}`;
    let free = base;
    for (let copy = 2; used.has(free.toLowerCase()); copy += 1) {
      const ending = ` (${copy})`;
      free = `${fitting(base, LONGEST_NAME - ending.length)}${ending}`;
    }
    used.add(free.toLowerCase());
    return free;
  });
}

/** Excel takes no apostrophe at the end of a name. */
function fitting(name: string, length: number): string {
  return cut(name, length).replace(/[\s']+$/, '');
}

/** Cuts at a whole letter: Excel counts UTF-16 units. */
function cut(text: string, length: number): string {
  let short = '';
  for (const letter of text) {
    if (short.length + letter.length > length) break;
    short += letter;
  }
  return short;
}

/** A piece of text inside a formula; Excel takes 255 letters there. */
export function formulaString(text: string): string {
  return `"${cut(cleanText(text).replace(/\n/g, ' '), 250).replace(/"/g, '""')}"`;
}

/** A sheet's name as formulas and defined names write it. */
export function quotedSheet(name: string): string {
  return `'${name.replace(/'/g, "''")}'`;
}
