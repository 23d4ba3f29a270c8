import { shorten } from '../../core/text/shorten.ts';

const TITLE = 70;

/** The first line of a criterion's words, without the scale below it. */
export function shortTitle({ title }: { title: string }, max = TITLE): string {
  return shorten(title.split('\n')[0] ?? '', max);
}
