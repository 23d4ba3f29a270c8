import type { Token } from './token.ts';

const letters: Readonly<Record<string, string>> = { o: '0', l: '1', i: '1' };

/**
 * Puts right figures that a scanner took for letters: "O3/2023", "3O/6", "l2", "2O23". A letter is
 * one of them only where a figure touches it; after "quý" it may be a Roman numeral and stays.
 */
export function mendFigures(tokens: readonly Token[]): Token[] {
  const mended: Token[] = [];
  for (let at = 0; at < tokens.length; ) {
    const end = runEnd(tokens, at);
    const run = tokens.slice(at, end);
    at = end;
    const before = mended.at(-1)?.text;
    const figures = run.some(({ kind }) => kind === 'number');
    if (run.length > 1 && figures && before !== 'quy' && before !== 'q') mended.push(joined(run));
    else mended.push(...run);
  }
  return mended;
}

/** The end of a run of figures and such letters without space between; at least one token. */
function runEnd(tokens: readonly Token[], from: number): number {
  let end = from + 1;
  if (!mayBeFigure(tokens[from])) return end;
  while (tokens[end]?.tight && mayBeFigure(tokens[end])) end += 1;
  return end;
}

function mayBeFigure(token: Token | undefined): boolean {
  if (token?.kind === 'number') return true;
  // Written without marks: "ô" and "í" are never slips for figures.
  return token?.kind === 'word' && /^[oli]{1,3}$/.test(token.raw);
}

function joined(run: readonly Token[]): Token {
  const [first] = run;
  const last = run.at(-1);
  if (!first || !last) throw new RangeError('an empty run');
  const text = run
    .flatMap(({ raw }) => [...raw])
    .map((sign) => letters[sign] ?? sign)
    .join('');
  const value = text.length <= 4 ? Number(text) : Number.POSITIVE_INFINITY;
  const raw = run.map((token) => token.raw).join('');
  return {
    kind: 'number',
    text,
    value,
    raw,
    start: first.start,
    end: last.end,
    tight: first.tight,
  };
}
