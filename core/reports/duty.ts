/** An agency's report on its own work, or the one on the field it leads. */
export const DUTIES = ['own', 'field'] as const;

export type Duty = (typeof DUTIES)[number];

/** The `occurrence` of a report's obligation as its duty; null for anything else. */
export function dutyFrom(occurrence: string): Duty | null {
  return DUTIES.find((duty) => duty === occurrence) ?? null;
}
