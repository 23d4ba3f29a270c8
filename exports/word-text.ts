import { type IRunOptions, Paragraph, TextRun } from 'docx';
import { cleanText } from './clean-text.ts';
import { type OpenPlace, openText } from './printed-table.ts';
import type { RunningText } from './report-document.ts';
import { points, STYLE } from './word-style.ts';

type Look = Pick<IRunOptions, 'bold' | 'italics' | 'size' | 'style' | 'highlight'>;

/** Runs for a text; line breaks stay, open places are marked. */
export function runs(text: RunningText | OpenPlace, look: Look = {}): TextRun[] {
  const parts = typeof text === 'string' || !isList(text) ? [text] : text;
  return parts.flatMap((part) =>
    typeof part === 'string'
      ? lines(part, look)
      : lines(openText(part), { ...look, style: STYLE.open, highlight: 'yellow' }),
  );
}

function isList(text: RunningText | OpenPlace): text is readonly (string | OpenPlace)[] {
  return Array.isArray(text);
}

function lines(text: string, look: Look): TextRun[] {
  return cleanText(text)
    .split('\n')
    .map((line, index) => new TextRun({ ...look, text: line, ...(index > 0 ? { break: 1 } : {}) }));
}

/** A line of the head of the paper, centred; `size` in points. */
export function headLine(
  text: string,
  { size, ...look }: { size: number; bold?: boolean; italics?: boolean },
): Paragraph {
  return new Paragraph({
    style: STYLE.head,
    children: runs(text, { ...look, size: points(size) }),
  });
}

/**
 * A horizontal rule of a given length, centred in `within` (both twips). It is a border between
 * indents, because a drawn line would not survive other software.
 */
export function rule(length: number, within: number, after = 0): Paragraph {
  const side = Math.max(0, Math.round((within - length) / 2));
  return new Paragraph({
    style: STYLE.head,
    border: { top: { style: 'single', size: 6, space: 1, color: '000000' } },
    indent: { left: side, right: side },
    spacing: { before: 60, after, line: 60, lineRule: 'exact' },
    children: [],
  });
}

/** About how long a line in capitals or bold letters is (twips), for rules in proportion to it. */
export function roughLength(text: string, size: number): number {
  const longest = Math.max(
    0,
    ...cleanText(text)
      .split('\n')
      .map((line) => line.length),
  );
  return Math.round(longest * size * 20 * 0.6);
}
