import type { ToldParagraph } from '../../core/reports/consolidated.ts';
import { PARTS } from '../../core/reports/narrative.ts';
import type { OwedReport } from './sent.ts';

/** What the agencies told: first those that lead the field, then all others. */
export function toldIn(reports: readonly OwedReport[]): ToldParagraph[] {
  const fields = reports.filter(({ duty }) => duty === 'field');
  const others = reports.filter(({ duty }) => duty !== 'field');
  return [...fields, ...others].flatMap(({ agency, duty, version }) =>
    Object.entries(version?.narrative ?? {}).flatMap(([section, paragraphs]) => {
      const dot = section.lastIndexOf('.');
      const part = PARTS.find((one) => one === section.slice(dot + 1));
      if (!part) return [];
      return paragraphs
        .filter(({ text }) => text.trim() !== '')
        .map(({ text }) => {
          return { area: section.slice(0, dot), part, duty, agency: agency.name, text };
        });
    }),
  );
}
