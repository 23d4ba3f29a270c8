/** A piece of a text; white space is dropped. */
export interface Token {
  kind: 'word' | 'number' | 'mark';
  /** Words folded (no diacritics, lower case), numbers as digits, marks as they are, dashes as `-`. */
  text: string;
  /** As written, composed and in lower case: tells "sáu" from "sau". */
  raw: string;
  /** Of numbers up to four digits; Infinity for longer ones, NaN for words and marks. */
  value: number;
  /** Where it stands in the text, in UTF-16 units; the end is exclusive. */
  start: number;
  end: number;
  /** True when no white space stands before it. */
  tight: boolean;
}
