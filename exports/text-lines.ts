import type { Header } from './printed-table.ts';

/** About how many lines a text takes in a column of so many letters, broken between words. */
export function linesOf(text: string, letters: number): number {
  let lines = 0;
  for (const line of text.split('\n')) {
    let left = 0;
    lines += 1;
    for (const word of line.split(/\s+/)) {
      if (left > 0 && word.length > left - 1) lines += 1;
      left = left > 0 && word.length <= left - 1 ? left - 1 - word.length : letters - word.length;
    }
  }
  return Math.max(1, lines);
}

/**
 * About how many lines high each header row must be so that headings over several rows fit too;
 * `letters` says how many letters fit into each column.
 */
export function headerHeights(header: Header, letters: readonly number[]): number[] {
  const heights = Array.from({ length: header.rows }, () => 1);
  for (const { text, row, column, rowSpan, columnSpan } of header.cells) {
    const room = letters.slice(column, column + columnSpan).reduce((sum, width) => sum + width, 0);
    const share = linesOf(text, room) / rowSpan;
    for (let line = row; line < row + rowSpan; line += 1) {
      heights[line] = Math.max(heights[line] ?? 1, share);
    }
  }
  return heights;
}
