import type { Markup } from '../../core/messages/markup.ts';
import type { Comparison } from '../../core/summary/compare.ts';
import { groupToken } from '../../core/summary/group-token.ts';
import { hidesLateOf } from '../../core/summary/ranking.ts';
import type { Translate } from '../../locales/index.ts';
import type { RankingPage } from '../../office/ranking.ts';
import type { CountedPeriod, SummaryPage } from '../../office/summary.ts';
import type { TargetsPage } from '../../office/targets.ts';
import { periodText } from '../dates.ts';
import type { Now } from '../obligation.ts';

/** What a level is drawn from. */
export interface Board {
  source: SummaryPage;
  at: Now;
  t: Translate;
  /** A line about one obligation opens its card; only where cards may be shown. */
  withCards?: boolean;
  /** False where the office does not want late agencies named; only counts are shown there. */
  namesLate?: boolean;
  /** What some levels are drawn from besides the summary, once it is loaded. */
  more?: More;
}

/** Figures that only one level needs. */
export interface More {
  ranking?: RankingPage;
  comparisons?: readonly Comparison[];
  targets?: TargetsPage | null;
  /** When each agency last said something about anything. */
  heard?: ReadonlyMap<number, Date>;
  /** Short names of agencies that have nothing in the period shown. */
  agencyNames?: ReadonlyMap<number, string>;
}

/** Late agencies are not to be named; a board of one agency names nobody else anyhow. */
export function hidesLate({ namesLate, source }: Board): boolean {
  return hidesLateOf(namesLate !== false, source.summary);
}

/** One line of a level, and the choice that leads deeper from it. */
export interface Line {
  /** Long lists make it when it is read: of tens of thousands of lines a page shows eight. */
  readonly text: Markup;
  opens: string | null;
}

/**
 * A level of `/tiendo` that is a list: its name is in its buttons, and in `tiendo.<name>.title` and
 * `.none` unless it brings its own words.
 */
export interface Level {
  name: string;
  lines(board: Board): Line[];
  title?(board: Board): Markup;
  none?(t: Translate): Markup;
  /** Stands below the lines of every page. */
  foot?(board: Board): Markup;
}

/** A line that leads nowhere. */
export const plain = (text: Markup): Line => ({ text, opens: null });

/** What a board shows, as far as its buttons have to remember it. */
export type BoardState = Pick<SummaryPage, 'scope' | 'period'> &
  Partial<Pick<SummaryPage, 'area' | 'group'>> & {
    /** The area was opened from the list of areas, so that is where "back" leads. */
    fromAreas?: boolean;
  };

/**
 * Ids of the buttons that turn a board to another of its pages, in place:
 * `td:<view>:<agency>:<page>[:<period>[:<area>[:<agencies>[:a]]]]`, "-" for what is not narrowed. A
 * period is the number of a report's or the code of a part of a year, with `~` and the code of
 * another it is to be compared with.
 */
export function boardIds(state: BoardState): (view: string, page: number) => string {
  const { scope, period, area, group, fromAreas = false } = state;
  const narrowed = [
    period ? periodToken(period) : '-',
    area ? area.no : '-',
    group ? groupToken(group) : '-',
    fromAreas ? 'a' : '-',
  ];
  while (narrowed.at(-1) === '-') narrowed.pop();
  return (view, page) => ['td', view, scope.id, page, ...narrowed].join(':');
}

function periodToken({ id, code, against }: CountedPeriod): string {
  return `${id ?? code}${against === undefined ? '' : `~${against}`}`;
}

/**
 * "UBND huyện Thạnh Trị", "UBND huyện Thạnh Trị, quý I/2023", "UBND các xã, thị trấn · Cải cách thủ
 * tục hành chính · quý I/2023".
 */
export function scopeText(source: SummaryPage, t: Translate): string {
  const { period, area, group } = source;
  const whole = wholeText(source, t);
  const name = period ? (periodText(period.code, t) ?? period.name) : '';
  if (!area && !group) {
    return period ? t.plain('tiendo.scope_in_period', { scope: whole, period: name }) : whole;
  }
  const reform = area ? areaText(area, t) : '';
  return [whole, reform, name].filter((part) => part !== '').join(' · ');
}

/** Whose figures they are: the scope, or some agencies of it. */
export function wholeText(
  { scope, group }: Pick<SummaryPage, 'scope' | 'group'>,
  t: Translate,
): string {
  return group ? groupText(scope.name, group, t) : scope.name;
}

export function areaText(area: NonNullable<SummaryPage['area']>, t: Translate): string {
  return area.name || t.plain('tiendo.area_number', { no: area.no });
}

function groupText(scope: string, group: NonNullable<SummaryPage['group']>, t: Translate): string {
  if (group.kind === 'kind') return t.plain(`tiendo.group.${group.group}`);
  return group.name || scope;
}
