import type { Markup } from '../../core/messages/markup.ts';
import type { Translate } from '../../locales/index.ts';
import type { SummaryPage } from '../../office/summary.ts';
import { periodText } from '../dates.ts';
import type { Now } from '../obligation.ts';

/** What a level is drawn from. */
export interface Board {
  source: SummaryPage;
  at: Now;
  t: Translate;
  /** A line about one obligation opens its card; only where cards may be shown. */
  withCards?: boolean;
}

/** One line of a level, and the choice that leads deeper from it. */
export interface Line {
  text: Markup;
  opens: string | null;
}

/** A level of `/tiendo` that is a list: its name is in its buttons and in `tiendo.<name>.title`. */
export interface Level {
  name: string;
  lines(board: Board): Line[];
}

/** A line that leads nowhere. */
export const plain = (text: Markup): Line => ({ text, opens: null });

/**
 * Ids of the buttons that turn a board to another of its pages, in place: `td:<view>:<agency>:<page>`
 * and the period, if it counts only one.
 */
export function boardIds({
  scope,
  period,
}: Pick<SummaryPage, 'scope' | 'period'>): (view: string, page: number) => string {
  return (view, page) => ['td', view, scope.id, page, ...(period ? [period.id] : [])].join(':');
}

/** "UBND huyện Thạnh Trị", "UBND huyện Thạnh Trị, quý I/2023". */
export function scopeText({ scope, period }: SummaryPage, t: Translate): string {
  if (!period) return scope.name;
  const name = periodText(period.code, t) ?? period.name;
  return t.plain('tiendo.scope_in_period', { scope: scope.name, period: name });
}
