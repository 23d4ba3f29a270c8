/** Lines of cells, as spreadsheets put them on the clipboard. */
export type PasteGrid = string[][];

export const LONGEST_PASTE = 200_000;

/**
 * Splits pasted text into lines and cells: by tabs (cells with line breaks stand in quotes); without
 * any tab by "|" or ";"; without those, lines of numbers only by blanks. Lines with nothing in them
 * are left out, but not rows of empty cells, nor the blanks of a single column.
 */
export function pasteGrid(text: string): PasteGrid {
  const grid = text.includes('\t') ? splitTabs(text) : splitOther(text);
  const column = grid.every((line) => line.length === 1);
  return grid
    .map((line) => line.map((cell) => cell.replace(/[^\S\n]+/g, ' ').trim()))
    .filter((line) => column || line.length > 1 || !isEmpty(line));
}

/** All cells of the line are blank. */
export function isEmpty(line: readonly string[]): boolean {
  return line.every((cell) => cell === '');
}

function splitTabs(text: string): PasteGrid {
  const clean = text.replace(/\r\n?/g, '\n');
  const grid: PasteGrid = [[]];
  // A quoted cell ends where a tab, a line or the text does; any other quote is just a quote.
  const cell = /(?:"((?:[^"]|"")*)"(?=[\t\n]|$)|([^\t\n]*))([\t\n]|$)/y;
  while (cell.lastIndex < clean.length || grid.length === 1) {
    const match = cell.exec(clean);
    if (!match) break;
    const [whole, quoted, plain = '', end] = match;
    grid.at(-1)?.push(quoted === undefined ? plain : quoted.replace(/""/g, '"'));
    if (end === '\n') grid.push([]);
    if (whole === '' || end === '') break;
  }
  return grid;
}

function splitOther(text: string): PasteGrid {
  const lines = text.split(/\r\n?|\n/);
  for (const mark of ['|', ';']) {
    if (lines.some((line) => line.includes(mark))) {
      return lines
        .filter((line) => !/^[\s|:;-]*$/.test(line))
        .map((line) => framed(line, mark).split(mark));
    }
  }
  return lines.map((line) => {
    const parts = line.trim().split(/\s+/);
    return parts.every((part) => /^[-−]?\d[\d.,]*%?$|^[-–—]$/.test(part)) ? parts : [line];
  });
}

/** "| a | b |" without its frame. */
function framed(line: string, mark: string): string {
  const trimmed = line.trim();
  return mark === '|' && trimmed.startsWith(mark) && trimmed.endsWith(mark) && trimmed.length > 1
    ? trimmed.slice(1, -1)
    : trimmed;
}
