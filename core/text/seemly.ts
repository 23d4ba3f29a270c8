/**
 * Signs that change how what stands around them reads, or do not show: direction marks and
 * overrides (Unicode UAX #9), zero-width spaces, control characters but line breaks and tabs.
 */
const UNSEEN =
  /[\u061C\u200B\u200E\u200F\u202A-\u202E\u2060\u2066-\u2069\uFEFF]|(?![\n\t])\p{Cc}|\p{Cs}/gu;

/** Text as its reader sees it: a name never reads other than it is stored. */
export function seemly(text: string): string {
  return text.replace(UNSEEN, '');
}
