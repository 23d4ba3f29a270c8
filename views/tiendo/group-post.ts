import { join, type Markup } from '../../core/messages/markup.ts';
import type { Outgoing } from '../../core/messages/message.ts';
import { newsSince } from '../../core/summary/news.ts';
import type { Posting } from '../../core/summary/posting.ts';
import { clockTime, longDate } from '../dates.ts';
import { type Board, scopeText } from './board.ts';
import { headline } from './main.ts';
import { type PictureStore, tiendoPost } from './post.ts';

/** How things stand, in the detail a group has chosen. */
export async function groupPost(
  board: Board,
  { detail, by }: Pick<Posting, 'detail' | 'by'>,
  store: PictureStore | null,
): Promise<Outgoing> {
  if (detail === 'headline') return headlinePost(board);
  return tiendoPost(board, detail === 'picture' ? store : null, by ?? undefined);
}

function headlinePost({ source, at, t }: Board): Outgoing {
  return {
    text: join([
      headline(source.summary, t),
      t('tiendo.main.title', { scope: scopeText(source, t) }),
      t('tiendo.main.at', { at: `${clockTime(at.now, at.timeZone)} ${longDate(at.today, t)}` }),
    ]),
    choices: [[{ id: `td:main:${source.scope.id}`, label: t.plain('help.see_progress') }]],
  };
}

/** What the pinned summary says that it did not say at `since`; null where that is nothing new. */
export function boardNews({ source, at, t }: Board, since: Date): Markup | null {
  const { late, done } = newsSince(source.obligations.values(), since, at.now);
  if (late === 0 && done === 0) return null;
  const parts = [
    late > 0 ? t.plain('posting.news.late', { count: late }) : '',
    done > 0 ? t.plain('posting.news.done', { count: done }) : '',
  ].filter((part) => part !== '');
  return t('posting.news.text', { what: parts.join(', ') });
}
