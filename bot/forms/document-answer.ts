import { parseDocumentReference } from '../../core/documents/reference.ts';
import { parseVietnameseDate } from '../../core/documents/vietnamese-date.ts';
import type { FormView, Parsed } from '../../core/forms/form.ts';
import { refused, taken } from './taken.ts';

/** Reads "214/QĐ-UBND ngày 20/3/2023" as `{number, date}`; the date may be missing. */
export function documentAnswer(typed: string, { today }: FormView): Parsed {
  const { number, date } = parseDocumentReference(typed);
  if (number === null) return refused('document_number');
  // The number stands; its date is asked for by itself.
  if (date !== null && date > today) {
    return { ...taken({ number, date: null }), but: { code: 'document_date_future' } };
  }
  return taken({ number, date });
}

/** Reads the day a document was signed. */
export function documentDateAnswer(typed: string, { today }: FormView): Parsed {
  const date = parseVietnameseDate(typed, { reference: today });
  if (date === null) return refused('date');
  return date > today ? refused('document_date_future') : taken(date);
}
