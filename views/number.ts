import type { Translate } from '../locales/index.ts';

// Made once: making one takes longer than writing a thousand numbers.
const FORMATS = {
  vi: new Intl.NumberFormat('vi-VN', { useGrouping: 'always' }),
  en: new Intl.NumberFormat('en-GB', { useGrouping: 'always' }),
};

/** "1.234" in Vietnamese, "1,234" in English. */
export function numberText(value: number, t: Translate): string {
  return FORMATS[t.locale].format(value);
}
