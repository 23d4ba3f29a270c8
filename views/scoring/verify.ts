import { join, type Markup } from '../../core/messages/markup.ts';
import type { Outgoing } from '../../core/messages/message.ts';
import { differs, type Leaf, leavesOf } from '../../core/scoring/standing.ts';
import { shorten } from '../../core/text/shorten.ts';
import type { Translate } from '../../locales/index.ts';
import type { EntryCriterion, EntryScores } from '../../office/scoring/state.ts';
import { numberText } from '../number.ts';
import { pageOf, pager } from '../pager.ts';
import { differenceLine } from './card.ts';
import { rowsOf } from './criterion.ts';
import { shortTitle, wholeTitle } from './words.ts';

const PER_PAGE = 8;
const WORDS = 500;

/** An agency's criteria with its scores, to take over or change. */
export function verifyMessage(state: EntryScores, page: number, t: Translate): Outgoing {
  const { entry, criteria, self, verified, askedAgain, details } = state;
  const { shown, current, pages } = pageOf(leavesOf(criteria), page, PER_PAGE);
  const { left, unreasoned, changed } = verified;
  const open = left.length + unreasoned.length;
  return {
    text: join([
      t('scoring.verify.title', { agency: entry.agencyName, name: details.name }),
      t('scoring.verify.sums', {
        self: numberText(self.points, t),
        max: numberText(self.max, t),
        done: self.count - left.length,
        count: self.count,
        changed: changed.length,
      }),
      askedAgain === null
        ? ''
        : t('scoring.verify.asked_again', { words: shorten(askedAgain, WORDS) }),
      ...shown.map((one, index) => verifyLine(one, current * PER_PAGE + index + 1, t)),
      pages > 1 ? t('tiendo.page', { page: current + 1, pages }) : '',
    ]),
    choices: [
      ...rowsOf(
        shown.map(({ id }, index) => ({
          id: `cm:k:${entry.id}:${id}`,
          label: String(current * PER_PAGE + index + 1),
        })),
      ),
      ...pager((other) => `cm:v:${entry.id}:${other}`, current, pages, t),
      open > 0
        ? [
            {
              id: `cm:a:${entry.id}`,
              label: t.plain('scoring.button.accept_rest', { count: open }),
            },
          ]
        : [{ id: `cm:z:${entry.id}`, label: t.plain('scoring.button.close') }],
      [{ id: `cm:e:${entry.id}`, label: t.plain('scoring.button.card') }],
    ],
  };
}

function verifyLine(one: Leaf<EntryCriterion>, place: number, t: Translate): Markup {
  const change = differs(one);
  return t('scoring.verify.line', {
    place,
    mark: one.verified === null ? '▫️' : change === 0 ? '✅' : '✏️',
    number: one.number,
    title: shortTitle(one, 50),
    self: one.self ? numberText(one.self.score, t) : '–',
    max: numberText(one.maxScore, t),
    verified:
      one.verified !== null && change !== 0 ? ` → ${numberText(one.verified.score, t)}` : '',
    files: one.selfFiles.length > 0 ? ` 📎${one.selfFiles.length}` : '',
  });
}

/** One criterion of an agency to verify, with what proves it. */
export function verifyCriterion(
  { entry, criteria }: EntryScores,
  one: Leaf<EntryCriterion>,
  t: Translate,
): Outgoing {
  const leaves = leavesOf(criteria);
  const at = leaves.findIndex(({ id }) => id === one.id);
  const after = leaves[at + 1];
  const { self, verified, selfFiles } = one;
  return {
    text: join(
      [
        join([
          t('scoring.ask.place', {
            place: at + 1,
            count: leaves.length,
            heading: ` · ${entry.agencyShortName}`,
          }),
          t('scoring.ask.title', {
            number: one.number,
            title: wholeTitle(one),
            max: numberText(one.maxScore, t),
          }),
          one.evidence === ''
            ? ''
            : t('scoring.ask.evidence', { evidence: shorten(one.evidence, 400) }),
        ]),
        join([
          t('scoring.verify.self', { points: self ? numberText(self.score, t) : '–' }),
          self?.reason ? t('scoring.ask.reason', { reason: shorten(self.reason, WORDS) }) : '',
          selfFiles.length > 0
            ? t('scoring.ask.files', {
                count: selfFiles.length,
                names: shorten(selfFiles.map(({ name }) => name).join(', '), 200),
              })
            : t('scoring.verify.no_files'),
        ]),
        verified === null
          ? ''
          : differs(one) === 0
            ? t('scoring.verify.same')
            : differenceLine(one, t),
      ],
      '\n\n',
    ),
    choices: [
      [
        ...(self
          ? [
              {
                id: `cm:o:${entry.id}:${one.id}`,
                label: t.plain('scoring.button.accept_one', { points: numberText(self.score, t) }),
              },
            ]
          : []),
        { id: `cm:c:${entry.id}:${one.id}`, label: t.plain('scoring.button.change') },
      ],
      ...(selfFiles.length > 0
        ? [[{ id: `cm:t:${entry.id}:${one.id}`, label: t.plain('scoring.button.files') }]]
        : []),
      [
        ...(after
          ? [{ id: `cm:k:${entry.id}:${after.id}`, label: t.plain('scoring.button.after') }]
          : []),
        {
          id: `cm:v:${entry.id}:${Math.floor(at / PER_PAGE)}`,
          label: t.plain('scoring.button.to_list'),
        },
      ],
    ],
  };
}

/** The question before an agency's verification is closed. */
export function closeQuestion({ entry, self, verified }: EntryScores, t: Translate): Outgoing {
  return {
    text: t('scoring.close.ask', {
      agency: entry.agencyName,
      self: numberText(self.points, t),
      verified: numberText(verified.verified, t),
      count: verified.changed.length,
    }),
    choices: [
      [{ id: `cm:z:${entry.id}:yes`, label: t.plain('scoring.button.close_yes') }],
      [{ id: `cm:v:${entry.id}:0`, label: t.plain('scoring.button.not_yet') }],
    ],
  };
}
