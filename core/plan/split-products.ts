/** A bullet or a number in front of an item: "- ", "+ ", "• ", "1. ", "a) ". */
const BULLET = /^\s*(?:[-–—+•*]\s*|\d{1,2}[.)]\s+|[a-zđ]\)\s+)/;

/**
 * The products listed in a printed cell: one a line or bullet, or separated by semicolons. A list
 * that lost its line breaks ("- Kế hoạch - Báo cáo") is cut at the dashes before a capital letter. A line without a bullet
 * in a bulleted list, or beginning in lower case, continues the line above.
 */
export function splitProducts(cell: string): string[] {
  const text = cell.normalize('NFC').trim();
  const flat = /^[-–—]/.test(text) ? text.replace(/\s[-–—]\s+(?=\p{Lu})/gu, '\n- ') : text;
  const lines = flat.split('\n').filter((line) => line.trim() !== '');
  const bulleted = lines.some((line) => BULLET.test(line));
  const items: string[] = [];
  for (const line of lines) {
    const begins = BULLET.test(line) || (!bulleted && !/^\s*[\p{Ll}(]/u.test(line));
    const last = items.length - 1;
    if (begins || last < 0) items.push(line);
    else items[last] = `${items[last]} ${line.trim()}`;
  }
  return items
    .flatMap((item) => item.replace(BULLET, '').split(';'))
    .map((item) => item.replace(/\s+/g, ' ').trim())
    .filter((item) => /[\p{L}\p{N}]/u.test(item));
}
