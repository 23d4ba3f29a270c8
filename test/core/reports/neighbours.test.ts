import { expect, it } from 'vitest';
import { neighboursOf } from '../../../core/reports/neighbours.ts';
import { localDate } from '../../../core/time/local-date.ts';

const period = (code: string, from: string, to: string) => {
  return { code, dataFrom: localDate(from), dataTo: localDate(to) };
};

// The windows of Thạnh Trị 2023, with a year before whose last day is the day before.
const Y22 = period('2022-Y', '2021-12-15', '2022-12-14');
const Q3_22 = period('2022-Q3', '2022-06-08', '2022-09-08');
const Q1 = period('2023-Q1', '2022-12-15', '2023-03-08');
const H1 = period('2023-H1', '2022-12-15', '2023-06-08');
const Q3 = period('2023-Q3', '2023-06-08', '2023-09-08');
const Y = period('2023-Y', '2022-12-15', '2023-12-08');
const ALL = [Y, Q3, H1, Q1, Q3_22, Y22];

it.each([
  [Q1, { previous: Y22, earlier: null, lastYear: null }],
  [H1, { previous: Y22, earlier: Q1, lastYear: null }],
  [Q3, { previous: H1, earlier: null, lastYear: Q3_22 }],
  [Y, { previous: Y22, earlier: H1, lastYear: Y22 }],
])('finds the reports a report is held against', (one, expected) => {
  expect(neighboursOf(one, ALL)).toEqual(expected);
});

it('finds none for a window that follows no other, or one called up out of turn', () => {
  const none = { previous: null, earlier: null, lastYear: null };
  expect(neighboursOf(period('dot-xuat-1', '2023-01-01', '2023-01-05'), ALL)).toEqual(none);
  expect(neighboursOf(Q1, [Q3, H1])).toEqual(none);
});
