import type { Standing } from '../obligations/obligation.ts';

/**
 * One colour for each standing, in every picture and page. Told apart with red-green blindness too
 * (late is the darkest and hatched besides); none is the only sign of anything.
 */
export const STANDING_COLOURS: Readonly<Record<Standing, string>> = {
  done_on_time: '#2f7d6b',
  done_late: '#9cc7ba',
  late: '#b3372f',
  blocked: '#d9932f',
  open: '#c3d2e2',
  undated: '#e3e8ee',
  not_applicable: '#f1f3f6',
};
