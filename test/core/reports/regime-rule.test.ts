import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { workCalendar } from '../../../core/calendar/work-calendar.ts';
import { parseDuePhrase } from '../../../core/reports/due-phrase.ts';
import { parseParts } from '../../../core/reports/parts-phrase.ts';
import {
  PRESETS,
  partRules,
  presetDue,
  presetParts,
} from '../../../core/reports/regime-presets.ts';
import {
  type DueRule,
  PARTS,
  type Part,
  periodsOf,
  reversedPart,
} from '../../../core/reports/regime-rule.ts';
import { parseRegime } from '../../../imports/regime.ts';

const calendar = workCalendar();
const FILE = new URL('../../../demo/thanh-tri-2023/reporting.json', import.meta.url);
const twentieth: DueRule = { kind: 'day', at: { months: 0, day: 20 } };
const ALL = Object.keys(PARTS) as Part[];

describe('the preset of Thạnh Trị', () => {
  it('gives the four periods of the plan as they are printed', () => {
    const read = parseRegime(JSON.parse(readFileSync(FILE, 'utf8')));
    if (!read.ok) throw new Error(JSON.stringify(read.problem));
    const due = presetDue('thanh-tri-2023');
    const parts = presetParts('thanh-tri-2023');
    if (!due || !parts) throw new Error('the preset says both');
    const rule = { firstYear: 2023, parts: partRules('thanh-tri-2023', parts, due.due) };
    expect(periodsOf(rule, 2023, calendar)).toEqual(read.regime.periods);
    expect(periodsOf(rule, 2022, calendar)).toEqual([]);
  });
});

describe('the preset of Decree 09/2019', () => {
  it('runs from the 15th to the 14th, as article 12 has it', () => {
    const rule = { firstYear: 2026, parts: partRules('nd-09-2019', ALL, twentieth) };
    const windows = periodsOf(rule, 2026, calendar).map(
      ({ code, dataFrom, dataTo }) => `${code} ${dataFrom} ${dataTo}`,
    );
    expect(windows).toEqual(
      expect.arrayContaining([
        '2026-M01 2025-12-15 2026-01-14',
        '2026-M12 2026-11-15 2026-12-14',
        '2026-Q1 2025-12-15 2026-03-14',
        '2026-Q2 2026-03-15 2026-06-14',
        '2026-Q4 2026-09-15 2026-12-14',
        '2026-H1 2025-12-15 2026-06-14',
        '2026-H2 2026-06-15 2026-12-14',
        '2026-9M 2025-12-15 2026-09-14',
        '2026-Y 2025-12-15 2026-12-14',
      ]),
    );
    expect(windows).toHaveLength(20);
  });
});

describe('periods of any year', () => {
  const due = fc.oneof(
    fc.record({
      kind: fc.constant('day' as const),
      at: fc.record({ months: fc.constantFrom(0, 1), day: fc.integer({ min: 1, max: 31 }) }),
    }),
    fc.record({
      kind: fc.constant('working_days' as const),
      days: fc.integer({ min: 1, max: 30 }),
    }),
  );
  it('join without a gap or overlap from year to year, and are due as the rule says', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('nd-09-2019' as const, 'months' as const),
        fc.integer({ min: 2020, max: 2040 }),
        due,
        (preset, year, by) => {
          const rule = {
            firstYear: 2000,
            parts: partRules(preset, ['Q1', 'Q2', 'Q3', 'Q4'], by),
          };
          const quarters = [
            ...periodsOf(rule, year, calendar),
            ...periodsOf(rule, year + 1, calendar),
          ].sort((a, b) => (a.dataFrom < b.dataFrom ? -1 : 1));
          for (const [index, { dataTo }] of quarters.entries()) {
            const next = quarters[index + 1];
            if (next) expect(Date.parse(next.dataFrom) - Date.parse(dataTo)).toBe(86_400_000);
          }
          const fits = reversedPart(rule, calendar) === null;
          if (fits) for (const one of quarters) expect(one.due >= one.dataTo).toBe(true);
          if (by.kind === 'working_days') {
            for (const one of quarters) expect(calendar.isWorkingDay(one.due)).toBe(true);
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  it('have one code each, whatever parts are asked for', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...PRESETS),
        fc.subarray(ALL, { minLength: 1 }),
        (preset, parts) => {
          const rule = { firstYear: 2000, parts: partRules(preset, parts, twentieth) };
          const codes = periodsOf(rule, 2026, calendar).map(({ code }) => code);
          expect(new Set(codes).size).toBe(codes.length);
        },
      ),
    );
  });
});

describe('by when, in plain words', () => {
  const at = (months: number, day: number) => ({ kind: 'day', at: { months, day } });
  it.each([
    ['ngày 08 tháng cuối kỳ', at(0, 8)],
    ['Chậm nhất vào ngày 08 của tháng cuối kỳ báo cáo.', at(0, 8)],
    ['ngày 20 của tháng cuối', at(0, 20)],
    ['ngày 05 tháng sau', at(1, 5)],
    ['ngày 5 của tháng tiếp theo kỳ báo cáo', at(1, 5)],
    ['5 ngày làm việc sau khi chốt số liệu', { kind: 'working_days', days: 5 }],
    ['trong 03 ngày làm việc kể từ ngày chốt số liệu', { kind: 'working_days', days: 3 }],
  ])('%s', (text, due) => {
    expect(parseDuePhrase(text)).toEqual({ ok: true, due });
  });

  it.each([
    ['trước ngày 20 tháng cuối kỳ', 'unknown'],
    ['ngày 20', 'unknown'],
    ['ngày 20 hàng tháng hoặc quý', 'unknown'],
    ['5 ngày sau khi chốt số liệu', 'unknown'],
    ['khoảng giữa tháng', 'unknown'],
    ['ngày 32 tháng cuối', 'day'],
    ['100 ngày làm việc', 'days'],
    ['', 'unknown'],
  ])('%s is asked about', (text, why) => {
    expect(parseDuePhrase(text)).toEqual({ ok: false, why });
  });

  it('and for which periods', () => {
    expect(parseParts('quý, 6 tháng, 9 tháng và năm')).toEqual([
      'Q1',
      'Q2',
      'Q3',
      'Q4',
      'H1',
      '9M',
      'Y',
    ]);
    expect(parseParts('Quý I; 06 tháng đầu năm; Quý III; năm')).toEqual(['Q1', 'H1', 'Q3', 'Y']);
    expect(parseParts('hàng tháng')).toEqual(['M']);
    expect(parseParts('thi thoảng')).toBeNull();
  });

  it('never throws', () => {
    fc.assert(fc.property(fc.string(), (text) => void [parseDuePhrase(text), parseParts(text)]));
  });
});
