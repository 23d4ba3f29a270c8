import { cleanLine } from '../clean-text.ts';
import { drawable, FONT_FAMILY, type Weight } from './font.ts';

/** Pieces of SVG (1.1) that stand beside the charts. Lengths are units of the drawing. */

export interface Look {
  size: number;
  fill: string;
  weight?: Weight;
  anchor?: 'start' | 'middle' | 'end';
}

/** A line of text whose baseline is at `y`. */
export function line(text: string, x: number, y: number, look: Look): string {
  const { size, fill, weight = 'normal', anchor = 'start' } = look;
  const font = `font-family="${FONT_FAMILY}" font-size="${size}" font-weight="${weight}"`;
  const safe = legible(text).replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
  return `<text x="${at(x)}" y="${at(y)}" ${font} fill="${fill}" text-anchor="${anchor}">${safe}</text>`;
}

export function box(
  place: { x: number; y: number; width: number; height: number },
  fill: string,
  radius: number,
): string {
  const { x, y, width, height } = place;
  return `<rect x="${at(x)}" y="${at(y)}" width="${at(width)}" height="${at(height)}" rx="${radius}" fill="${fill}"/>`;
}

export function rule(y: number, from: number, to: number, color: string): string {
  return `<path d="M${at(from)} ${at(y)}H${at(to)}" stroke="${color}" stroke-width="1"/>`;
}

/** ▲ with its foot on the baseline: the sign of what is late. */
export function triangle(x: number, y: number, size: number, fill: string): string {
  return `<path class="late" d="M${at(x)} ${at(y)}h${at(size)}l${at(-size / 2)} ${at(-size * 0.9)}z" fill="${fill}"/>`;
}

/** ■ on the baseline: the sign of what is blocked. */
export function square(x: number, y: number, size: number, fill: string): string {
  return `<rect class="blocked" x="${at(x)}" y="${at(y - size)}" width="${at(size)}" height="${at(size)}" fill="${fill}"/>`;
}

/** What can be drawn of a text, on one line. */
export function legible(text: string): string {
  return drawable(cleanLine(text));
}

function at(value: number): string {
  return String(Math.round(value * 100) / 100);
}
