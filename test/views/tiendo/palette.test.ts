import { expect, it } from 'vitest';
import {
  FILLS,
  GROUNDS,
  INK,
  LATE_INK,
  PAPER,
  SOFT_INK,
} from '../../../exports/pictures/palette.ts';

function channels(color: string): [number, number, number] {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const value = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return [red ?? 0, green ?? 0, blue ?? 0];
}

/** Relative luminance (WCAG 2.2). */
function luminance(color: string): number {
  const [red, green, blue] = channels(color);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(a: string, b: string): number {
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (light + 0.05) / (dark + 0.05);
}

/** How somebody without green cones sees a colour (Viénot, Brettel and Mollon 1999). */
function deuteranope(color: string): [number, number, number] {
  const [red, green, blue] = channels(color);
  const mixed = 0.29275 * red + 0.70725 * green;
  return [mixed, mixed, -0.02234 * red + 0.02234 * green + blue];
}

it('writes words that are legible on every ground', () => {
  for (const ground of [PAPER, ...Object.values(GROUNDS)]) {
    for (const ink of [INK, SOFT_INK, LATE_INK]) {
      expect([ink, ground, contrast(ink, ground) >= 4.5]).toEqual([ink, ground, true]);
    }
  }
});

it('keeps the parts of a bar apart for whoever sees no green', () => {
  const fills = Object.entries(FILLS);
  for (const [index, [one, a]] of fills.entries()) {
    for (const [other, b] of fills.slice(index + 1)) {
      const seen = deuteranope(b);
      const far = Math.hypot(...deuteranope(a).map((value, at) => value - (seen[at] ?? 0)));
      expect([one, other, far > 0.12]).toEqual([one, other, true]);
    }
  }
});
