import { stripDiacritics } from '../text/fold.ts';

const percentage =
  /^(?:(?:uoc dat|khoang|chung|tam|uoc|dat|duoc) ?){0,2}(\d{1,3})(?:([.,])(\d{1,6}))? ?(?:%|phan tram)?(?: (?:roi|xong))?$/;

/**
 * A percentage somebody typed, from 0 to 100, with one decimal: "60", "khoảng 60 %", "93,66%" →
 * 93.7. What is below 100 stays below 100 (99,98 → 99.9). Null for anything else, for values out of
 * range, and for a dot before three figures, which may part thousands.
 */
export function parsePercent(text: string): number | null {
  if (text.length > 100) return null;
  const clean = stripDiacritics(text).toLowerCase().replace(/\s+/g, ' ').trim();
  const match = percentage.exec(clean.replace(/\.$/, ''));
  if (!match) return null;
  const [, whole = '', mark, decimals = ''] = match;
  if (mark === '.' && decimals.length === 3) return null;
  const value = Number(`${whole}.${decimals || '0'}`);
  if (value > 100) return null;
  const rounded = Math.round(value * 10) / 10;
  return value < 100 && rounded === 100 ? 99.9 : rounded;
}
