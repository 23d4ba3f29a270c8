import { join, type Markup } from '../core/messages/markup.ts';
import type { Choice, Outgoing } from '../core/messages/message.ts';
import { isSettled, standing } from '../core/obligations/obligation.ts';
import { shorten } from '../core/text/shorten.ts';
import { localDateAt } from '../core/time/zone.ts';
import type { InputAnswer } from '../db/queries/inputs.ts';
import type { AskedInput, ObligationView } from '../db/queries/obligations.ts';
import type { Translate } from '../locales/index.ts';
import { moment, shortDate } from './dates.ts';
import { dueText, inputAnswers, type Now, obligationName, withoutStop } from './obligation.ts';
import { pageOf, pager } from './pager.ts';

/** Lines of input on the card of the asking agency; the rest is a tap away. */
const ON_CARD = 4;
const PER_PAGE = 5;
const CARD_WORDS = 90;
const PAGE_WORDS = 220;

export type Answers = ReadonlyMap<number, InputAnswer>;

/** What an agency is told when it is asked for input. */
export function inputNotice(
  item: ObligationView,
  asked: AskedInput,
  at: Now,
  t: Translate,
): Outgoing {
  return {
    text: t('input.notice', {
      agency: asked.agencyShortName,
      task: taskName(asked),
      question: asked.question,
      due: dueText(item, at, t),
    }),
    choices: inputAnswers(item, t),
  };
}

/** What the asking agency is told when it is answered. */
export function givenNotice(
  item: ObligationView,
  asked: AskedInput,
  { words, files }: Pick<InputAnswer, 'words' | 'files'>,
  t: Translate,
): Outgoing {
  const nothing = item.state === 'not_applicable';
  const open = { id: `in:see:${item.id}`, label: t.plain('input.open') };
  const opens = { id: `in:fi:${item.id}`, label: t.plain('obligation.files') };
  return {
    text: join([
      t(nothing ? 'input.told_nothing' : 'input.told_given', {
        agency: item.agencyName,
        task: taskName(asked),
      }),
      t('input.line_question', { question: shorten(asked.question, PAGE_WORDS) }),
      words ? t('input.words', { words }) : '',
      files.length > 0 ? t('input.files', { count: files.length }) : '',
    ]),
    choices: [files.length > 0 ? [opens, open] : [open]],
  };
}

/** Who was asked and what they said, at the end of the asking agency's card; '' when nobody was. */
export function inputPart(
  inputs: readonly ObligationView[],
  answers: Answers,
  at: Now,
  t: Translate,
): Markup {
  if (inputs.length === 0) return join([]);
  const rest = inputs.length - ON_CARD;
  return join([
    t('input.card.title', countsOf(inputs)),
    ...ofInterest(inputs, at)
      .slice(0, ON_CARD)
      .map((item) => inputLine(item, answers, CARD_WORDS, '•', at, t)),
    rest > 0 ? t('input.card.more', { count: rest }) : '',
  ]);
}

/** What was said first, then what is late, then what is awaited. */
function ofInterest(inputs: readonly ObligationView[], { now }: Now): ObligationView[] {
  const rank = (item: ObligationView) =>
    item.state === 'done'
      ? 0
      : item.state === 'not_applicable'
        ? 1
        : standing(item, now) === 'late'
          ? 2
          : 3;
  return [...inputs].sort((a, b) => rank(a) - rank(b));
}

/** The newest request first, within each what is of interest. */
function byRequest(inputs: readonly ObligationView[], at: Now): ObligationView[] {
  return ofInterest(inputs, at).sort((a, b) => (b.requestId ?? 0) - (a.requestId ?? 0));
}

