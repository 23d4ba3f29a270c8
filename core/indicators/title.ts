import { type LocalDate, partsOf } from '../time/local-date.ts';

/** What a form's title and subtitle leave open. */
export interface TitleValues {
  year: number;
  /** Days of the data window. */
  from: LocalDate;
  to: LocalDate;
  /** The place the report is of: "huyện Khánh Sơn". */
  place: string;
}

/** A title with {year}, {from}, {to} and {place} filled in, days as offices print them. */
export function titleText(title: string, { year, from, to, place }: TitleValues): string {
  return title
    .replaceAll('{year}', String(year))
    .replaceAll('{from}', printedDay(from))
    .replaceAll('{to}', printedDay(to))
    .replaceAll('{place}', place);
}

function printedDay(date: LocalDate): string {
  const { year, month, day } = partsOf(date);
  return `${String(day).padStart(2, '0')}/${String(month).padStart(2, '0')}/${year}`;
}
