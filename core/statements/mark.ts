/** What a phrase does to the reading of the part of a message in which it stands. */
export type Effect =
  | 'done'
  | 'progress'
  | 'not_started'
  | 'blocked'
  | 'not_applicable'
  /** Sent or handed in: done where it is a report. */
  | 'sent'
  /** Something was done, or something not, but not how far it is. */
  | 'unclear'
  /** A document is there or signed: done where it is the product. */
  | 'issued'
  /** The thing a task is called after was done: "lắp rồi". */
  | 'acted'
  | 'extension'
  | 'future'
  /** A time that may lie ahead or behind. */
  | 'about_now'
  /** A promise once something lies ahead. */
  | 'work'
  | 'hedge'
  | 'question'
  | 'condition'
  | 'request'
  | 'all'
  /** Says nothing, and keeps shorter phrases from being read in it. */
  | 'nothing';

/** A phrase found in a message, and what it does. */
export interface Mark {
  effect: Effect;
  /** Places of its words; `to` is exclusive. */
  from: number;
  to: number;
}
