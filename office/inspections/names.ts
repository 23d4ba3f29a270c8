import type { InspectionForm, Step } from '../../core/inspections/occurrence.ts';
import { shorten } from '../../core/text/shorten.ts';

/** Longest title that serves as a name by itself. */
const NAME = 60;
/** Characters of a finding in the name of its correction. */
const FOUND = 120;

/**
 * What people call an inspection. Titles of such plans fill three lines, so unless the file gives a
 * name, it is the standard the title names and the document: "Kiểm tra ISO 9001 theo KH 6714/KH-UBND".
 * In the language of the documents, like the titles of plan tasks.
 */
export function inspectionName(document: {
  title: string;
  shortTitle: string | null;
  number: string;
}): string {
  const { title, shortTitle, number } = document;
  if (shortTitle) return shortTitle;
  if (title.length <= NAME && title !== number) return title;
  const [standard] = /\bISO(?:\/IEC)? \d{4,5}\b/.exec(title) ?? [];
  const [, kind] = /^[^/]*\/(?:\d{4}\/)?(\p{Lu}{2})-/u.exec(number) ?? [];
  return [
    'Kiểm tra',
    ...(standard ? [standard] : []),
    'theo',
    ...(kind ? [kind] : []),
    number,
  ].join(' ');
}

const PRODUCTS: Readonly<Record<Step, Readonly<Record<InspectionForm, string>>>> = {
  self_review: { dossier: 'Báo cáo tự rà soát', on_site: 'Báo cáo tự rà soát gửi trước' },
  evidence: { dossier: 'Hồ sơ minh chứng', on_site: 'Hồ sơ minh chứng cho Đoàn' },
  visit: { dossier: 'Buổi làm việc với Đoàn', on_site: 'Buổi làm việc với Đoàn kiểm tra' },
};

/** What a step asks for, in the language of the documents. */
export function stepProduct(step: Step, form: InspectionForm): string {
  return PRODUCTS[step][form];
}

/** What a finding asks for. */
export function actionProduct(words: string): string {
  return `Khắc phục “${shorten(words, FOUND)}”`;
}
