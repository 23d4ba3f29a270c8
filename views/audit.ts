import { join } from '../core/messages/markup.ts';
import type { Outgoing } from '../core/messages/message.ts';
import type { AuditView } from '../db/queries/audit.ts';
import type { Translate } from '../locales/index.ts';
import { moment } from './dates.ts';
import type { Now } from './obligation.ts';

/** One page of who saw and changed what, newest first. */
export function auditMessage(
  entries: readonly AuditView[],
  page: { number: number; more: boolean; agencyId: number | null },
  at: Now,
  t: Translate,
): Outgoing {
  const { number, more, agencyId } = page;
  const turn = (other: number) => `nk:${other}${agencyId === null ? '' : `:${agencyId}`}`;
  if (entries.length === 0) return { text: join([t('audit.title'), t('audit.none')]) };
  const lines = entries.map((entry) =>
    t('audit.line', {
      at: moment(entry.at, at, t),
      who: entry.personName ?? t.plain(entry.lane < 0 ? 'audit.stranger' : 'audit.office'),
      what: t.plain(`audit.action.${entry.action.replace('.', '_')}`),
      which: entry.subjectId === null ? '' : ` #${entry.subjectId}`,
      agency: entry.agencyName ? ` – ${entry.agencyName}` : '',
    }),
  );
  const turns = [
    ...(number > 0 ? [{ id: turn(number - 1), label: t.plain('audit.newer') }] : []),
    ...(more ? [{ id: turn(number + 1), label: t.plain('audit.older') }] : []),
  ];
  const text = join([t('audit.title'), ...lines]);
  return turns.length > 0 ? { text, choices: [turns] } : { text };
}
