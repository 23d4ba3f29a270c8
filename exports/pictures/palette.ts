import type { Segment } from './picture.ts';

/** Text keeps at least 4.5:1 on every ground it stands on (WCAG 2.2, AA). */
export const INK = '#16324a';
export const SOFT_INK = '#4d6071';
export const LATE_INK = '#a83410';
export const PAPER = '#ffffff';
export const RULE = '#dde4ea';

/** Ground of the headline by what it says. */
export const GROUNDS = { late: '#fdf0ea', good: '#e8f3f9', calm: '#f1f4f7' } as const;

/**
 * One calm palette of blue, orange-red and greys: told apart without red and green, by lightness
 * alone when printed in grey, and by the hatching in `DECALS`.
 */
export const FILLS: Record<Segment, string> = {
  done_on_time: '#1f6aa5',
  done_late: '#8dbbdc',
  late: '#d1481d',
  blocked: '#3f4750',
  open: '#cfd8e0',
  undated: '#eef2f5',
};

const HALF_WHITE = 'rgba(255,255,255,0.75)';

/** Hatching of what calls for attention, so that it is not marked by colour alone. */
export const DECALS: Partial<Record<Segment, object>> = {
  done_late: {
    symbol: 'circle',
    symbolSize: 0.7,
    color: 'rgba(22,50,74,0.65)',
    dashArrayX: [2, 2],
    dashArrayY: [2, 2],
  },
  late: {
    symbol: 'rect',
    symbolSize: 1,
    color: HALF_WHITE,
    dashArrayX: [1, 0],
    dashArrayY: [1.2, 3],
    rotation: -Math.PI / 4,
  },
  blocked: {
    symbol: 'rect',
    symbolSize: 0.5,
    color: HALF_WHITE,
    dashArrayX: [2, 2],
    dashArrayY: [2, 2],
  },
};