/** Everything asked for the sake of an obligation, page by page; a number opens one answer. */
export function inputsPage(
  parent: ObligationView,
  inputs: readonly ObligationView[],
  answers: Answers,
  page: number,
  at: Now,
  t: Translate,
): Outgoing {
  const { shown, current, pages } = pageOf(byRequest(inputs, at), page, PER_PAGE);
  const blocks: Markup[] = [];
  let request = -1;
  for (const [index, item] of shown.entries()) {
    if (item.asked && item.asked.requestId !== request) {
      request = item.asked.requestId;
      blocks.push(t('input.line_question', { question: shorten(item.asked.question, PAGE_WORDS) }));
    }
    const number = `${current * PER_PAGE + index + 1}.`;
    blocks.push(inputLine(item, answers, PAGE_WORDS, number, at, t));
  }
  return {
    text: join([
      t('input.list.title', { ...countsOf(inputs), name: obligationName(parent, t) }),
      ...blocks,
      t('input.list.pick'),
      pages > 1 ? t('tiendo.page', { page: current + 1, pages }) : '',
    ]),
    choices: [
      shown.map((item, index) => ({
        id: `in:see:${item.id}`,
        label: String(current * PER_PAGE + index + 1),
      })),
      ...pager((other) => `in:list:${parent.id}:${other}`, current, pages, t),
      [{ id: `ob:${parent.id}:back`, label: t.plain('tiendo.back') }],
    ],
  };
}

/** One request with its answer in full. */
export function inputDetail(
  item: ObligationView,
  asked: AskedInput,
  answer: InputAnswer | undefined,
  at: Now,
  t: Translate,
): Markup {
  return join([
    t('input.detail.title', { agency: item.agencyName, task: taskName(asked) }),
    t('input.line_question', { question: asked.question }),
    t('input.detail.asked', { at: moment(asked.at, at, t), due: dueText(item, at, t) }),
    item.withdrawnAt
      ? t('input.detail.withdrawn')
      : t('input.detail.state', { state: t.plain(`input.state.${stateOf(item)}`) }),
    answer
      ? t('input.detail.answered', { at: moment(answer.at, at, t), who: answer.personName ?? '' })
      : '',
    answer?.words ? t('input.words', { words: answer.words }) : '',
    answer && answer.files.length > 0 ? t('input.files', { count: answer.files.length }) : '',
  ]);
}

/** The agencies that can be asked: all of them, or one. */
export function whomToAsk(
  item: ObligationView,
  agencies: readonly { id: number; shortName: string }[],
  page: number,
  t: Translate,
): Outgoing {
  const perPage = 8;
  const { shown, current, pages } = pageOf(agencies, page, perPage);
  const choice = (who: string, label: string): Choice[] => [
    { id: `in:who:${item.id}:${who}`, label: shorten(label, 40) },
  ];
  return {
    text: join([
      t('input.whom', { name: obligationName(item, t) }),
      pages > 1 ? t('tiendo.page', { page: current + 1, pages }) : '',
    ]),
    choices: [
      choice('all', t.plain('input.whom_all', { count: agencies.length })),
      ...shown.map(({ id, shortName }) => choice(String(id), shortName)),
      ...pager((other) => `in:ask:${item.id}:${other}`, current, pages, t),
    ],
  };
}

/** The name of the task that input is wanted for. */
export function taskName({ title }: AskedInput): string {
  return shorten(withoutStop(title), 90);
}

function inputLine(
  item: ObligationView,
  answers: Answers,
  words: number,
  mark: string,
  at: Now,
  t: Translate,
): Markup {
  const agency = item.agencyShortName;
  const answer = answers.get(item.id);
  if (item.state === 'not_applicable') return t('input.line.nothing', { mark, agency });
  if (!isSettled(item.state) || !answer) {
    const since = shortDate(localDateAt(item.asked?.at ?? item.createdAt, at.timeZone), at.today);
    const late = standing(item, at.now) === 'late';
    const due = dueText(item, at, t);
    return t(late ? 'input.line.late' : 'input.line.waiting', { mark, agency, since, due });
  }
  const said = [
    shorten(answer.words ?? '', words),
    answer.files.length > 0 ? t.plain('input.files', { count: answer.files.length }) : '',
  ].filter((part) => part !== '');
  return t('input.line.given', { mark, agency, words: said.join(' · ') });
}

/** How many were asked, and how many of them answered. */
export function countsOf(inputs: readonly ObligationView[]): { asked: number; given: number } {
  return {
    asked: inputs.length,
    given: inputs.filter(({ state }) => isSettled(state)).length,
  };
}

function stateOf({ state }: ObligationView): 'done' | 'not_applicable' | 'not_started' {
  return state === 'done' || state === 'not_applicable' ? state : 'not_started';
}
