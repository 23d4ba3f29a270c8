import type { LocalDate } from '../time/local-date.ts';

/** In what part somebody hears of a piece of work. */
export type Part = 'own' | 'escalation' | 'leader';

/** Why somebody is told of a piece of work, or is not: one code each. */
export const REASON_CODES = [
  /** It stands in the message. */
  'told',
  /** This rung was told before, on `on`. */
  'already_told',
  /** The first rung comes on `on`. */
  'before_first_rung',
  /** The head and the coordinator hear of it from `on`. */
  'escalation_not_yet',
  /** The leaders hear of it from `on`, once a week. */
  'leader_not_yet',
  /** Put off by the person; told again on `until`. */
  'snoozed',
  /** Stopped for the agency by `by`, until `until` or until it is lifted. */
  'muted',
  /** The person is away until `until`; `by` stands in. */
  'on_leave',
  /** Nobody works that day. */
  'day_off',
  /** It would be told, but not at this hour. */
  'outside_hours',
  /** It would be told, but the person's own hours are over for the day. */
  'own_hours_over',
  /** It would be told, but the person had that day's message. */
  'had_message_today',
  /** It would be told, but the person is linked nowhere or has blocked the bot. */
  'unreachable',
] as const;

export type ReasonCode = (typeof REASON_CODES)[number];

/** What holds for all a person would be told at this moment. */
export interface Silence {
  code: 'outside_hours' | 'own_hours_over' | 'had_message_today' | 'unreachable';
}

/** What was decided about one obligation and one person. */
export interface Decision {
  obligationId: number;
  agencyId: number;
  personId: number;
  part: Part;
  code: ReasonCode;
  /** The rung it is about, "T-7@2023-03-08". */
  rung?: string;
  on?: LocalDate;
  until?: LocalDate | null;
  by?: number;
  /** Why it was stopped, in the words of whoever did it. */
  words?: string | null;
  /** The head is told as no official of the agency can be. */
  instead?: true;
}
