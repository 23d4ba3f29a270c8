/** Direction overrides can make a document read differently from what it holds. */
const DIRECTION = /[\u202A-\u202E\u2066-\u2069]/g;

/**
 * Text as an office file can carry it (XML 1.0, section 2.2): composed letters, line breaks as `\n`,
 * tabs as spaces; control characters, lone surrogates and non-characters are dropped.
 */
export function cleanText(text: string): string {
  return text
    .replace(/\r\n?|[\u2028\u2029\v\f]/g, '\n')
    .replace(/\t/g, ' ')
    .replace(/(?!\n)[\p{Cc}\p{Cs}\uFFFE\uFFFF]/gu, '')
    .replace(DIRECTION, '')
    .normalize('NFC');
}

/** The same on one line: every run of white space is one space. */
export function cleanLine(text: string): string {
  return cleanText(text).replace(/\s+/g, ' ').trim();
}
