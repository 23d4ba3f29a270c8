import { groupBy } from '../core/collections/group-by.ts';
import { join, type Markup } from '../core/messages/markup.ts';
import type { DigestItem } from '../core/reminders/plan.ts';
import { shorten } from '../core/text/shorten.ts';
import { localDateAt } from '../core/time/zone.ts';
import type { ObligationView } from '../db/queries/obligations.ts';
import type { Translate } from '../locales/index.ts';
import { shortDate } from './dates.ts';
import type { Now } from './obligation.ts';

const COMMITTEES = 5;
/** Agencies named in a committee's line. */
const AGENCIES = 4;
/** Characters of a reason that is quoted. */
const REASON = 80;

type Line = DigestItem & { obligation: ObligationView };

/** What has been overdue for long, for leaders: one line a committee, once a week. */
export function leaderPart(
  items: readonly Line[],
  committees: ReadonlyMap<number, { id: number; name: string }>,
  at: Now,
  t: Translate,
): Markup {
  const byCommittee = groupBy(items, ({ agencyId }) => committees.get(agencyId)?.id ?? agencyId);
  const blocks = [...byCommittee.values()].sort((a, b) => b.length - a.length);
  return join([
    t('reminding.leader.title', { count: items.length }),
    ...blocks.slice(0, COMMITTEES).map((block) => committeeLine(block, committees, at, t)),
    blocks.length > COMMITTEES
      ? t('reminding.leader.more', { count: blocks.length - COMMITTEES })
      : '',
  ]);
}

function committeeLine(
  items: readonly Line[],
  committees: ReadonlyMap<number, { id: number; name: string }>,
  at: Now,
  t: Translate,
): Markup {
  const agencies = [...groupBy(items, ({ agencyId }) => agencyId).values()].sort(
    (a, b) => b.length - a.length,
  );
  const first = items[0];
  const named = agencies
    .slice(0, AGENCIES)
    .map((own) => `${own[0]?.obligation.agencyShortName ?? ''} ${own.length}`);
  const rest = agencies.length - named.length;
  if (rest > 0) named.push(t.plain('reminding.leader.others', { count: rest }));
  return join([
    t('reminding.leader.line', {
      committee: (first && committees.get(first.agencyId)?.name) ?? '',
      count: items.length,
      days: Math.max(...items.map(({ daysLeft }) => -daysLeft)),
      agencies: named.join(', '),
    }),
    reasonLine(items, t),
    silenceLine(agencies, at, t),
  ]);
}

/** The reason given for what is overdue longest, if any agency gave one. */
function reasonLine(items: readonly Line[], t: Translate): Markup | '' {
  const said = [...items]
    .sort((a, b) => a.daysLeft - b.daysLeft)
    .find(({ obligation }) => obligation.reason);
  if (!said) return '';
  const { agencyShortName: agency, reason } = said.obligation;
  return t('reminding.leader.reason', { agency, reason: shorten(reason ?? '', REASON) });
}

/** The agency that has said nothing for longest about any of it. */
function silenceLine(agencies: readonly Line[][], at: Now, t: Translate): Markup | '' {
  const heard = agencies.flatMap((own) => {
    const last = Math.max(...own.map(({ obligation }) => obligation.lastUpdateAt?.getTime() ?? 0));
    const agency = own[0]?.obligation.agencyShortName ?? '';
    return own.some(({ obligation }) => obligation.reason) ? [] : [{ agency, last }];
  });
  const [quietest] = heard.sort((a, b) => a.last - b.last);
  if (!quietest) return '';
  const { agency, last } = quietest;
  if (last === 0) return t('reminding.leader.never', { agency });
  const since = shortDate(localDateAt(new Date(last), at.timeZone), at.today);
  return t('reminding.leader.silent', { agency, date: since });
}
