import { moveReason } from '../core/calendar/due-move.ts';
import type { WorkCalendar } from '../core/calendar/work-calendar.ts';
import { join, type Markup } from '../core/messages/markup.ts';
import type { Choice, Outgoing } from '../core/messages/message.ts';
import type { LocalDate } from '../core/time/local-date.ts';
import { localDateAt } from '../core/time/zone.ts';
import type { Translate } from '../locales/index.ts';
import type { MovedItem, Telling } from '../office/due-moves.ts';
import type { Reach } from '../office/follow-calendar.ts';
import { clockTime, moment, shortDate } from './dates.ts';
import { type Now, obligationName } from './obligation.ts';

/** Pieces of work named at once; the rest is a number. */
const LISTED = 4;

/** One person's due dates that the calendar moved, the nearest first: old day, new day, and why. */
export function dueMovesMessage(
  items: readonly MovedItem[],
  calendar: WorkCalendar,
  at: Now,
  t: Translate,
): Outgoing {
  const shown = items.slice(0, LISTED);
  const several = new Set(items.map(({ item }) => item.agencyId)).size > 1;
  const text = join([
    t('due_moves.title', { count: items.length }),
    ...sameMoves(shown, calendar, at.today, t).map((group) => groupLines(group, several, t)),
    items.length > LISTED ? t('due_moves.more', { count: items.length - LISTED }) : '',
    t('due_moves.end'),
  ]);
  return { text, choices: ways(items, t) };
}

/** Pieces of work that went from one day to another for one reason. */
interface SameMove {
  words: { from: string; to: string; why: string };
  items: MovedItem[];
}

function sameMoves(
  items: readonly MovedItem[],
  calendar: WorkCalendar,
  today: LocalDate,
  t: Translate,
): SameMove[] {
  const groups = new Map<string, SameMove>();
  for (const one of items) {
    const { item, move } = one;
    const { why, day } = moveReason(move, item.sourceDueOn ?? move.to, calendar);
    const words = {
      from: shortDate(move.from, today),
      to: shortDate(move.to, today),
      why: t.plain(`due_moves.why.${why}`, { date: shortDate(day, today) }),
    };
    const key = Object.values(words).join('|');
    const known = groups.get(key);
    if (known) known.items.push(one);
    else groups.set(key, { words, items: [one] });
  }
  return [...groups.values()];
}

/** The move once, and below it each piece of work. */
function groupLines({ words, items }: SameMove, withAgency: boolean, t: Translate): Markup {
  return join([
    t('due_moves.move', words),
    ...items.map(({ item }) =>
      t(withAgency ? 'due_moves.item_of' : 'due_moves.item', {
        name: obligationName(item, t, 70),
        agency: item.agencyShortName,
      }),
    ),
  ]);
}

function ways(items: readonly MovedItem[], t: Translate): Choice[][] {
  const [first] = items;
  if (first && items.length === 1) {
    return [[{ id: `ob:${first.item.id}`, label: t.plain('obligation.open') }]];
  }
  return [[{ id: 'my:0', label: t.plain('form.to_my_work') }]];
}

/** "12 việc của 5 đơn vị sẽ đổi hạn": before a change is made; empty where nothing moves. */
export function reachText({ obligations, agencies }: Reach, t: Translate): Markup {
  return obligations === 0 ? ('' as Markup) : t('due_moves.would', { obligations, agencies });
}

/** How many people hear of it and when, for whoever changed the calendar. */
export function tellingText({ at, people, silent }: Telling, now: Now, t: Translate): Markup {
  if (!at) return t('due_moves.nothing_left');
  const when =
    localDateAt(at, now.timeZone) === now.today ? clockTime(at, now.timeZone) : moment(at, now, t);
  return join([
    people === 0 && silent === 0 ? t('due_moves.nobody') : '',
    people > 0 ? t('due_moves.will_tell', { when, count: people }) : '',
    silent > 0 ? t('due_moves.silent', { count: silent }) : '',
  ]);
}
