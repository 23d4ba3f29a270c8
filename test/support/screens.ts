import type { Seen } from './rehearsal.ts';

/** Characters of a line of a message on a phone 360 px wide. */
const LINE = 42;
/** Lines of two screens of such a phone. */
const TWO_SCREENS = 44;

/** Lines a message takes, with its choices as a list below it where there are no buttons. */
function linesOf({ text, choices }: Pick<Seen, 'text' | 'choices'>): number {
  const labels = choices.map(({ label }) => label);
  // "1 xong | 1 đang | …": choices that bear numbers of their own share a line, four and four.
  const own = labels.filter((label) => /^\d/.test(label));
  const rows = own.flatMap((_, at) => (at % 4 === 0 ? [own.slice(at, at + 4).join(' | ')] : []));
  const listed = labels.filter((label) => !/^\d/.test(label)).map((label) => `1. ${label}`);
  const lines = [...text.split('\n'), ...rows, ...listed];
  return lines.reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / LINE)), 0);
}

/** The first words of messages too long for two phone screens, with their lines. */
export function tooLong(seen: readonly Seen[]): string[] {
  return seen
    .map((one) => ({ lines: linesOf(one), words: one.text.slice(0, 60) }))
    .filter(({ lines }) => lines > TWO_SCREENS)
    .map(({ lines, words }) => `${lines}: ${words}`);
}
