import { randomUUID } from 'node:crypto';
import { Paragraph } from 'docx';

/**
 * Parts of the body that are written as XML by us. The library keeps a dozen objects for each cell
 * of a table: the rows of a province would take gigabytes, as text they take a few megabytes.
 */
export interface RawParts {
  /**
   * Holds the place of a table; to be called in the paper's order. A paragraph must follow, for the
   * last one of a section holds its page setup.
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
      for (const [index, part] of parts.entries()) {
        const at = body.indexOf(`${mark}-${index + 1}-`, from);
        const start = body.lastIndexOf('<w:p>', at);
        const end = body.indexOf('</w:p>', at) + '</w:p>'.length;
        if (at < 0 || start < from) throw new Error(`${parts.length} at ${at} start ${start} from ${from} ${body.slice(from, from+3000)} part ${index + 1} has no place in the body`);
        pieces.push(body.slice(from, start), part);
        from = end;
      }
      return pieces.join('') + body.slice(from);
    },
  };
}
