import { groupBy } from '../core/collections/group-by.ts';
import { join, type Markup } from '../core/messages/markup.ts';
import type { Choice, Outgoing } from '../core/messages/message.ts';
import { daysLeft } from '../core/reminders/ladder.ts';
import { localDateAt } from '../core/time/zone.ts';
import type { Nudge } from '../db/queries/nudges.ts';
import type { Translate } from '../locales/index.ts';
import type { Nudged, NudgePlan } from '../office/nudge.ts';
import { clockTime, longDate } from './dates.ts';
import { digestMessage } from './digest.ts';
import type { Now } from './obligation.ts';

/** Agencies, and people without a way to them, that are named at once. */
const LISTED = 6;

/** The people who would hear of it: those not yet reminded that day, or all but one's own. */
export function nudgedNow({ people }: NudgePlan, who: 'new' | 'all'): Nudged[] {
  return people.filter(({ before }) => before === null || (who === 'all' && before === 'today'));
}

/** How many would be reminded of how much, before anything is sent; `id` gives the buttons. */
export function nudgeQuestion(
  plan: NudgePlan,
  scope: string,
  at: Now,
  id: (verb: string) => string,
  t: Translate,
): Outgoing {
  const title = t('nudge.title', { scope });
  if (plan.items.length === 0) {
    return { text: join([title, t('nudge.none'), mutedLine(plan, t)]) };
  }
  const fresh = nudgedNow(plan, 'new').length;
  const all = nudgedNow(plan, 'all').length;
  const mine = plan.people.filter(({ before }) => before === 'by_me').length;
  const byAgency = [...groupBy(plan.items, ({ agencyId }) => agencyId).values()].sort(
    (a, b) => b.length - a.length,
  );
  const text = join([
    title,
    t('nudge.counts', {
      works: plan.items.length,
      agencies: byAgency.length,
      people: plan.people.length,
    }),
    ...byAgency.slice(0, LISTED).map((group) => agencyLine(group, at, t)),
    byAgency.length > LISTED ? t('nudge.more', { count: byAgency.length - LISTED }) : '',
    all > fresh ? t('nudge.told_today', { count: all - fresh }) : '',
    mine > 0 ? t('nudge.told_by_me', { count: mine }) : '',
    mutedLine(plan, t),
    unreachableLine(plan, t),
    all > 0 ? whenLine(plan, at, t) : t('nudge.nobody'),
  ]);
  const choices: Choice[][] = [];
  if (fresh > 0) {
    choices.push([{ id: id('new'), label: t.plain('nudge.button.new', { count: fresh }) }]);
  }
  if (all > fresh) {
    choices.push([{ id: id('all'), label: t.plain('nudge.button.all', { count: all }) }]);
  }
  if (all > 0) choices.push([{ id: 'nc:no', label: t.plain('nudge.button.no') }]);
  return choices.length > 0 ? { text, choices } : { text };
}

function agencyLine(group: NudgePlan['items'], { today }: Now, t: Translate): Markup {
  const days = group.map(({ dueOn }) => (dueOn === null ? 0 : -daysLeft(dueOn, today)));
  return t('digest.agency_line', {
    name: group[0]?.agencyShortName ?? '',
    count: group.length,
    days: Math.max(...days),
  });
}

function mutedLine({ muted }: NudgePlan, t: Translate): Markup | '' {
  return muted > 0 ? t('nudge.muted', { count: muted }) : '';
}

function unreachableLine({ unreachable }: NudgePlan, t: Translate): Markup | '' {
  if (unreachable.length === 0) return '';
  const names = unreachable
    .slice(0, LISTED)
    .map(({ name, agency }) =>
      name === null
        ? t.plain('nudge.without_anybody', { agency })
        : t.plain('nudge.person', { name, agency }),
    );
  const rest = unreachable.length - names.length;
  return join([
    t('nudge.unreachable', { count: unreachable.length, names: names.join('; ') }),
    rest > 0 ? t('nudge.more_people', { count: rest }) : '',
  ]);
}

function whenLine({ start }: NudgePlan, at: Now, t: Translate): Markup {
  if (start.getTime() <= at.now.getTime()) return t('nudge.at_once');
  return t('nudge.later', {
    time: clockTime(start, at.timeZone),
    date: longDate(localDateAt(start, at.timeZone), t),
  });
}

/** What was done: how many were reminded, and who could not be. */
export function nudgeDone(
  plan: NudgePlan,
  sent: readonly Nudged[],
  at: Now,
  t: Translate,
): Outgoing {
  const works = new Set(sent.flatMap(({ items }) => items.map(({ id }) => id))).size;
  return {
    text: join([
      t('nudge.done', { people: sent.length, works }),
      whenLine(plan, at, t),
      unreachableLine(plan, t),
    ]),
    choices: [[{ id: `nc:seen:${plan.day}`, label: t.plain('nudge.button.seen') }]],
  };
}

/** Whether one's reminders of a day have arrived. */
export function nudgeOutcome(
  mine: readonly Nudge[],
  names: ReadonlyMap<number, string>,
  t: Translate,
): Outgoing {
  const by = (wanted: readonly string[]) => mine.filter(({ status }) => wanted.includes(status));
  const failed = by(['failed', 'dropped']);
  const waiting = by(['pending', 'sending']).length;
  const listed = failed.slice(0, LISTED).map(({ personId }) => names.get(personId) ?? '');
  return {
    text: join([
      t('nudge.outcome.sent', { count: by(['sent']).length }),
      waiting > 0 ? t('nudge.outcome.waiting', { count: waiting }) : '',
      failed.length > 0
        ? t('nudge.outcome.failed', { count: failed.length, names: listed.join(', ') })
        : '',
    ]),
  };
}

/** What one person gets: who asks, and their late work with the answers below it. */
export function nudgeMessage(
  { target, items, notBefore }: Nudged,
  from: { name: string; agency: string },
  timeZone: string,
  t: Translate,
): Outgoing {
  const { personId } = target.actor;
  const today = localDateAt(notBefore, timeZone);
  const digest = {
    personId,
    items: items.flatMap(({ id, agencyId, dueOn }) =>
      dueOn === null
        ? []
        : [
            {
              obligationId: id,
              agencyId,
              rung: { key: `asked@${today}`, kind: 'overdue' as const, on: today, nominal: today },
              daysLeft: daysLeft(dueOn, today),
              covers: [],
            },
          ],
    ),
  };
  const message = digestMessage(
    {
      digest,
      obligations: new Map(items.map((item) => [item.id, item])),
      own: target.own,
      seatId: null,
      committees: new Map(),
    },
    { now: notBefore, today, timeZone },
    t,
  );
  return { ...message, text: join([t('nudge.from', from), message.text], '\n\n') };
}
