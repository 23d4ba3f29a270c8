import {
  type DayRef,
  type DueRule,
  lengthOf,
  PARTS,
  type Part,
  type PartRule,
} from './regime-rule.ts';

/**
 * Ways a regime's data windows run. `nd-09-2019`: from the 15th to the 14th. `thanh-tri-2023`: up
 * to the 8th of the last month, which is also the due day. `months`: whole calendar months.
 */
export const PRESETS = ['nd-09-2019', 'thanh-tri-2023', 'months'] as const;
export type Preset = (typeof PRESETS)[number];

/** What documents call the reports of each part. */
const NAMES: Readonly<Record<Part, string>> = {
  M: 'Báo cáo tháng {month}/{year}',
  Q1: 'Báo cáo Quý I/{year}',
  Q2: 'Báo cáo Quý II/{year}',
  Q3: 'Báo cáo Quý III/{year}',
  Q4: 'Báo cáo Quý IV/{year}',
  H1: 'Báo cáo 6 tháng đầu năm {year}',
  H2: 'Báo cáo 6 tháng cuối năm {year}',
  '9M': 'Báo cáo 9 tháng năm {year}',
  Y: 'Báo cáo năm {year}',
};

/** The due day that comes with a preset; null where the office has to say it. */
export function presetDue(preset: Preset): { due: DueRule; words: string } | null {
  if (preset !== 'thanh-tri-2023') return null;
  return {
    due: { kind: 'day', at: { months: 0, day: 8 } },
    words: 'Thời hạn báo cáo chậm nhất vào ngày 08 của tháng cuối kỳ báo cáo.',
  };
}

/** The parts a preset's own document names; null where any may be chosen. */
export function presetParts(preset: Preset): readonly Part[] | null {
  return preset === 'thanh-tri-2023' ? ['Q1', 'H1', 'Q3', 'Y'] : null;
}

/** The rules of these parts by a preset, all due alike. */
export function partRules(preset: Preset, parts: readonly Part[], due: DueRule): PartRule[] {
  const order = Object.keys(PARTS);
  return [...new Set(parts)]
    .sort((a, b) => order.indexOf(a) - order.indexOf(b))
    .map((part) => ({ part, name: nameOf(preset, part), ...windowOf(preset, part), due }));
}

function nameOf(preset: Preset, part: Part): string {
  return preset === 'thanh-tri-2023' && part === 'Y' ? 'Báo cáo tổng hợp năm {year}' : NAMES[part];
}

function windowOf(preset: Preset, part: Part): { from: DayRef; to: DayRef } {
  const before = -lengthOf(part);
  switch (preset) {
    // Decree 09/2019/NĐ-CP, article 12. It has no nine-month report; provinces that ask for one let
    // it run from 15/12 to 14/9 likewise.
    case 'nd-09-2019':
      return { from: { months: before, day: 15 }, to: { months: 0, day: 14 } };
    // Plan 07/KH-UBND of Thạnh Trị, 2023: what begins the year from 15/12, the third quarter from
    // the 8th on which the half-year closed.
    case 'thanh-tri-2023': {
      const day = PARTS[part]?.[0] === 1 ? 15 : 8;
      return { from: { months: before, day }, to: { months: 0, day: 8 } };
    }
    case 'months':
      return { from: { months: before + 1, day: 1 }, to: { months: 0, day: 31 } };
  }
}
