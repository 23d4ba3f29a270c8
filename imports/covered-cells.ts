/** How many cells the merges of a worksheet cover. */
export function mergedCells(xml: string): number {
  let sum = 0;
  for (const [, reference = ''] of xml.matchAll(
    /<(?:\w+:)?mergeCell\s[^>]*?ref\s*=\s*["']([^"']*)/g,
  )) {
    sum += areaOf(reference);
  }
  return sum;
}

/** How many cells the defined names cover. */
export function namedCells(xml: string): number {
  let sum = 0;
  for (const [, text = ''] of xml.matchAll(/<(?:\w+:)?definedName\s[^>]*>([^<]*)</g)) {
    for (const range of text.split(',')) sum += areaOf(range);
  }
  return sum;
}

/** Cells of "A1:C3" or "'Sheet'!$A$1:$C$3"; one where it is no area. */
function areaOf(reference: string): number {
  const match = /\$?([A-Za-z]{1,3})\$?(\d+):\$?([A-Za-z]{1,3})\$?(\d+)\s*$/.exec(reference);
  if (!match) return 1;
  const [, left = '', top = '', right = '', bottom = ''] = match;
  const across = Math.abs(columnOf(right) - columnOf(left)) + 1;
  return across * (Math.abs(Number(bottom) - Number(top)) + 1);
}

function columnOf(letters: string): number {
  return [...letters.toUpperCase()].reduce((sum, sign) => sum * 26 + sign.charCodeAt(0) - 64, 0);
}
