import type { Translate } from '../locales/index.ts';

/** "1.234" in Vietnamese, "1,234" in English. */
export function numberText(value: number, t: Translate): string {
  return value.toLocaleString(t.locale === 'vi' ? 'vi-VN' : 'en-GB', { useGrouping: 'always' });
}
