import { formatNumber } from '../core/numbers/vietnamese.ts';
import type { Translate } from '../locales/index.ts';

/** "12,5" in Vietnamese, "12.5" in English; at most `decimals` figures after the comma. */
export function numberText(value: number, t: Translate, decimals = 2): string {
  if (t.locale === 'vi') return formatNumber(value, decimals);
  return value.toLocaleString('en-GB', { maximumFractionDigits: decimals });
}

/** "🔺 +4,5 điểm %", "🔻 −3 điểm %"; says so where there is nothing to compare. */
export function pointsText(points: number | null, t: Translate): string {
  if (points === null) return t.plain('compare.no_data');
  const rounded = Math.round(points * 10) / 10;
  if (rounded === 0) return t.plain('compare.same');
  const amount = numberText(Math.abs(rounded), t, 1);
  return t.plain(rounded > 0 ? 'compare.up' : 'compare.down', { points: amount });
}
