import { type Token, tokenise } from './tokens.ts';
import { startsPaperKind } from './vocabulary.ts';

const bulletMarks: ReadonlySet<string> = new Set('•▪●◦■□➢➤*·'.split(''));

/** The parts of a cell that `|` and `;` keep apart, but for a `;` within a row of days. */
export function cellsOf(cell: string): string[] {
  const parts: string[] = [];
  for (const [i, piece] of cell.split(/([|;])/).entries()) {
    if (i % 2 === 1) {
      parts.push(piece);
      continue;
    }
    const sign = parts.pop();
    const before = parts.at(-1);
    if (sign === ';' && before !== undefined && endsInDay(before) && isBareDay(piece)) {
      parts[parts.length - 1] = `${before};${piece}`;
    } else parts.push(piece);
  }
  return parts;
}

/** "Trước ngày 15/6; 15/12": one row, so that "trước" holds for both. */
function isBareDay(piece: string): boolean {
  const text = piece.trim();
  return (
    text.length <= 40 &&
    /^(ngày )?\d{1,2}[/.-]\d{1,2}([/.-]\d{2,4})?( h[ằà]ng năm)?\.?$/iu.test(text)
  );
}

function endsInDay(piece: string): boolean {
  return /\d[/.-]\d{1,4}$/.test(piece.trimEnd().slice(-12));
}

/** The lines of a part. Where several begin with a bullet, a line without one goes on with the last. */
export function linesOf(part: string): { lines: string[]; bulleted: boolean } {
  const lines = part.split(/[\r\n\v\f\u2028\u2029]+/).filter((line) => line.trim() !== '');
  if (lines.filter(hasBullet).length < 2) return { lines, bulleted: false };
  const entries: string[][] = [];
  for (const line of lines) {
    const entry = entries.at(-1);
    if (hasBullet(line) || !entry) entries.push([line]);
    else entry.push(line);
  }
  return { lines: entries.map((entry) => entry.join(' ')), bulleted: true };
}

function hasBullet(line: string): boolean {
  return /^\s*[-–—+•▪●*]/u.test(line);
}

/** True when some line goes on with the phrase of the line before it ("năm 2023", "/2023", "và …"). */
export function looksWrapped(lines: readonly string[]): boolean {
  return lines.slice(1).some((line) => {
    const [first] = tokenise(line.slice(0, 40));
    return first !== undefined && ['nam', 'va', '/', ',', '('].includes(first.text);
  });
}

/**
 * Cuts a line at its bullets. A dash between spaces is one only where the line itself begins with
 * a dash (and `dashes` allows it: not where each line has its own bullet), or where a kind of paper
 * follows; elsewhere it may join a range.
 */
export function partsOfLine(text: string, tokens: readonly Token[], dashes: boolean): Token[][] {
  const parts: Token[][] = [[]];
  const leading = tokens[0]?.text === '-' || tokens[0]?.text === '+';
  for (const [i, token] of tokens.entries()) {
    const next = tokens[i + 1];
    const bullet =
      (bulletMarks.has(token.text) && !isFootnote(tokens, i)) ||
      ((token.text === '-' || token.text === '+') &&
        (i === 0 ||
          (!token.tight &&
            next?.kind === 'word' &&
            !next.tight &&
            ((leading && dashes) || startsPaperKind({ tokens, at: i + 1 })))));
    if (bullet) parts.push([]);
    else parts.at(-1)?.push(token);
  }
  return parts.map((part) => withoutNumbering(part)).filter((part) => hasContent(part, text));
}

/** "Quý II*", "(*)": a star with nothing to begin. */
function isFootnote(tokens: readonly Token[], at: number): boolean {
  if (tokens[at]?.text !== '*' || at === 0) return false;
  const next = tokens[at + 1];
  return !next || next.kind === 'mark';
}

/** "1. Tháng 3", "a) Quý I", "2) …": the number of an entry, not of a date. */
function withoutNumbering(part: Token[]): Token[] {
  const [first, second, third] = part;
  if (!first || !second || third?.kind !== 'word' || first.end - first.start > 2) return part;
  // "Q. II/2022"
  if (first.text === 'q') return part;
  const closes = second.tight && (second.text === ')' || (second.text === '.' && !third.tight));
  return closes && (first.kind === 'number' || first.end - first.start === 1)
    ? part.slice(2)
    : part;
}

function hasContent(part: readonly Token[], text: string): boolean {
  return part.some(
    ({ kind, start, end }) => kind !== 'mark' || !/[.,…]/.test(text.slice(start, end)),
  );
}
