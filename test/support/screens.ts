import type { Seen } from './rehearsal.ts';

/** Characters of a line of a message on a phone 360 px wide. */
export const LINE = 42;
/** Lines of two screens of such a phone. */
export const TWO_SCREENS = 44;

/** Lines a message takes, with its choices as a list below it where there are no buttons. */
export function linesOf({ text, choices }: Pick<Seen, 'text' | 'choices'>): number {
  const lines = [...text.split('\n'), ...choices.map(({ label }) => `1. ${label}`)];
  return lines.reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / LINE)), 0);
}

/** The first words of messages too long for two phone screens, with their lines. */
export function tooLong(seen: readonly Seen[]): string[] {
  return seen
    .map((one) => ({ lines: linesOf(one), words: one.text.slice(0, 60) }))
    .filter(({ lines }) => lines > TWO_SCREENS)
    .map(({ lines, words }) => `${lines}: ${words}`);
}
