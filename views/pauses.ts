import { join, type Markup } from '../core/messages/markup.ts';
import type { Choice, Outgoing } from '../core/messages/message.ts';
import type { SourceKind } from '../core/obligations/obligation.ts';
import { muteOn, type Pause, snoozeOf } from '../core/reminders/pause.ts';
import type { LocalDate } from '../core/time/local-date.ts';
import type { ObligationView } from '../db/queries/obligations.ts';
import type { PauseView } from '../db/queries/pauses.ts';
import type { Translate } from '../locales/index.ts';
import { fullDate, shortDate } from './dates.ts';
import { obligationName } from './obligation.ts';
import { pageOf, pager } from './pager.ts';

const PER_PAGE = 6;

/**
 * Putting off a reminder, or stopping it for the agency; what another agency asks for is answered,
 * with "no opinion" if need be, and not stopped.
 */
export function pauseChoices(
  { id, sourceKind }: { id: number; sourceKind: SourceKind },
  t: Translate,
): Choice[][] {
  const later = { id: `hn:${id}`, label: t.plain('reminding.button.later') };
  const mute = { id: `tn:ask:${id}`, label: t.plain('reminding.button.mute') };
  return [sourceKind === 'input' ? [later] : [later, mute]];
}

export function liftChoice(obligationId: number, t: Translate): Choice {
  return { id: `tn:lift:${obligationId}`, label: t.plain('reminding.button.lift') };
}

/** "thôi nhắc đến 20/03" or "nhắc lại vào 20/03", for whoever looks; '' when nothing is paused. */
export function pauseMark(
  pauses: readonly Pause[],
  personId: number,
  today: LocalDate,
  t: Translate,
): Markup | '' {
  const mute = muteOn(pauses, today);
  if (mute) {
    return mute.until
      ? t('reminding.mark.muted_until', { date: shortDate(mute.until, today) })
      : t('reminding.mark.muted');
  }
  const until = snoozeOf(pauses, personId)?.until;
  if (!until || until <= today) return '';
  return t('reminding.mark.snoozed', { date: shortDate(until, today) });
}

/** Reminders were stopped: for the coordinators, with the way back. */
export function muteNotice(
  item: ObligationView,
  muted: { reason: string; until: LocalDate | null; by: string },
  t: Translate,
): Outgoing {
  return {
    text: join([
      t('reminding.mute.notice', {
        agency: item.agencyName,
        name: obligationName(item, t),
        reason: muted.reason,
        by: muted.by,
      }),
      muted.until
        ? t('reminding.mute.until', { date: fullDate(muted.until) })
        : t('reminding.mute.until_lifted'),
      t('reminding.mute.still_counts'),
    ]),
    choices: [[liftChoice(item.id, t), { id: `ob:${item.id}`, label: t.plain('obligation.open') }]],
  };
}

/** What is not reminded of at present, for coordinators; one page of it. */
export function mutedList(
  mutes: readonly (PauseView & { agencyName: string })[],
  obligations: ReadonlyMap<number, ObligationView>,
  page: number,
  today: LocalDate,
  t: Translate,
): Outgoing {
  const back = [{ id: 'nv:me', label: t.plain('tiendo.back') }];
  if (mutes.length === 0) return { text: t('reminding.muted.none'), choices: [back] };
  const { shown, current, pages } = pageOf(mutes, page, PER_PAGE);
  const lines = shown.map((mute, index) => {
    const item = obligations.get(mute.obligationId);
    return t('reminding.muted.line', {
      number: current * PER_PAGE + index + 1,
      agency: mute.agencyName,
      name: item ? obligationName(item, t, 72) : '',
      reason: mute.reason ?? '',
      since: mute.until
        ? t.plain('reminding.muted.till', { date: shortDate(mute.until, today) })
        : t.plain('reminding.muted.open_end'),
    });
  });
  return {
    text: join([
      t('reminding.muted.title', { count: mutes.length }),
      ...lines,
      pages > 1 ? t('tiendo.page', { page: current + 1, pages }) : '',
      t('reminding.muted.tip'),
    ]),
    choices: [
      ...shown.map(({ obligationId }, index) => [
        {
          id: `tn:lift:${obligationId}`,
          label: t.plain('reminding.button.lift_number', {
            number: current * PER_PAGE + index + 1,
          }),
        },
      ]),
      ...pager((other) => `nv:muted:${other}`, current, pages, t),
      back,
    ],
  };
}
