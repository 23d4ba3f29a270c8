import { randomUUID } from 'node:crypto';
import { Paragraph } from 'docx';

/**
 * Parts of the body that are written as XML by us. The library keeps a dozen objects for each cell
 * of a table: the rows of a province would take gigabytes, as text they take a few megabytes.
 */
export interface RawParts {
  /**
   * Holds the place of a table. A paragraph must follow, for the last one of a section holds its
   * page setup.
   */
  put(xml: string): Paragraph;
  /** The body with everything put in its place. */
  filled(body: string): string;
}

export function rawParts(): RawParts {
  // No text of a report can be taken for the marks.
  const mark = randomUUID();
  const parts: string[] = [];
  return {
    put(xml) {
      parts.push(xml);
      return new Paragraph(`${mark}-${parts.length}-`);
    },
    filled(body) {
      const pieces: string[] = [];
      let from = 0;
      for (const { index: at, 1: number } of body.matchAll(new RegExp(`${mark}-(\\d+)-`, 'g'))) {
        pieces.push(
          body.slice(from, body.lastIndexOf('<w:p>', at)),
          parts[Number(number) - 1] ?? '',
        );
        from = body.indexOf('</w:p>', at) + '</w:p>'.length;
      }
      return pieces.join('') + body.slice(from);
    },
  };
}
