import { join, type Markup } from '../../core/messages/markup.ts';
import type { Choice, Outgoing } from '../../core/messages/message.ts';
import { rounded } from '../../core/scoring/points.ts';
import {
  isScored,
  type Leaf,
  lacksProof,
  leavesOf,
  underneath,
} from '../../core/scoring/standing.ts';
import { shorten } from '../../core/text/shorten.ts';
import type { Translate } from '../../locales/index.ts';
import type { EntryCriterion, EntryScores } from '../../office/scoring/state.ts';
import { numberText } from '../number.ts';
import { pageOf, pager } from '../pager.ts';
import { shortTitle, wholeTitle } from './words.ts';

const PROOF = 400;
const SAID = 200;
const PER_PAGE = 8;

/** One criterion to score: what it is, how much it gives, what proves it, what was said so far. */
export function criterionQuestion(
  { entry, criteria }: EntryScores,
  one: Leaf<EntryCriterion>,
  t: Translate,
  above: Markup | '' = '',
): Outgoing {
  const leaves = leavesOf(criteria);
  const at = leaves.findIndex(({ id }) => id === one.id);
  const heading = criteria.find(({ number }) => number === one.parent);
  const before = leaves[at - 1];
  const after = leaves[at + 1];
  const to = (leaf: Leaf) => `cm:q:${entry.id}:${leaf.id}`;
  const quick = [...new Set([0, rounded(one.maxScore / 2), one.maxScore])];
  return {
    text: join(
      [
        above,
        join([
          t('scoring.ask.place', {
            place: at + 1,
            count: leaves.length,
            heading: heading ? ` · ${shortTitle(heading, 60)}` : '',
          }),
          t('scoring.ask.title', {
            number: one.number,
            title: wholeTitle(one),
            max: numberText(one.maxScore, t),
          }),
          one.evidence === ''
            ? ''
            : t('scoring.ask.evidence', { evidence: shorten(one.evidence, PROOF) }),
        ]),
        saidSoFar(one, t),
        one.self === null ? t('scoring.ask.how') : t('scoring.ask.prove'),
      ],
      '\n\n',
    ),
    numbered: false,
    choices: [
      quick.map((points) => ({
        id: `cm:s:${entry.id}:${one.id}:${points}`,
        label: numberText(points, t),
      })),
      [
        ...(before ? [{ id: to(before), label: t.plain('scoring.button.before') }] : []),
        ...(after
          ? [
              {
                id: to(after),
                label: t.plain(one.self === null ? 'scoring.button.skip' : 'scoring.button.after'),
              },
            ]
          : []),
      ],
      [
        { id: `cm:h:${entry.id}`, label: t.plain('scoring.button.headings') },
        { id: `cm:e:${entry.id}`, label: t.plain('scoring.button.stop') },
      ],
    ].filter((row) => row.length > 0),
  };
}

function saidSoFar({ self, selfFiles }: EntryCriterion, t: Translate): Markup | '' {
  if (self === null) return '';
  return join([
    t('scoring.ask.given', { points: numberText(self.score, t) }),
    self.reason ? t('scoring.ask.reason', { reason: shorten(self.reason, SAID) }) : '',
    selfFiles.length > 0
      ? t('scoring.ask.files', {
          count: selfFiles.length,
          names: shorten(selfFiles.map(({ name }) => name).join(', '), SAID),
        })
      : '',
  ]);
}

/** The headings with their points so far, to go to one. */
export function headingsMessage(
  { entry, criteria, self, details }: EntryScores,
  t: Translate,
): Outgoing {
  const leaves = leavesOf(criteria);
  const tops = criteria.filter(({ parent }) => parent === null);
  const lines = tops.map((top, index) => {
    const under = underneath(criteria, top.number);
    const scored = under.leaves.filter(isScored);
    return {
      text: t('scoring.headings.line', {
        number: index + 1,
        printed: top.number,
        title: shortTitle(top),
        mark: scored.length === under.leaves.length ? '✅ ' : '',
        scored: scored.length,
        count: under.leaves.length,
        points: numberText(pointsOf(scored), t),
        max: numberText(under.max, t),
      }),
      first: leaves.findIndex(({ id }) => id === under.leaves[0]?.id),
    };
  });
  const labels = lines.map(({ first }, index) => {
    const page = Math.floor(Math.max(first, 0) / PER_PAGE);
    return { id: `cm:p:${entry.id}:${page}`, label: String(index + 1) };
  });
  return {
    text: join([
      t('scoring.headings.title', {
        name: details.name,
        points: numberText(self.points, t),
        max: numberText(self.max, t),
        left: self.left.length,
      }),
      ...lines.map(({ text }) => text),
      t('scoring.headings.pick'),
    ]),
    choices: [
      ...rowsOf(labels),
      [{ id: `cm:p:${entry.id}:0`, label: t.plain('scoring.button.all') }],
      [{ id: `cm:e:${entry.id}`, label: t.plain('scoring.button.card') }],
    ],
  };
}

function pointsOf(scored: readonly Leaf[]): number {
  return rounded(scored.reduce((sum, { self }) => sum + (self?.score ?? 0), 0));
}

/** A page of criteria with what was given, to jump to one. */
export function criteriaMessage(state: EntryScores, page: number, t: Translate): Outgoing {
  const { entry, criteria } = state;
  const { shown, current, pages } = pageOf(leavesOf(criteria), page, PER_PAGE);
  return {
    text: join([
      t('scoring.list.title', { page: current + 1, pages }),
      ...shown.map((one, index) =>
        t('scoring.list.line', {
          place: current * PER_PAGE + index + 1,
          mark: !isScored(one) ? '▫️' : lacksProof(one) ? '📎' : '✅',
          number: one.number,
          title: shortTitle(one, 60),
          points: one.self ? numberText(one.self.score, t) : '…',
          max: numberText(one.maxScore, t),
        }),
      ),
      t('scoring.list.legend'),
    ]),
    choices: [
      ...rowsOf(
        shown.map(({ id }, index) => ({
          id: `cm:q:${entry.id}:${id}`,
          label: String(current * PER_PAGE + index + 1),
        })),
      ),
      ...pager((other) => `cm:p:${entry.id}:${other}`, current, pages, t),
      [
        { id: `cm:h:${entry.id}`, label: t.plain('scoring.button.headings') },
        { id: `cm:e:${entry.id}`, label: t.plain('scoring.button.card') },
      ],
    ],
  };
}

/** Short labels, four in a row. */
export function rowsOf(choices: readonly Choice[]): Choice[][] {
  const rows: Choice[][] = [];
  for (let at = 0; at < choices.length; at += 4) rows.push(choices.slice(at, at + 4));
  return rows;
}
