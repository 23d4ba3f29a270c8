import type { Standing } from '../../core/obligations/obligation.ts';

/** What the page is asked for; null = all. */
export interface DashboardQuery {
  agencyId: number | null;
  /** Agencies of a kind or a set, as `groupToken` writes them. */
  group: string | null;
  /** The id of a report period, or the code of a part of a year ("2022-Q4"). */
  period: string | null;
  areaNo: string | null;
  stands: Standing | null;
  /** Words to look for in the table. */
  words: string;
  /** Page of the table, from 0. */
  page: number;
}

/** A page that is asked for nothing in particular. */
export const NOTHING: DashboardQuery = {
  agencyId: null,
  group: null,
  period: null,
  areaNo: null,
  stands: null,
  words: '',
  page: 0,
};
