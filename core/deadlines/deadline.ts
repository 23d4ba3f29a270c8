import type { WorkCalendar } from '../calendar/work-calendar.ts';
import type { LocalDate } from '../time/local-date.ts';

/** How exactly the words say when: "10/12/2023" is a day, "Quý II/2020" a quarter. */
export type Precision = 'day' | 'month' | 'quarter' | 'half' | 'year';

/** The rhythms of a recurring duty, from the shortest. */
export const RHYTHMS = ['week', 'month', 'quarter', 'half', 'nine_months', 'year'] as const;
export type Rhythm = (typeof RHYTHMS)[number];

/**
 * One time a recurring duty falls due. Keys: `2023-W07` (ISO week), `2023-M02`, `2023-Q1`,
 * `2023-H1`, `2023-9M`, `2023-Y`.
 */
export interface Occurrence {
  key: string;
  due: LocalDate;
}

/** Why a duty has no date: the words name a rule or an event instead. */
export type OpenWhy =
  /** thường xuyên, liên tục, hàng ngày */
  | 'continuous'
  /** theo quy định */
  | 'as_regulated'
  /** theo tiến độ (phê duyệt), theo kế hoạch, theo lộ trình */
  | 'as_approved'
  /** khi có hướng dẫn, theo chỉ đạo */
  | 'when_guided'
  /** theo thời hạn đã đăng ký */
  | 'as_registered'
  /** đột xuất, khi có yêu cầu, khi cần thiết */
  | 'on_request'
  /** sau khi UBND tỉnh ban hành, khi có thay đổi: some other event */
  | 'on_event';

/** Why a person has to decide. */
export type AskWhy =
  /** Nothing is written. */
  | 'empty'
  | 'not_understood'
  /** A day, month, quarter or year that does not exist, or lies outside 2000 to 2099. */
  | 'impossible_date'
  /** Can be read in more than one way. */
  | 'ambiguous'
  /** đầu tháng, giữa năm, khoảng tháng 6 */
  | 'vague'
  /** "từ tháng 3": a beginning without an end. */
  | 'no_end'
  /** "trong vòng 01 tháng kể từ ngày ký": the day it counts from is not given. */
  | 'needs_anchor'
  /** Working days are counted and the caller gave no calendar. */
  | 'needs_calendar'
  /** One deadline was expected, several are written. */
  | 'several';

/** A time counted from some day. */
export interface Duration {
  count: number;
  unit: 'day' | 'working_day' | 'week' | 'month' | 'quarter' | 'year';
}

export type Deadline =
  | {
      kind: 'due';
      /** The last day that is in time. */
      due: LocalDate;
      /** "nếu có": owed only if the case arises. */
      conditional: boolean;
      precision: Precision;
      /** First day of a stated span ("từ tháng 3 đến tháng 6"). */
      from?: LocalDate;
      /** Minutes since local midnight of `due` before which it must be in ("trước 17h00 ngày …"). */
      minuteOfDay?: number;
    }
  | {
      kind: 'recurring';
      every: Rhythm[];
      /** The year the occurrences belong to. */
      year: number;
      occurrences: Occurrence[];
      conditional: boolean;
      /** "… hoặc đột xuất": besides, whenever somebody asks. */
      alsoOnRequest: boolean;
    }
  | {
      /** "ngày 08 của tháng cuối kỳ báo cáo": a day in each report period's last or next month. */
      kind: 'per_period';
      /** Day of the month, 1 to 28; the last day that is in time. */
      day: number;
      month: 'last' | 'next';
      conditional: boolean;
    }
  | { kind: 'open'; why: OpenWhy; conditional: boolean }
  | { kind: 'ask'; why: AskWhy; within?: Duration };

export interface DeadlineReading {
  deadline: Deadline;
  /** The words it rests on, as written; for `ask` all the words in question. */
  words: string;
  /** What the deadline is for, where the cell says so: "Báo cáo" in "Báo cáo chậm nhất 10/12". */
  label: string | null;
}

export interface DeadlineContext {
  /** The year of the plan: it completes phrases that name none. */
  year: number;
  /** The day the plan was signed: times that run "kể từ ngày ký ban hành Kế hoạch" rest on it. */
  issuedOn?: LocalDate | null;
  /** Counts "ngày làm việc"; without it such phrases are left to a person. */
  calendar?: WorkCalendar;
}

/** A phrase that cannot be read, and why. */
export interface Failure {
  fail: AskWhy;
}

export function failure(fail: AskWhy): Failure {
  return { fail };
}

export function isFailure(value: object): value is Failure {
  return 'fail' in value;
}
