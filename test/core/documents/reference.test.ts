import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDocumentNumber } from '../../../core/documents/number.ts';
import { parseDocumentReference } from '../../../core/documents/reference.ts';
import { formatDate } from '../../../core/documents/vietnamese-date.ts';
import { addDays, localDate } from '../../../core/time/local-date.ts';

describe('document numbers', () => {
  it.each([
    // As documents print them.
    ['214/QĐ-UBND', '214/QĐ-UBND'],
    ['số 07/KH-UBND', '07/KH-UBND'],
    ['07 /KH-UBND', '07/KH-UBND'],
    ['Số: 07/KH-UBND.', '07/KH-UBND'],
    ['01/2018/TT-VPCP', '01/2018/TT-VPCP'],
    ['61/2018/NĐ-CP', '61/2018/NĐ-CP'],
    ['45/2019/QH14', '45/2019/QH14'],
    ['1436/QĐ-TTg', '1436/QĐ-TTg'],
    ['20-CTr/TU', '20-CTr/TU'],
    ['06-NQ/HU', '06-NQ/HU'],
    ['932/SNV-CCHC', '932/SNV-CCHC'],
    ['1759/UBND-VP', '1759/UBND-VP'],
    ['573/UBND', '573/UBND'],
    ['12/CT-UBND', '12/CT-UBND'],
    ['51/BC-TCKH', '51/BC-TCKH'],
    ['83/PXYZ-KT', '83/PXYZ-KT'],
    // As people type them.
    ['214/qd-ubnd', '214/QĐ-UBND'],
    ['13/bc-ubnd', '13/BC-UBND'],
    ['so 15/ttr-snv', '15/TTr-SNV'],
    ['117/qd-ttg', '117/QĐ-TTg'],
    ['20-ctr/tu', '20-CTr/TU'],
    ['61/2018/nd-cp', '61/2018/NĐ-CP'],
    ['07/KH - UBND', '07/KH-UBND'],
    ['244/QÐ-UBND', '244/QĐ-UBND'], // eth for Đ
    ['9/hđ-ubnd', '9/HĐ-UBND'],
    // No numbers.
    ['214', null],
    ['20/3/2019', null],
    ['3/năm', null],
    ['3/nam', null],
    ['15/ngay-thang', null],
    ['731 QĐ', null],
    ['KH-UBND', null],
    ['07/KH-UBND ngày 17/01/2023', null],
    ['123456/KH-UBND', null],
    ['', null],
  ])('%s: %s', (typed, expected) => {
    expect(parseDocumentNumber(typed)).toBe(expected);
  });
});

describe('document references', () => {
  it.each([
    ['214/QĐ-UBND ngày 20/3/2019', '214/QĐ-UBND', '2019-03-20', ''],
    ['13/bc-ubnd 5.3.2023', '13/BC-UBND', '2023-03-05', ''],
    ['ngày 20/3/2019, số 214/QĐ-UBND', '214/QĐ-UBND', '2019-03-20', ''],
    ['12/KH-UBND (20/3/2023)', '12/KH-UBND', '2023-03-20', ''],
    ['KH 07/kh-ubnd 17/01/23', '07/KH-UBND', '2023-01-17', 'KH'],
    [
      'Kế hoạch số 192/KH-UBND ngày 20 tháng 12 năm 2022 của Ủy ban nhân dân tỉnh Sóc Trăng',
      '192/KH-UBND',
      '2022-12-20',
      'Kế hoạch của Ủy ban nhân dân tỉnh Sóc Trăng',
    ],
    [
      'Quyết định 2541/QĐ-UBND ngày 6/8/2019 về Nghị quyết 17/NQ-CP',
      '2541/QĐ-UBND',
      '2019-08-06',
      'Quyết định về Nghị quyết 17/NQ-CP',
    ],
    // A day without a year or that does not exist is not taken.
    ['07/KH-UBND ngày 20/3', '07/KH-UBND', null, 'ngày 20/3'],
    ['07/KH-UBND ngày 31/2/2023', '07/KH-UBND', null, 'ngày 31/2/2023'],
    // Neither of two dates stands by the number.
    ['07/KH-UBND từ 01/3/2023 đến 30/6/2023', '07/KH-UBND', null, 'từ 01/3/2023 đến 30/6/2023'],
    ['đã gửi', null, null, 'đã gửi'],
  ])('%s', (text, number, date, rest) => {
    expect(parseDocumentReference(text)).toEqual({ number, date, rest });
  });

  it('finds what was written, whatever the accents', () => {
    const kinds = fc.constantFrom('QĐ', 'KH', 'BC', 'CV', 'TB', 'TTr', 'NQ', 'CT', 'CTr');
    const bodies = fc.constantFrom('UBND', 'HĐND', 'SNV', 'TCKH', 'VPUB');
    const days = fc.integer({ min: 0, max: 9000 }).map((n) => addDays(localDate('2010-01-01'), n));
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9999 }), kinds, bodies, days, (n, kind, body, date) => {
        const number = `${n}/${kind}-${body}`;
        const typed = number.toLowerCase().replace(/đ/g, 'd');
        const expected = { number, date, rest: '' };
        expect(parseDocumentReference(`${number} ngày ${formatDate(date)}`)).toEqual(expected);
        expect(parseDocumentReference(`số ${typed}, ${formatDate(date)}`)).toEqual(expected);
      }),
    );
  });

  it('reads any text without an exception, 100 kB of it in one pass', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        parseDocumentReference(text);
        parseDocumentNumber(text);
      }),
    );
    for (const piece of [' ', '1/', '1/a-', '1/a.', 'số ', '( ', '1-', ',']) {
      const text = piece.repeat(100_000 / piece.length);
      expect(parseDocumentReference(text)).toMatchObject({ number: null, date: null });
    }
  });
});
