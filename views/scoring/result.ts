import { join } from '../../core/messages/markup.ts';
import type { Choice, Outgoing } from '../../core/messages/message.ts';
import { fold } from '../../core/text/fold.ts';
import { localDateAt } from '../../core/time/zone.ts';
import type { ScorePicture } from '../../exports/pictures/scores.ts';
import type { Translate } from '../../locales/index.ts';
import { type ResultLine, resultOf } from '../../office/scoring/result.ts';
import type { ScoringState } from '../../office/scoring/state.ts';
import { fullDate } from '../dates.ts';
import { numberText } from '../number.ts';
import type { Now } from '../obligation.ts';
import type { PictureStore } from '../tiendo/post.ts';

const PIXELS = 1080;
/** More bars than this make a picture nobody scrolls through; the workbook has all. */
const MOST_BARS = 30;
const IN_WORDS = 20;
const BELOW_PICTURE = 5;

/**
 * The ranking: a picture with the first of it in words, or all in words where no `store` takes
 * pictures. Before it is published it says that only those who verify see it.
 */
export async function resultMessage(
  state: ScoringState,
  store: PictureStore | null,
  at: Now,
  t: Translate,
): Promise<Outgoing> {
  const { campaign, details } = state;
  const lines = resultOf(state);
  const ranked = lines.filter(({ rank }) => rank !== null);
  const shown = ranked.slice(0, store ? BELOW_PICTURE : IN_WORDS);
  const text = join([
    t('scoring.result.title', { name: details.name }),
    whenLine(state, at, t),
    ...shown.map((one) => rankLine(one, t)),
    ranked.length > shown.length
      ? t('scoring.result.more', { count: ranked.length - shown.length })
      : '',
    ranked.length < lines.length
      ? t('scoring.result.unverified', { count: lines.length - ranked.length })
      : '',
  ]);
  const choices: Choice[][] = [
    [{ id: `cm:f:${campaign.id}`, label: t.plain('scoring.button.result_excel') }],
  ];
  if (!store || ranked.length === 0) return { text, choices };
  const hash = await store.put(await resultPng(state, at, t));
  const name = `${fold(`${t.plain('scoring.result.file')} ${campaign.year}`).replace(/[^a-z0-9]+/g, '-')}.png`;
  return { text, choices, image: { name, mime: 'image/png', hash } };
}

/** The picture alone, as PNG. */
export async function resultPng(state: ScoringState, at: Now, t: Translate): Promise<Uint8Array> {
  // Large libraries that most messages never need.
  const { scoresPng } = await import('../../exports/pictures/scores-png.ts');
  return scoresPng(resultPicture(state, at, t), PIXELS);
}

/** The values and words of the picture of a result. */
export function resultPicture(state: ScoringState, at: Now, t: Translate): ScorePicture {
  const { details } = state;
  const lines = resultOf(state);
  const ranked = lines.filter(({ rank }) => rank !== null);
  const notes: string[] = [];
  if (ranked.length > MOST_BARS) {
    notes.push(t.plain('scoring.result.more', { count: ranked.length - MOST_BARS }));
  }
  if (ranked.length < lines.length) {
    notes.push(t.plain('scoring.result.unverified', { count: lines.length - ranked.length }));
  }
  return {
    title: details.name,
    lines: [
      whenText(state, at, t),
      t.plain('scoring.result.scale', { max: numberText(details.total, t) }),
    ],
    max: details.total,
    bars: ranked.slice(0, MOST_BARS).map(({ entry, rank, isShared }) => ({
      rank: `${rank}${isShared ? '=' : ''}`,
      name: entry.shortName,
      verified: entry.verified.verified,
      self: entry.self.points,
      verifiedText: numberText(entry.verified.verified, t),
      selfText: t.plain('scoring.result.self', { points: numberText(entry.self.points, t) }),
    })),
    legend: {
      verified: t.plain('scoring.result.legend_verified'),
      self: t.plain('scoring.result.legend_self'),
    },
    notes,
  };
}

function whenLine(state: ScoringState, at: Now, t: Translate) {
  return t('scoring.result.when', { when: whenText(state, at, t) });
}

function whenText({ campaign }: ScoringState, at: Now, t: Translate): string {
  return campaign.closedAt
    ? t.plain('scoring.result.published', {
        date: fullDate(localDateAt(campaign.closedAt, at.timeZone)),
      })
    : t.plain('scoring.result.draft');
}

/** "2. UBND xã A – 92,5 (tự chấm 95)". */
export function rankLine({ entry, rank, isShared }: ResultLine, t: Translate) {
  return t('scoring.result.line', {
    rank: rank === null ? '–' : `${rank}${isShared ? '=' : ''}`,
    agency: entry.entry.agencyShortName,
    points: numberText(entry.verified.verified, t),
    self: numberText(entry.self.points, t),
  });
}
