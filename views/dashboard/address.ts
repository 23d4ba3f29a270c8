import type { DashboardQuery } from '../../office/dashboard/query.ts';

/** What a page stands on: its path, and what the visitor may do there. */
export interface Place {
  /** "/board/<token>". */
  path: string;
  withCards: boolean;
}

/** Names of the parameters in the address. */
export const PARAMETERS = {
  period: 'ky',
  areaNo: 'linhvuc',
  group: 'nhom',
  agencyId: 'donvi',
  stands: 'tinhtrang',
  words: 'tim',
  page: 'trang',
} as const satisfies Readonly<Record<keyof DashboardQuery, string>>;

/**
 * The end of an address with something chosen otherwise: "?donvi=3", '' where all is shown. Another
 * choice begins at page one.
 */
export function searchOf(query: DashboardQuery, change: Partial<DashboardQuery> = {}): string {
  const wanted = { ...query, page: 0, ...change };
  const parameters = new URLSearchParams();
  for (const [key, name] of Object.entries(PARAMETERS)) {
    const value = wanted[key as keyof DashboardQuery];
    if (value !== null && value !== '' && value !== 0) parameters.set(name, String(value));
  }
  const text = parameters.toString();
  return text === '' ? '' : `?${text}`;
}

/** The same as a link on the page itself: without its long path, of which there are hundreds. */
export function linkTo(
  query: DashboardQuery,
  change: Partial<DashboardQuery> = {},
  end = '',
): string {
  return `${searchOf(query, change) || '?'}${end}`;
}
