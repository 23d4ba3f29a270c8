/** What somebody did: looked at something that is not their own, or changed it. */
export const AUDIT_ACTIONS = [
  'saw.obligation',
  'saw.file',
  'saw.export',
  'saw.progress',
  'saw.people',
  'saw.audit',
  'saw.own_data',
  'consent.given',
  'consent.declined',
  'consent.withdrawn',
  'invite.made',
  'membership.given',
  'membership.ended',
  /** A duty handed over, for good or for a leave; the giver is the subject. */
  'membership.moved',
  /** A leave is over and what was lent goes back; the giver is the subject. */
  'leave.ended',
  'account.linked',
  'account.removed',
  'group.registered',
  'posting.changed',
  'decision.review',
  'decision.extension',
  'decision.inspection',
  'decision.scoring',
  'import.done',
  'form.changed',
  'target.entered',
  'ranking.set',
  'setting.changed',
  'calendar.changed',
  'regime.changed',
  'ladder.changed',
  'reminders.muted',
  'reminders.lifted',
  'reminders.sent',
  'person.deleted',
  'retention.done',
  'seal',
] as const;

export type AuditAction = (typeof AUDIT_ACTIONS)[number];

export type AuditSubject =
  | 'obligation'
  | 'agency'
  | 'person'
  | 'invite'
  | 'membership'
  | 'account'
  | 'conversation'
  | 'form'
  | 'period'
  | 'file'
  | 'office';

/** Numbers, codes and dates; never names or words people wrote. */
export type AuditDetails = { [key: string]: string | number | boolean | null | AuditHead[] };

/** Where a lane's chain stood: lane, place, hash. */
export type AuditHead = [lane: number, seq: number, hash: string];

/** One entry as its hash covers it. */
export interface AuditContent {
  lane: number;
  seq: number;
  at: Date;
  personId: number | null;
  action: AuditAction;
  subject: AuditSubject;
  subjectId: number | null;
  agencyId: number | null;
  channel: string | null;
  details: AuditDetails;
}

/** Stands before the first entry of every lane. */
export const FIRST_HASH = '0'.repeat(64);

/** What an entry's hash is taken of: the hash before it, and the entry as JSON with sorted keys. */
export function sealedText(prevHash: string, content: AuditContent): string {
  const { lane, seq, at, personId, action, subject, subjectId, agencyId, channel, details } =
    content;
  const plain = { lane, seq, personId, action, subject, subjectId, agencyId, channel, details };
  return `${prevHash}\n${canonical({ ...plain, at: at.toISOString() })}`;
}

/** JSON that is the same whatever order the keys came in. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return `{${entries.map(([key, one]) => `${JSON.stringify(key)}:${canonical(one)}`).join(',')}}`;
}
