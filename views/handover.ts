import { join, type Markup } from '../core/messages/markup.ts';
import type { Choice, Outgoing } from '../core/messages/message.ts';
import type { Role } from '../core/people/role.ts';
import { localDateAt } from '../core/time/zone.ts';
import type { HandoverView } from '../db/queries/handovers.ts';
import type { Translate } from '../locales/index.ts';
import type { DutyLoad } from '../office/handovers/load.ts';
import { fullDate, shortDate } from './dates.ts';
import { dueText, type Now, obligationName } from './obligation.ts';

/** "cán bộ đầu mối của Phòng Y tế". */
export function dutyText(duty: { role: Role; agencyName: string }, t: Translate): string {
  return t.plain('handover.duty', { role: t.plain(`role.${duty.role}`), agency: duty.agencyName });
}

/** "trong thời gian nghỉ, đến hết ngày 10/03/2023" or "bàn giao hẳn". */
export function termText({ until }: Pick<HandoverView, 'until'>, t: Translate): string {
  return until === null
    ? t.plain('handover.term.transfer')
    : t.plain('handover.term.leave', { until: fullDate(until) });
}

/** How much comes with the duty, and what falls due next. */
export function loadText({ open, late, next }: DutyLoad, at: Now, t: Translate): Markup {
  if (open === 0) return t('handover.load.none');
  return join([
    late > 0 ? t('handover.load.late', { open, late }) : t('handover.load.open', { open }),
    next
      ? t('handover.load.next', { name: obligationName(next, t), due: dueText(next, at, t) })
      : '',
  ]);
}

/** What a colleague is asked, with the two answers. */
export function handoverQuestion(
  view: HandoverView,
  load: DutyLoad,
  at: Now,
  t: Translate,
): Outgoing {
  return {
    text: join([
      t('handover.asked', {
        giver: view.giverName,
        duty: dutyText(view, t),
        term: termText(view, t),
      }),
      loadText(load, at, t),
      t('handover.asked_until_then', { giver: view.giverName }),
    ]),
    choices: [
      [
        { id: `bg:yes:${view.id}`, label: t.plain('handover.accept') },
        { id: `bg:no:${view.id}`, label: t.plain('handover.decline') },
      ],
    ],
  };
}

/** A word about a handover to somebody it concerns. */
export function handoverNotice(
  what:
    | 'accepted_giver'
    | 'accepted_coordinator'
    | 'withdrawn'
    | 'ended_deputy'
    | 'deputy_keeps'
    | 'expired_coordinator',
  view: HandoverView,
  t: Translate,
): Outgoing {
  const names = { giver: view.giverName, to: view.toName ?? t.plain('handover.newcomer') };
  return {
    text: t(`handover.${what}`, { ...names, duty: dutyText(view, t), term: termText(view, t) }),
  };
}

/** Nobody has taken it on: refused, or no answer in time. The giver may ask somebody else. */
export function handoverUnanswered(
  what: 'declined_giver' | 'expired_giver',
  view: HandoverView,
  t: Translate,
): Outgoing {
  const to = view.toName ?? t.plain('handover.newcomer');
  return {
    text: t(`handover.${what}`, { to, duty: dutyText(view, t) }),
    choices: [[{ id: `bg:again:${view.id}`, label: t.plain('handover.ask_else') }]],
  };
}

/** The first words after a leave: what there is to do. */
export function welcomeBack(view: HandoverView, load: DutyLoad, at: Now, t: Translate): Outgoing {
  const next: Choice =
    view.role === 'coordinator'
      ? { id: 'td:main', label: t.plain('help.see_progress') }
      : { id: 'my:0', label: t.plain('form.to_my_work') };
  return {
    text: join([
      t('handover.welcome_back', { duty: dutyText(view, t), to: view.toName ?? '' }),
      loadText(load, at, t),
    ]),
    choices: [[next]],
  };
}

/** One open handover as its giver, or whoever stands in, sees it. */
export function handoverLine(view: HandoverView, reader: number, at: Now, t: Translate): Markup {
  const { today, timeZone } = at;
  const params = {
    duty: dutyText(view, t),
    term: termText(view, t),
    giver: view.giverName,
    to: view.toName ?? t.plain('handover.newcomer'),
    date: view.inviteExpiresAt
      ? // The code works until the first moment of that day.
        shortDate(localDateAt(new Date(view.inviteExpiresAt.getTime() - 1), timeZone), today)
      : shortDate(localDateAt(view.askedAt, timeZone), today),
  };
  if (view.personId !== reader) return t('handover.line.standing_in', params);
  if (view.acceptedAt) return t('handover.line.running', params);
  return t(view.toPersonId === null ? 'handover.line.invited' : 'handover.line.asked', params);
}
