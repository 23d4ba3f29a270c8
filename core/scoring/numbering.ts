/** A printed number, taken apart: how deep its kind stands, and its last part. */
export interface PrintedNumber {
  /** Smaller stands higher: letters, Roman numerals, 1, 1.1, 1.1.1…, small letters. */
  rank: number;
  /** As printed, without brackets and stops: "I", "1.2", "a". */
  text: string;
  /** "1.2" names its heading itself. */
  isDecimal: boolean;
}

const CAPITAL = 0;
const ROMAN = 1;
const DECIMAL = 1;
const SMALL = 40;
/** Deeper lists do not occur; it keeps decimals above small letters. */
const DEEPEST = 8;

const ROMAN_NUMERAL = /^(?=[IVXL])(?:XL|L?X{0,3})(?:IX|IV|V?I{0,3})$/;

/**
 * Reads the number of a line of a printed list: "I", "A.", "1", "1.2.", "2.1.3", "a)", "đ". Null
 * for what is none ("-", "+", words). `capitals` are the capital letters read before: "C" after "B"
 * is a letter, "I" is a numeral unless "H" came before.
 */
export function readPrintedNumber(
  printed: string,
  capitals: readonly string[] = [],
): PrintedNumber | null {
  const text = printed
    .normalize('NFC')
    .replace(/\s+/g, '')
    .replace(/^[([]|[)\].:]+$/g, '');
  if (/^\d{1,3}(?:\.\d{1,3}){0,7}$/.test(text)) {
    const parts = text.split('.').map(Number);
    if (parts.length > DEEPEST) return null;
    return { rank: DECIMAL + parts.length, text: parts.join('.'), isDecimal: true };
  }
  if (/^\p{Lu}$/u.test(text) && (!ROMAN_NUMERAL.test(text) || follows(text, capitals))) {
    return { rank: CAPITAL, text, isDecimal: false };
  }
  if (ROMAN_NUMERAL.test(text)) return { rank: ROMAN, text, isDecimal: false };
  if (/^(?:\p{Ll}|i{2,3}|iv|vi{0,3}|ix)\d?$/u.test(text)) {
    return { rank: SMALL, text, isDecimal: false };
  }
  return null;
}

function follows(letter: string, capitals: readonly string[]): boolean {
  const last = capitals.at(-1);
  return last !== undefined && letter.charCodeAt(0) === last.charCodeAt(0) + 1;
}
