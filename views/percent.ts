import type { Translate } from '../locales/index.ts';

/** "92%", "93,5%" in Vietnamese, "93.5%" in English; "—" where there is nothing to divide. */
export function percentText(rate: number | null, t: Translate): string {
  if (rate === null) return '—';
  const percent = Math.round(rate * 1000) / 10;
  return `${percent.toLocaleString(t.locale === 'vi' ? 'vi-VN' : 'en-GB')}%`;
}
