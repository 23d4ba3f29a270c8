import { renderAsync } from '@resvg/resvg-js';
import { FONT_FAMILY, FONT_FILES } from './font.ts';
import type { ProgressPicture } from './picture.ts';
import { progressSvg } from './progress.ts';

/** Pictures asked for again within the minute they speak of are not drawn again. */
const REMEMBERED = 16;
const drawn = new Map<string, Promise<Uint8Array>>();

/** A picture of progress as PNG, `pixels` wide. Equal pictures give equal bytes. */
export function progressPng(picture: ProgressPicture, pixels: number): Promise<Uint8Array> {
  const key = JSON.stringify([pixels, picture]);
  const known = drawn.get(key);
  if (known) return known;
  const png = pngOf(progressSvg(picture), pixels);
  drawn.set(key, png);
  png.catch(() => drawn.delete(key));
  const [oldest] = drawn.keys();
  if (drawn.size > REMEMBERED && oldest !== undefined) drawn.delete(oldest);
  return png;
}

/** An SVG document as PNG, `pixels` wide. The dots are made off the main thread. */
export async function pngOf(svg: string, pixels: number): Promise<Uint8Array> {
  const image = await renderAsync(svg, {
    fitTo: { mode: 'width', value: pixels },
    font: { fontFiles: [...FONT_FILES], loadSystemFonts: false, defaultFontFamily: FONT_FAMILY },
  });
  return image.asPng();
}
