import type { Choice } from '../core/messages/message.ts';
import type { Translate } from '../locales/index.ts';

/** To the page before and the page after; nothing for a single page. */
export function pager(
  idOf: (page: number) => string,
  page: number,
  pages: number,
  t: Translate,
): Choice[][] {
  if (pages <= 1) return [];
  const row: Choice[] = [];
  if (page > 0) row.push({ id: idOf(page - 1), label: t.plain('tiendo.earlier') });
  if (page < pages - 1) row.push({ id: idOf(page + 1), label: t.plain('tiendo.later') });
  return [row];
}

/** The items of a page; a page that is not there becomes the nearest one that is. */
export function pageOf<T>(
  items: readonly T[],
  wanted: number,
  perPage: number,
): { shown: T[]; current: number; pages: number } {
  const pages = Math.max(1, Math.ceil(items.length / perPage));
  const current = Math.min(Math.max(wanted, 0), pages - 1);
  return { shown: items.slice(current * perPage, (current + 1) * perPage), current, pages };
}
