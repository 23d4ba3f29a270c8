/** What a font says about single letters. */
export interface Glyphs {
  has(letter: string): boolean;
  /** Advance of a letter in em; that of the missing-letter box where it has none. */
  advance(letter: string): number;
}

/**
 * Reads the letters and their widths out of a TrueType file: tables cmap (format 4), hhea, hmtx.
 * Throws for a file without them. Source: the OpenType specification, chapters of those names.
 */
export function glyphsOf(font: Buffer): Glyphs {
  const tables = new Map<string, number>();
  for (let index = 0; index < font.readUInt16BE(4); index++) {
    const at = 12 + index * 16;
    tables.set(font.toString('latin1', at, at + 4), font.readUInt32BE(at + 8));
  }
  const table = (tag: string): number => {
    const at = tables.get(tag);
    if (at === undefined) throw new Error(`the font has no table ${tag}`);
    return at;
  };
  const unitsPerEm = font.readUInt16BE(table('head') + 18);
  const metrics = font.readUInt16BE(table('hhea') + 34);
  const hmtx = table('hmtx');
  const letters = letterMap(font, table('cmap'));
  const widthOf = (glyph: number) =>
    font.readUInt16BE(hmtx + 4 * Math.min(glyph, metrics - 1)) / unitsPerEm;
  return {
    has: (letter) => letters.has(letter.codePointAt(0) ?? 0),
    advance: (letter) => widthOf(letters.get(letter.codePointAt(0) ?? 0) ?? 0),
  };
}

/** Code points of the basic plane and their glyphs. */
function letterMap(font: Buffer, cmap: number): Map<number, number> {
  const at = formatFour(font, cmap);
  const segments = font.readUInt16BE(at + 6) / 2;
  const ends = at + 14;
  const starts = ends + segments * 2 + 2;
  const deltas = starts + segments * 2;
  const offsets = deltas + segments * 2;
  const letters = new Map<number, number>();
  for (let index = 0; index < segments; index++) {
    const start = font.readUInt16BE(starts + index * 2);
    const end = font.readUInt16BE(ends + index * 2);
    const delta = font.readUInt16BE(deltas + index * 2);
    const offsetAt = offsets + index * 2;
    const offset = font.readUInt16BE(offsetAt);
    for (let code = start; code <= end && code < 0xffff; code++) {
      const listed =
        offset === 0 ? code : font.readUInt16BE(offsetAt + offset + (code - start) * 2);
      const glyph = listed === 0 ? 0 : (listed + delta) & 0xffff;
      if (glyph !== 0) letters.set(code, glyph);
    }
  }
  return letters;
}

function formatFour(font: Buffer, cmap: number): number {
  for (let index = 0; index < font.readUInt16BE(cmap + 2); index++) {
    const at = cmap + font.readUInt32BE(cmap + 4 + index * 8 + 4);
    if (font.readUInt16BE(at) === 4) return at;
  }
  throw new Error('the font has no cmap of format 4');
}
