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
