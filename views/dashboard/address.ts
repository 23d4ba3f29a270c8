import type { DashboardQuery } from '../../office/dashboard/dashboard.ts';

/** What a page stands on: its path, and what the visitor may do there. */
export interface Place {
  /** "/board/<token>". */
  path: string;
  withCards: boolean;
}

/** Names of the parameters in the address. */
export const PARAMETERS = {
  periodId: 'ky',
  areaNo: 'linhvuc',
  agencyId: 'donvi',
  stands: 'tinhtrang',
  words: 'tim',
  page: 'trang',
} as const;

/** The address of the page with something chosen otherwise; another choice begins at page one. */
export function addressOf(
  { path }: Pick<Place, 'path'>,
  query: DashboardQuery,
  change: Partial<DashboardQuery> = {},
  end = '',
): string {
  const wanted = { ...query, page: 0, ...change };
  const parameters = new URLSearchParams();
  for (const [key, name] of Object.entries(PARAMETERS)) {
    const value = wanted[key as keyof DashboardQuery];
    if (value !== null && value !== '' && value !== 0) parameters.set(name, String(value));
  }
  const text = parameters.toString();
  return `${path}${text === '' ? '' : `?${text}`}${end}`;
}
