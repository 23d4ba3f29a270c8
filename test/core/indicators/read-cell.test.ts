import { describe, expect, it } from 'vitest';
import type { Column } from '../../../core/indicators/form.ts';
import { readCell } from '../../../core/indicators/read-cell.ts';
import { builtIn } from './appendices.ts';
import { sampleForm } from './sample-form.ts';

function column(changes: object): Column {
  const columns = [{ key: 'x', label: 'X', kind: 'integer', ...changes }];
  const [found] = sampleForm({ columns, checks: [] }).columns;
  if (!found) throw new Error('no column');
  return found;
}
const read = (text: string, changes: object) => {
  const reading = readCell(text, column(changes));
  return reading.ok ? reading.value : reading.problem;
};

describe('typed cells', () => {
  it.each<[string, object, unknown]>([
    ['', {}, null],
    ['', { blank: 'required' }, { code: 'required' }],
    [' - ', {}, null],
    ['-', { dash: 'zero' }, 0],
    ['-', { blank: 'required' }, { code: 'required' }],
    ['không', {}, 0],
    ['Không phát sinh', {}, 0],
    ['không', { none: 'blank' }, null],
    ['0', { blank: 'required' }, 0],
    ['1.562', {}, 1562],
    ['1.562 hồ sơ', { unit: 'hồ sơ' }, 1562],
    ['08 đơn vị', { units: ['nhiệm vụ', 'đơn vị'] }, { number: 8, unit: 'đơn vị' }],
    ['08', { units: ['đơn vị'] }, 8],
    ['08 cái', { units: ['đơn vị'] }, { code: 'unit_unknown', unit: 'cái', units: ['đơn vị'] }],
    ['-3', { negative: true }, -3],
    ['101%', { kind: 'percent', max: 100 }, { code: 'above_maximum', max: 100 }],
    ['11/1/2019', { kind: 'date' }, '2019-01-11'],
    ['ngày 20 tháng 3 năm 2019', { kind: 'date' }, '2019-03-20'],
    ['11/1', { kind: 'date' }, { code: 'not_a_date' }],
    [' Có bảng \r\n tổng hợp ', { kind: 'text' }, 'Có bảng \n tổng hợp'],
    ['chưa thống kê', {}, { code: 'not_a_number', suggestion: null }],
  ])('%j with %j: %j', (text, changes, value) => {
    expect(read(text, changes)).toEqual(value);
  });

  it('of appendix 6 are blank for dashes, as printed', () => {
    const cancelled = builtIn(6).columns.at(-1);
    expect(cancelled && readCell('-', cancelled)).toEqual({ ok: true, value: null });
  });
});
