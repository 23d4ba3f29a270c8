import { join, type Markup } from '../core/messages/markup.ts';
import type { Choice, Outgoing } from '../core/messages/message.ts';
import type { LocalDate } from '../core/time/local-date.ts';
import { localDateAt } from '../core/time/zone.ts';
import type { LeaveView } from '../db/queries/handovers.ts';
import type { Translate } from '../locales/index.ts';
import type { Contact } from '../office/contact.ts';
import type { NamedGap, Owners } from '../office/owners.ts';
import { channelName } from './channel.ts';
import { shortDate } from './dates.ts';
import type { Now } from './obligation.ts';
import { pageOf, pager } from './pager.ts';

const PER_PAGE = 8;
/** Gaps named in one notice. */
const NAMED = 6;

type Away = Owners['away'][number];

interface Entry {
  section: 'gaps' | 'unreachable' | 'away';
  line: Markup;
  choice: Choice[] | null;
}

/** Who answers for what, as far as something is amiss; one page of it. */
export function ownersMessage(owners: Owners, page: number, at: Now, t: Translate): Outgoing {
  const entries: Entry[] = [
    ...owners.gaps.map(
      (gap): Entry => ({
        section: 'gaps',
        line: gapLine(gap, at.today, t),
        choice: inviteChoice(gap, t),
      }),
    ),
    ...owners.unreachable.map(
      (one): Entry => ({
        section: 'unreachable',
        line: t('owners.person_at', { who: whoText(one, t), how: channelsText(one, at, t) }),
        choice: null,
      }),
    ),
    ...owners.away.map(
      (one): Entry => ({
        section: 'away',
        line: awayLine(one, at.today, t),
        choice: null,
      }),
    ),
  ];
  if (entries.length === 0) return { text: join([t('owners.title'), t('owners.all_well')]) };
  const { shown, current, pages } = pageOf(entries, page, PER_PAGE);
  const lines = shown.flatMap(({ section, line }, index) =>
    shown[index - 1]?.section === section
      ? [line]
      : [t(`owners.section.${section}`, { number: owners[section].length }), line],
  );
  return {
    text: join([
      t('owners.title'),
      ...lines,
      pages > 1 ? t('tiendo.page', { page: current + 1, pages }) : '',
      t('owners.tip'),
    ]),
    choices: [
      ...shown.flatMap(({ choice }) => (choice ? [choice] : [])),
      ...pager((other) => `dm:at:${other}`, current, pages, t),
    ],
  };
}

/** Everybody of one agency: role, how they are reached, and who stands in for whom. */
export function agencyOwnersMessage(
  agency: { id: number; name: string; shortName: string },
  contacts: readonly Contact[],
  leaves: readonly LeaveView[],
  page: number,
  at: Now,
  t: Translate,
): Outgoing {
  const { shown, current, pages } = pageOf(contacts, page, PER_PAGE);
  const lines = shown.map((one) => {
    const { personId, role } = one;
    const away = leaves.find((leave) => leave.personId === personId && leave.role === role);
    const standsIn = leaves.filter((leave) => leave.deputyId === personId && leave.role === role);
    return join([
      t('owners.person', {
        name: one.name,
        role: t.plain(`role.${role}`),
        how: channelsText(one, at, t),
      }),
      away
        ? t('owners.is_away', {
            until: shortDate(away.until, at.today),
            deputy: away.deputyName,
          })
        : '',
      ...standsIn.map(({ name, until }) =>
        t('owners.stands_in', { name, until: shortDate(until, at.today) }),
      ),
    ]);
  });
  return {
    text: join([
      t('owners.agency_title', { agency: agency.name }),
      ...(lines.length > 0 ? lines : [t('owners.why.nobody')]),
      pages > 1 ? t('tiendo.page', { page: current + 1, pages }) : '',
    ]),
    choices: [
      inviteChoice({ agencyId: agency.id, shortName: agency.shortName }, t),
      ...pager((other) => `dm:agency:${agency.id}:${other}`, current, pages, t),
    ],
  };
}

/** What has newly come to be nobody's, for a coordinator. */
export function ownersNotice(
  gaps: readonly NamedGap[],
  leaves: readonly Away[],
  today: LocalDate,
  t: Translate,
): Outgoing {
  const lines = [
    ...gaps.map((gap) => gapLine(gap, today, t)),
    ...leaves.map((one) => awayLine(one, today, t)),
  ];
  const rest = lines.length - NAMED;
  return {
    text: join([
      t('owners.notice', { number: lines.length }),
      ...lines.slice(0, NAMED),
      rest > 0 ? t('owners.more', { number: rest }) : '',
    ]),
    choices: [
      ...gaps.slice(0, NAMED).map((gap) => inviteChoice(gap, t)),
      [{ id: 'dm:at:0', label: t.plain('owners.see_all') }],
    ],
  };
}

function inviteChoice(
  { agencyId, shortName }: { agencyId: number; shortName: string },
  t: Translate,
): Choice[] {
  return [{ id: `iv:${agencyId}`, label: t.plain('owners.invite', { agency: shortName }) }];
}

function gapLine(gap: NamedGap, today: LocalDate, t: Translate): Markup {
  const { name: agency, open, nextDue } = gap;
  const why = t.plain(`owners.why.${gap.why}`);
  return nextDue === null
    ? t('owners.gap_undated', { agency, why, open })
    : t('owners.gap', { agency, why, open, due: shortDate(nextDue, today) });
}

function awayLine(leave: Away, today: LocalDate, t: Translate): Markup {
  return t(leave.covered ? 'owners.away' : 'owners.away_uncovered', {
    who: whoText(leave, t),
    until: shortDate(leave.until, today),
    deputy: leave.deputyName,
  });
}

function whoText(one: Pick<Contact, 'name' | 'role' | 'agencyName'>, t: Translate): string {
  const { name, agencyName: agency } = one;
  return t.plain('owners.who', { name, role: t.plain(`role.${one.role}`), agency });
}

/** "liên lạc qua Telegram, từ 01/03"; "chưa liên kết"; "đã rời Zalo từ 02/03". */
function channelsText({ channels }: Contact, at: Now, t: Translate): string {
  if (channels.length === 0) return t.plain('owners.never_linked');
  const day = (instant: Date) => shortDate(localDateAt(instant, at.timeZone), at.today);
  return channels
    .map(({ channel, linkedAt, unreachableSince }) => {
      const name = channelName(channel, t);
      return unreachableSince === null
        ? t.plain('owners.linked', { channel: name, date: day(linkedAt) })
        : t.plain('owners.left', { channel: name, date: day(unreachableSince) });
    })
    .join('; ');
}
