import { type Level, plain } from '../board.ts';
import { nextLines } from '../lines.ts';

/** What falls due next. */
export const next: Level = {
  name: 'next',
  lines: ({ source, at, t }) => nextLines(source, at, t).map(plain),
};
