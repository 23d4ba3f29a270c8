/**
 * Letters without diacritics, lower case, everything else one space: "Phòng Tư pháp" → "phong tu phap".
 * The same rule as core/text/fold.ts, which a browser cannot load without a build.
 * @param {string} text
 */
export function fold(text) {
  return text
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .replace(/[đĐ]/g, 'd')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();
}
