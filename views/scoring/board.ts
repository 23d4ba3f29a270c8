import { join, type Markup } from '../../core/messages/markup.ts';
import type { Outgoing } from '../../core/messages/message.ts';
import { standing } from '../../core/obligations/obligation.ts';
import type { Translate } from '../../locales/index.ts';
import { type EntryScores, SCORING_PHASES, type ScoringState } from '../../office/scoring/state.ts';
import { numberText } from '../number.ts';
import type { Now } from '../obligation.ts';
import { pageOf, pager } from '../pager.ts';
import { rowsOf } from './criterion.ts';

const PER_PAGE = 12;
/** What waits for whoever verifies comes first. */
const ORDER = ['sent', 'returned', 'scoring', 'not_started', 'verified'] as const;

/** Agencies by state; `verifies`: with their scores, and the ways to verify and publish. */
export function scoringBoard(
  state: ScoringState,
  page: number,
  { verifies, at, t }: { verifies: boolean; at: Now; t: Translate },
): Outgoing {
  const { campaign, details, entries } = state;
  const sorted = ORDER.flatMap((phase) => entries.filter((one) => one.phase === phase));
  const { shown, current, pages } = pageOf(sorted, page, PER_PAGE);
  const verified = entries.filter(({ phase }) => phase === 'verified').length;
  return {
    text: join([
      t('scoring.board.title', { name: details.name, count: entries.length }),
      ...SCORING_PHASES.flatMap((phase) => {
        const count = entries.filter((one) => one.phase === phase).length;
        return count > 0
          ? [t('scoring.board.phase', { phase: t.plain(`scoring.phase.${phase}`), count })]
          : [];
      }),
      verifies && details.questions.length > 0
        ? t('scoring.board.questions', { count: details.questions.length })
        : '',
      ...shown.map((one, index) => line(one, current * PER_PAGE + index + 1, verifies, at, t)),
      pages > 1 ? t('tiendo.page', { page: current + 1, pages }) : '',
    ]),
    choices: [
      ...rowsOf(
        shown.map(({ entry }, index) => ({
          id: `cm:e:${entry.id}`,
          label: String(current * PER_PAGE + index + 1),
        })),
      ),
      ...pager((other) => `cm:b:${campaign.id}:${other}`, current, pages, t),
      ...(verifies && verified > 0
        ? [
            [
              {
                id: `cm:r:${campaign.id}`,
                label: t.plain(
                  campaign.closedAt ? 'scoring.button.result' : 'scoring.button.draft',
                ),
              },
            ],
          ]
        : []),
      ...(verifies && verified > 0 && !campaign.closedAt
        ? [[{ id: `cm:u:${campaign.id}`, label: t.plain('scoring.button.publish') }]]
        : []),
    ],
  };
}

function line(one: EntryScores, place: number, verifies: boolean, at: Now, t: Translate): Markup {
  const { entry, phase, self, verified, item } = one;
  const late = item !== null && standing(item, at.now) === 'late';
  const points =
    verifies && phase === 'verified'
      ? ` · ${numberText(verified.verified, t)}`
      : verifies && phase === 'sent'
        ? ` · ${numberText(self.points, t)}`
        : '';
  return t('scoring.board.line', {
    place,
    mark: late ? '🔴 ' : '',
    agency: entry.agencyShortName,
    phase: t.plain(`scoring.phase.${phase}`),
    points,
    again: one.askedAgain !== null && phase === 'sent' ? ' 🙋' : '',
  });
}

/** The question before a result is published. */
export function publishQuestion(
  { campaign, details, entries }: ScoringState,
  t: Translate,
): Outgoing {
  const verified = entries.filter(({ phase }) => phase === 'verified').length;
  return {
    text: join([
      t('scoring.publish.ask', { name: details.name, count: verified }),
      verified < entries.length
        ? t('scoring.publish.others', { count: entries.length - verified })
        : '',
    ]),
    choices: [
      [{ id: `cm:u:${campaign.id}:yes`, label: t.plain('scoring.button.publish_yes') }],
      [{ id: `cm:b:${campaign.id}:0`, label: t.plain('scoring.button.not_yet') }],
    ],
  };
}
