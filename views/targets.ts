import { join, type Markup } from '../core/messages/markup.ts';
import type { Outcome } from '../core/summary/targets.ts';
import { marginOf } from '../core/summary/targets.ts';
import { shorten } from '../core/text/shorten.ts';
import type { Translate } from '../locales/index.ts';
import type { Actual, JudgedTarget, TargetsPage } from '../office/targets.ts';
import { fullDate } from './dates.ts';
import { numberText } from './points.ts';

const MARKS: Readonly<Record<Outcome, string>> = {
  met: '✅',
  near: '🟡',
  missed: '🔴',
  unknown: '⚪',
};

export function outcomeMark(outcome: Outcome): string {
  return MARKS[outcome];
}

/** "92%", "12 dịch vụ". */
export function amountText(value: number, unit: string, t: Translate): string {
  const number = numberText(value, t);
  return unit === '%' ? `${number}%` : `${number} ${unit}`;
}

/** "từ 92% trở lên". */
export function goalText({ target }: Pick<JudgedTarget, 'target'>, t: Translate): string {
  const amount = amountText(target.value, target.unit, t);
  const name = {
    '>=': 'at_least',
    '>': 'over',
    '<=': 'at_most',
    '<': 'under',
    '=': 'equal',
  } as const;
  return t.plain(`targets.goal.${name[target.operator]}`, { amount });
}

export function targetLine(item: JudgedTarget, t: Translate): Markup {
  const { target, actual, outcome } = item;
  return t('targets.line', {
    mark: outcomeMark(outcome),
    name: shorten(target.name, 60),
    actual: actual ? amountText(actual.value, target.unit, t) : t.plain('targets.no_figure'),
    goal: goalText(item, t),
  });
}

/** A target's own card: the plan's words, what was reached and by what it is known, the history. */
export function targetCard(
  item: JudgedTarget,
  page: TargetsPage,
  scope: string,
  t: Translate,
): Markup {
  const { target, actual, outcome, entered } = item;
  const margin = amountText(marginOf(target, page.near), target.unit, t);
  return join(
    [
      join([
        t('targets.card.title', { name: target.name }),
        t('targets.card.goal', { goal: goalText(item, t), of: target.of }),
        t('targets.card.document', { document: target.document, year: target.year }),
      ]),
      join([
        t('targets.card.outcome', {
          mark: outcomeMark(outcome),
          outcome: t.plain(`targets.outcome.${outcome}`),
          scope,
        }),
        actual ? actualText(actual, target.unit, t) : '',
        outcome === 'near' || outcome === 'missed' ? t('targets.card.margin', { margin }) : '',
      ]),
      target.verbatim === ''
        ? ''
        : t('targets.card.verbatim', { words: shorten(target.verbatim, 500) }),
      target.owner === '' ? '' : t('targets.card.owner', { owner: target.owner }),
      entered.length > 0
        ? join([
            t('targets.card.history'),
            ...entered
              .toReversed()
              .slice(0, 5)
              .map(({ asOf, value, note, personName }) =>
                t('targets.card.line', {
                  date: fullDate(asOf),
                  amount: amountText(value, target.unit, t),
                  who: personName,
                  note: note ? ` – ${shorten(note, 80)}` : '',
                }),
              ),
          ])
        : '',
    ],
    '\n\n',
  );
}

function actualText({ value, from, asOf, lacking }: Actual, unit: string, t: Translate): Markup {
  return t(`targets.card.${from}`, {
    amount: amountText(value, unit, t),
    date: fullDate(asOf),
    lacking: lacking > 0 ? t.plain('targets.card.lacking', { count: lacking }) : '',
  });
}
