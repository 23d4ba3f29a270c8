import type { PlanRow } from './plan-row.ts';

/** Gives out keys one row after another; made anew for each plan. */
export interface TaskKeys {
  /** `repeated`: the number was taken and the key had to differ. */
  next(row: PlanRow): { key: string; repeated: boolean };
}

/**
 * Keys of the form "area.number". A row without a number that has no agency or product of its own
 * continues the task above it ("1.1+"); any other takes its place within the area ("V.1").
 */
export function taskKeys(): TaskKeys {
  const used = new Set<string>();
  const counts = new Map<string, number>();
  let previous: { areaNo: string; key: string } | null = null;
  return {
    next(row) {
      const prefix = row.areaNo === '' ? '' : `${row.areaNo}.`;
      const place = (counts.get(row.areaNo) ?? 0) + 1;
      const continues =
        row.number === '' && row.products.length === 0 && previous?.areaNo === row.areaNo;
      const wanted =
        continues && previous ? `${previous.key}+` : prefix + tidy(row.number || String(place));
      let key = wanted;
      for (let copy = 2; used.has(key); copy += 1) key = `${wanted} (${copy})`;
      used.add(key);
      if (!continues) counts.set(row.areaNo, place);
      previous = { areaNo: row.areaNo, key };
      return { key, repeated: key !== wanted };
    },
  };
}

/** "1." and " 1 " are the number 1. */
function tidy(number: string): string {
  return number.replace(/\s+/g, '').replace(/[.)]+$/, '');
}
