import { join, type Markup } from '../core/messages/markup.ts';
import type { Choice, Outgoing } from '../core/messages/message.ts';
import type { SaidState } from '../core/statements/statement.ts';
import { shorten } from '../core/text/shorten.ts';
import type { LocalDate } from '../core/time/local-date.ts';
import type { ObligationView } from '../db/queries/obligations.ts';
import type { Translate } from '../locales/index.ts';
import { fullDate } from './dates.ts';
import { documentText, dueText, type Now, obligationName, stateText } from './obligation.ts';

/** Characters of a label that names an obligation. */
const LABEL = 48;

/** What was understood of one thing somebody said. */
export interface Said {
  kind: 'state' | 'extension';
  state: SaidState | null;
  percent: number | null;
  number: string | null;
  date: LocalDate | null;
  reason: string | null;
  wished: LocalDate | null;
  note: string;
}

export interface Proposed extends Said {
  words: string;
  /** What may be meant, the likeliest first; one alone where it is certain. */
  candidates: readonly ObligationView[];
  certain: boolean;
}

/** Shows what was understood and asks whether it is so, or first which obligation is meant. */
export function statementQuestion(
  items: readonly Proposed[],
  nonce: string,
  at: Now,
  t: Translate,
): Outgoing {
  const many = items.length > 1;
  const agencies = new Set(
    items.flatMap(({ candidates }) => candidates).map((one) => one.agencyId),
  );
  const withAgency = agencies.size > 1;
  const blocks = items.map((item, index) =>
    join([titleOf(item, many ? index + 1 : null, withAgency, at, t), ...fieldsOf(item, t)]),
  );
  const doubtful = items.findIndex(({ certain }) => !certain);
  const item = items[doubtful];
  if (item) {
    const which = t(many ? 'statement.which_of' : 'statement.which', { number: doubtful + 1 });
    const choices = item.candidates.map((one): Choice[] => [
      {
        id: `st:${nonce}:is:${doubtful}:${one.id}`,
        label: (withAgency ? `${one.agencyShortName}: ` : '') + obligationName(one, t, LABEL),
      },
    ]);
    const text = join([t('statement.understood'), ...blocks, which], '\n\n');
    return { text, choices: [...choices, [dropChoice(nonce, t)]] };
  }
  const edits = items.map((_, index) => ({
    id: `st:${nonce}:ed:${index}`,
    label: many ? t.plain('statement.edit_item', { number: index + 1 }) : t.plain('statement.edit'),
  }));
  return {
    text: join([t('statement.understood'), ...blocks, t('statement.confirm')], '\n\n'),
    choices: [
      [{ id: `st:${nonce}:ok`, label: t.plain('statement.yes') }],
      ...rowsOf([...edits, dropChoice(nonce, t)]),
    ],
  };
}

function rowsOf(choices: readonly Choice[]): Choice[][] {
  const rows: Choice[][] = [];
  for (let at = 0; at < choices.length; at += 3) rows.push(choices.slice(at, at + 3));
  return rows;
}

function dropChoice(nonce: string, t: Translate): Choice {
  return { id: `st:${nonce}:no`, label: t.plain('statement.no') };
}

function titleOf(
  { certain, candidates, words }: Proposed,
  number: number | null,
  withAgency: boolean,
  at: Now,
  t: Translate,
): Markup {
  const [item] = candidates;
  const lead = number === null ? '' : `${number}. `;
  if (!certain || !item) return t('statement.about_unknown', { lead, words: shorten(words, 120) });
  const agency = withAgency ? `${item.agencyShortName}: ` : '';
  return t('statement.about', {
    lead,
    agency,
    name: obligationName(item, t),
    due: dueText(item, at, t),
  });
}

function fieldsOf(item: Said, t: Translate): Markup[] {
  const document = documentText({ documentNumber: item.number, documentDate: item.date }, t);
  return [
    mainOf(item, t),
    ...(document === '' ? [] : [t('statement.document', { document })]),
    ...(item.reason === null ? [] : [t('statement.reason', { reason: item.reason })]),
    ...(item.note === '' ? [] : [t('statement.note', { note: item.note })]),
  ];
}

function mainOf({ kind, state, percent, wished }: Said, t: Translate): Markup {
  if (kind === 'extension') {
    return wished === null
      ? t('statement.wish_open')
      : t('statement.wish', { date: fullDate(wished) });
  }
  if (state !== null) return t('statement.state', { state: stateText({ state, percent }, t) });
  return percent === null ? t('statement.state_open') : t('statement.percent_only', { percent });
}

/** One line of what was recorded in one go. */
export function savedLine(
  { kind, state, percent, wished }: Said,
  item: ObligationView,
  t: Translate,
): Markup {
  const what =
    kind === 'extension' && wished
      ? t.plain('statement.saved_wish', { date: fullDate(wished) })
      : stateText({ state: state ?? item.state, percent }, t);
  return t('statement.saved_line', { name: obligationName(item, t), what });
}
