import { shorten } from '../../core/text/shorten.ts';

const TITLE = 70;

/** The first line of a criterion's words, without the scale below it. */
export function shortTitle({ title }: { title: string }, max = TITLE): string {
  return shorten(title.split('\n')[0] ?? '', max);
}

const LINE = 250;
const LINES = 8;

/** The words with the scale below them, line by line. */
export function wholeTitle({ title }: { title: string }): string {
  const lines = title.split('\n').map((line) => shorten(line, LINE));
  return lines.length > LINES ? [...lines.slice(0, LINES), '…'].join('\n') : lines.join('\n');
}
