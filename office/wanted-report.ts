import type { Duty } from '../core/reports/duty.ts';
import type { LocalDate } from '../core/time/local-date.ts';
import type { Wanted } from './sync-obligations.ts';

/** What a report's source says of it, whoever owes it. */
export interface AskedReport {
  periodId: number;
  /** What the report is called. */
  name: string;
  /** The words of the document that set the date. */
  deadlineWords: string;
  dueOn: LocalDate;
}

/** A report of a period as one agency owes it. */
export function wantedReport(
  { periodId, name, deadlineWords, dueOn }: AskedReport,
  agencyId: number,
  occurrence: Duty,
): Wanted {
  return {
    agencyId,
    taskId: null,
    periodId,
    occurrence,
    title: name,
    product: null,
    needsDocument: true,
    areaNo: '',
    area: '',
    conditional: false,
    deadlineWords,
    sourceDueOn: dueOn,
    dueMinute: null,
  };
}
