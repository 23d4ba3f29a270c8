import { join, type Markup } from '../core/messages/markup.ts';
import type { Choice, Outgoing } from '../core/messages/message.ts';
import type { OfficeHours } from '../core/reminders/office-hours.ts';
import {
  offeredHours,
  POST_BY,
  POST_DETAILS,
  type Posting,
  postMinute,
} from '../core/summary/posting.ts';
import type { LocalDate } from '../core/time/local-date.ts';
import type { Translate } from '../locales/index.ts';
import { longDate } from './dates.ts';
import { pageOf, pager } from './pager.ts';
import { clock, ticked } from './reminder-settings.ts';

/** Agencies on one page of the list of scopes. */
const LISTED = 6;
/** Monday to Friday: a weekend's post would come on Monday anyhow. */
const OFFERED_DAYS = [1, 2, 3, 4, 5];

/** What a group has chosen, as far as its words and buttons need it. */
export interface PostingCard {
  posting: Posting;
  /** Name of the agency the group is registered for, and of the one it is told of. */
  registered: string;
  scope: string;
  hours: OfficeHours;
  /** Day of the next post; null where there is none. */
  next: LocalDate | null;
  /** Messages can be pinned in this group. */
  canPin: boolean;
  /** The reader may change it. */
  mayChange: boolean;
}

/** When and how a group is posted to, and the ways to change it. */
export function postingMessage(card: PostingCard, t: Translate): Outgoing {
  const { posting, mayChange, canPin } = card;
  const button = (verb: string, name: string): Choice => ({
    id: `nh:${verb}`,
    label: t.plain(`posting.button.${name}`),
  });
  const choices: Choice[][] = [
    [button('d', 'days'), button('h', 'hour')],
    [button('s:0', 'scope'), button('l', 'detail')],
    [button('a', posting.afterDue ? 'due_off' : 'due_on')],
    ...(canPin ? [[button('p', posting.pinned ? 'pin_off' : 'pin_on')]] : []),
  ];
  const text = join([t('posting.title', { agency: card.registered }), ...linesOf(card, t)]);
  if (!mayChange) return { text: join([text, t('posting.read_only')], '\n\n') };
  return { text, choices };
}

function linesOf(card: PostingCard, t: Translate): Markup[] {
  const { posting, scope, hours, next, canPin } = card;
  const time = clock(postMinute(posting, hours));
  return [
    t('posting.when', { when: whenText(posting, t) }),
    t('posting.hour', { time }),
    t('posting.what', {
      scope,
      detail: t.plain(`posting.detail.${posting.detail}`),
      by: posting.detail === 'picture' ? t.plain(`posting.by.${posting.by ?? 'auto'}`) : '',
    }),
    ...(canPin ? [t(posting.pinned ? 'posting.pinned' : 'posting.anew')] : []),
    next === null ? t('posting.never') : t('posting.next', { time, date: longDate(next, t) }),
  ];
}

/** "thứ Hai, thứ Năm hằng tuần; sáng hôm sau mỗi hạn nộp báo cáo". */
function whenText({ weekdays, afterDue }: Posting, t: Translate): string {
  const days = [...weekdays].sort().map((day) => t.plain(`time.weekday.${day}`));
  const parts = [
    days.length > 0 ? t.plain('posting.weekly', { days: days.join(', ') }) : '',
    afterDue ? t.plain('posting.after_due') : '',
  ].filter((part) => part !== '');
  return parts.length > 0 ? parts.join('; ') : t.plain('posting.on_no_day');
}

const back = (t: Translate): Choice[] => [{ id: 'nh:show', label: t.plain('posting.button.back') }];

/** Each weekday can be taken in and out. */
export function daysMessage({ weekdays }: Posting, t: Translate): Outgoing {
  const days = OFFERED_DAYS.map((day) => ({
    id: `nh:d:${day}`,
    label: ticked(weekdays.includes(day), t.plain(`time.weekday.${day}`), t),
  }));
  return {
    text: t('posting.ask_days'),
    choices: [days.slice(0, 3), days.slice(3), back(t)],
  };
}

export function hoursMessage(posting: Posting, hours: OfficeHours, t: Translate): Outgoing {
  const chosen = postMinute(posting, hours);
  const offered = offeredHours(hours).map((minute) => ({
    id: `nh:h:${minute}`,
    label: ticked(minute === chosen, clock(minute), t),
  }));
  const rows = Array.from({ length: Math.ceil(offered.length / 4) }, (_, row) =>
    offered.slice(4 * row, 4 * row + 4),
  );
  return { text: t('posting.ask_hour'), choices: [...rows, back(t)] };
}

export function detailMessage({ detail, by }: Posting, t: Translate): Outgoing {
  return {
    text: t('posting.ask_detail'),
    choices: [
      ...POST_DETAILS.map((one) => [
        {
          id: `nh:l:${one}`,
          label: ticked(one === detail, t.plain(`posting.button.detail_${one}`), t),
        },
      ]),
      detail === 'picture'
        ? POST_BY.map((one) => ({
            id: `nh:b:${one}`,
            label: ticked(one === by, t.plain(`posting.button.by_${one}`), t),
          }))
        : [],
      back(t),
    ],
  };
}

/** The agencies whose figures may be posted, the registered one first. */
export function scopesMessage(
  agencies: readonly { id: number; name: string }[],
  chosen: number,
  page: number,
  t: Translate,
): Outgoing {
  const { shown, current, pages } = pageOf(agencies, page, LISTED);
  return {
    text: t('posting.ask_scope'),
    choices: [
      ...shown.map(({ id, name }) => [{ id: `nh:o:${id}`, label: ticked(id === chosen, name, t) }]),
      ...pager((other) => `nh:s:${other}`, current, pages, t),
      back(t),
    ],
  };
}
