import { join, type Markup } from '../../core/messages/markup.ts';
import type { Choice, Outgoing } from '../../core/messages/message.ts';
import { tallyOf } from '../../core/summary/summarise.ts';
import type { NamedWork } from '../../core/summary/work-words.ts';
import { shorten } from '../../core/text/shorten.ts';
import type { ObligationView } from '../../db/queries/obligations.ts';
import type { Translate } from '../../locales/index.ts';
import { dueText, type Now, obligationName, stateText, withoutStop } from '../obligation.ts';

/** Agencies shown of a piece of work that many owe. */
const MOST = 8;

/** Who owes one piece of work, by when, and how it stands; a number opens the card. */
export function workMessage(
  items: readonly ObligationView[],
  at: Now,
  t: Translate,
  withCards: boolean,
): Outgoing {
  const [first] = items;
  if (!first) return { text: t('tiendo.work.gone') };
  const shown = items.slice(0, MOST);
  const { by, total } = tallyOf(items, at.now);
  const lines = shown.map((item, index) => {
    const line = t('tiendo.work.line', {
      agency: item.agencyName,
      due: dueText(item, at, t),
      state: stateText(item, t),
    });
    return withCards ? t('tiendo.numbered', { number: index + 1, line }) : line;
  });
  const count =
    items.length > 1
      ? t('tiendo.work.count', {
          done: by.done_on_time + by.done_late,
          total: total - by.not_applicable,
          late: by.late,
        })
      : '';
  const more =
    items.length > MOST ? t('tiendo.work.more', { count: items.length - MOST }) : ('' as Markup);
  const buttons = shown.map(
    ({ id }, index): Choice => ({ id: `ob:${id}`, label: String(index + 1) }),
  );
  const name = obligationName({ ...first, occurrence: '' }, t, 200);
  return {
    text: join([t('tiendo.work.title', { name }), count, ...lines, more]),
    choices: withCards
      ? [buttons.slice(0, 4), buttons.slice(4)].filter((row) => row.length > 0)
      : [],
  };
}

/** Several pieces of work that words may mean: one more choice. */
export function workChoices(works: readonly NamedWork[], typed: string, t: Translate): Outgoing {
  const named = ({ title, product }: NamedWork) =>
    shorten(
      product
        ? t.plain('obligation.product_of', {
            product: withoutStop(product),
            title: withoutStop(title),
          })
        : withoutStop(title),
      120,
    );
  return {
    text: join([
      t('tiendo.work.which', { words: typed }),
      ...works.map((work, index) =>
        t('tiendo.numbered', {
          number: index + 1,
          line: t('tiendo.work.name', { name: named(work) }),
        }),
      ),
    ]),
    choices: [works.map(({ id }, index) => ({ id: `tw:${id}`, label: String(index + 1) }))],
  };
}
