import { join, type Markup } from '../../core/messages/markup.ts';
import type { Choice, Outgoing } from '../../core/messages/message.ts';
import { differs } from '../../core/scoring/standing.ts';
import { shorten } from '../../core/text/shorten.ts';
import type { Translate } from '../../locales/index.ts';
import { type EntryScores, isVerifiable, isWritable } from '../../office/scoring/state.ts';
import { mayAskAgain } from '../../office/scoring/verify.ts';
import { numberText } from '../number.ts';
import { dueText, type Now } from '../obligation.ts';
import { pageOf, pager } from '../pager.ts';
import { shortTitle } from './words.ts';

/** Changed scores shown on a screen. */
const PER_PAGE = 6;
const REASON = 160;

/** What the reader may do with an agency's scores. */
export interface ScoreRights {
  /** Answers for the agency's work. */
  writes: boolean;
  /** Verifies for who issued the list. */
  verifies: boolean;
}

/** An agency's scoring on one screen: how far it is, what comes next. */
export function scoringCard(
  state: EntryScores,
  rights: ScoreRights,
  at: Now,
  t: Translate,
): Outgoing {
  const { campaign, details, entry, self, verified, item, phase } = state;
  const seesSelf = rights.writes || rights.verifies || campaign.closedAt !== null;
  const judged = phase === 'verified' && seesSelf;
  return {
    text: join([
      t('scoring.card.title', { name: details.name, agency: entry.agencyName }),
      t('scoring.card.phase', { phase: t.plain(`scoring.phase.${phase}`) }),
      seesSelf
        ? t('scoring.card.progress', {
            scored: self.count - self.left.length,
            count: self.count,
            points: numberText(self.points, t),
            max: numberText(self.max, t),
          })
        : '',
      isWritable(state) && item ? t('scoring.card.due', { due: dueText(item, at, t) }) : '',
      item?.state === 'returned' && item.reason
        ? t('scoring.card.returned', { reason: item.reason })
        : '',
      judged
        ? t('scoring.card.verified', {
            points: numberText(verified.verified, t),
            max: numberText(self.max, t),
            count: verified.changed.length,
          })
        : '',
      campaign.closedAt ? t('scoring.card.published') : '',
      isWritable(state) && rights.writes ? t('scoring.card.how') : '',
    ]),
    choices: cardChoices(state, rights, t),
  };
}

function cardChoices(state: EntryScores, rights: ScoreRights, t: Translate): Choice[][] {
  const { campaign, entry, self, verified, item, phase } = state;
  const rows: Choice[][] = [];
  const add = (verb: string, id: string, params: Record<string, string | number> = {}) => {
    rows.push([{ id, label: t.plain(`scoring.button.${verb}`, params) }]);
  };
  if (rights.writes && isWritable(state)) {
    const [next] = self.left;
    if (next) add(self.left.length < self.count ? 'go_on' : 'begin', `cm:q:${entry.id}:${next.id}`);
    else add('send', `cm:g:${entry.id}`);
    add('headings', `cm:h:${entry.id}`);
    add('excel', `cm:x:${entry.id}`);
  }
  if (rights.verifies && isVerifiable(state)) {
    add('verify', `cm:v:${entry.id}:0`);
    if (item?.state === 'done') {
      rows.push([{ id: `rv:no:${item.id}`, label: t.plain('scoring.button.return') }]);
    }
  }
  const sees = rights.writes || rights.verifies;
  if (sees && phase === 'verified' && verified.changed.length > 0) {
    add('differences', `cm:d:${entry.id}:0`, { count: verified.changed.length });
  }
  if (rights.writes && mayAskAgain(state)) add('ask_again', `cm:n:${entry.id}`);
  if (campaign.closedAt) add('result', `cm:r:${campaign.id}`);
  else if (rights.verifies) add('board', `cm:b:${campaign.id}:0`);
  return rows;
}

/** The question before scores are sent: the sum, and what is claimed without proof. */
export function sendQuestion({ entry, self }: EntryScores, t: Translate): Outgoing {
  const { unproven, points, max, count } = self;
  const [first] = unproven;
  return {
    text: join([
      t('scoring.send.ask', {
        points: numberText(points, t),
        max: numberText(max, t),
        count,
      }),
      unproven.length > 0
        ? t('scoring.send.unproven', {
            count: unproven.length,
            list: unproven
              .slice(0, 8)
              .map(({ number }) => number)
              .join(', '),
          })
        : '',
    ]),
    choices: [
      [{ id: `cm:g:${entry.id}:yes`, label: t.plain('scoring.button.send_yes') }],
      ...(first
        ? [[{ id: `cm:q:${entry.id}:${first.id}`, label: t.plain('scoring.button.prove') }]]
        : []),
      [{ id: `cm:e:${entry.id}`, label: t.plain('scoring.button.not_yet') }],
    ],
  };
}

/** Where the verified scores differ from the agency's, and why. */
export function differencesMessage(state: EntryScores, page: number, t: Translate): Outgoing {
  const { entry, verified, self } = state;
  const { shown, current, pages } = pageOf(verified.changed, page, PER_PAGE);
  return {
    text: join(
      [
        t('scoring.differences.title', {
          agency: entry.agencyName,
          self: numberText(self.points, t),
          verified: numberText(verified.verified, t),
          count: verified.changed.length,
        }),
        ...shown.map((one) => differenceLine(one, t)),
        pages > 1 ? t('tiendo.page', { page: current + 1, pages }) : '',
      ],
      '\n\n',
    ),
    choices: [
      ...pager((other) => `cm:d:${entry.id}:${other}`, current, pages, t),
      ...(mayAskAgain(state)
        ? [[{ id: `cm:n:${entry.id}`, label: t.plain('scoring.button.ask_again') }]]
        : []),
      [{ id: `cm:e:${entry.id}`, label: t.plain('scoring.button.card') }],
    ],
  };
}

/** "1.2 Ban hành kế hoạch: 1 → 0,5 (−0,5)" with the reason below. */
export function differenceLine(
  one: EntryScores['verified']['changed'][number],
  t: Translate,
): Markup {
  const change = differs(one);
  return t('scoring.differences.line', {
    number: one.number,
    title: shortTitle(one),
    self: one.self ? numberText(one.self.score, t) : '–',
    verified: one.verified ? numberText(one.verified.score, t) : '–',
    change: change > 0 ? `+${numberText(change, t)}` : `−${numberText(-change, t)}`,
    reason: shorten(one.verified?.reason ?? '', REASON),
  });
}
