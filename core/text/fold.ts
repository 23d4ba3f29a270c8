/**
 * Reduces what people type to what can be compared: no diacritics, lower case, `đ` as `d`,
 * every run of other characters one space. `"Văn phòng HĐND&UBND"` → `"van phong hdnd ubnd"`.
 */
export function fold(text: string): string {
  return stripDiacritics(text)
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();
}

/** Vietnamese letters without tone and vowel marks; length and case are kept for precomposed text. */
export function stripDiacritics(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .replace(/đ/g, 'd')
    .replace(/Đ/g, 'D');
}
