import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Glyphs, glyphsOf } from './glyphs.ts';

/** Be Vietnam Pro (SIL Open Font License): every Vietnamese letter, and figures of one width. */
export const FONT_FAMILY = 'Be Vietnam Pro';

export type Weight = 'normal' | 'bold';

const FILES: Record<Weight, string> = {
  normal: fileURLToPath(
    import.meta.resolve('@expo-google-fonts/be-vietnam-pro/400Regular/BeVietnamPro_400Regular.ttf'),
  ),
  bold: fileURLToPath(
    import.meta.resolve('@expo-google-fonts/be-vietnam-pro/700Bold/BeVietnamPro_700Bold.ttf'),
  ),
};

/** Paths of the font files, for whoever turns a drawing into dots. */
export const FONT_FILES: readonly string[] = Object.values(FILES);

const glyphs: Record<Weight, Glyphs> = {
  normal: glyphsOf(readFileSync(FILES.normal)),
  bold: glyphsOf(readFileSync(FILES.bold)),
};

/** How wide a line stands, in the unit of `size`; kerning, which only narrows it, is left out. */
export function textWidth(text: string, size: number, weight: Weight = 'normal'): number {
  const { advance } = glyphs[weight];
  let width = 0;
  for (const letter of text) width += advance(letter);
  return width * size;
}

/** The text without letters the font does not have (emoji, other scripts): they would be boxes. */
export function drawable(text: string): string {
  return [...text].filter((letter) => glyphs.normal.has(letter)).join('');
}

/** The text, cut with "…" at a letter where it would be wider than `width`. */
export function fitText(
  text: string,
  width: number,
  size: number,
  weight: Weight = 'normal',
): string {
  if (textWidth(text, size, weight) <= width) return text;
  const letters = [...text];
  while (letters.length > 0) {
    letters.pop();
    const cut = `${letters.join('').trimEnd()}…`;
    if (textWidth(cut, size, weight) <= width) return cut;
  }
  return '';
}

/** The text in at most `most` lines, broken at spaces; the last one is cut where it has to be. */
export function wrapText(
  text: string,
  width: number,
  size: number,
  { weight = 'normal', most }: { weight?: Weight; most: number },
): string[] {
  const lines: string[] = [];
  let line = '';
  const words = text.split(' ').filter((word) => word !== '');
  for (const [index, word] of words.entries()) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line === '' || textWidth(longer, size, weight) <= width) {
      line = longer;
    } else if (lines.length === most - 1) {
      line = [line, ...words.slice(index)].join(' ');
      break;
    } else {
      lines.push(line);
      line = word;
    }
  }
  return [...lines, line].map((one) => fitText(one, width, size, weight));
}
