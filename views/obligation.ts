import { escapeText, join, type Markup } from '../core/messages/markup.ts';
import type { Choice } from '../core/messages/message.ts';
import { isExtended, lastStatement, openProposal, openWish } from '../core/obligations/history.ts';
import { type SourceKind, standing } from '../core/obligations/obligation.ts';
import { calendarPeriod } from '../core/periods/calendar-period.ts';
import { daysLeft } from '../core/reminders/ladder.ts';
import { shorten } from '../core/text/shorten.ts';
import type { LocalDate } from '../core/time/local-date.ts';
import type { AskedInput, HistoryEntry, ObligationView } from '../db/queries/obligations.ts';
import type { Translate } from '../locales/index.ts';
import { distance, fullDate, moment, periodText, shortDate } from './dates.ts';

/** Characters of a reason or note shown in the history, so that it fits one message. */
const HISTORY_WORDS = 120;

/** When and where something is shown. */
export interface Now {
  now: Date;
  today: LocalDate;
  timeZone: string;
}

/** What people call an obligation, in at most `max` characters. */
export function obligationName(item: ObligationView, t: Translate, max = 90): string {
  if (item.sourceKind === 'report') {
    const key = `obligation.report_${item.occurrence}`;
    const name = item.periodName ?? item.title;
    // A report that was asked for apart from the regular ones says itself what it is about.
    if (calendarPeriod(item.periodCode ?? '') === null) return shorten(name, max);
    const whole = t.plain(key, { name });
    return whole.length <= max ? whole : t.plain(`${key}_short`, { name });
  }
  if (item.asked) return inputName(item.asked, t, max);
  const title = withoutStop(item.title);
  if (item.sourceKind === 'inspection' && item.product) {
    const whole = t.plain('inspection.name', { title, step: uncapitalised(item.product) });
    // Cut short, the step must be left: all of an inspection begin alike.
    if (whole.length <= max) return whole;
  }
  const name = item.product
    ? t.plain('obligation.product_of', { product: withoutStop(item.product), title })
    : title;
  // "p1@2023-Q4": one of several times the same thing is owed.
  const time = periodText(item.occurrence.split('@')[1] ?? '', t);
  return time === null ? shorten(name, max) : `${shorten(name, max - time.length - 3)} (${time})`;
}

/** "Góp ý cho Rà soát thủ tục hành chính (Phòng Tư pháp xin)". */
function inputName({ title, agencyShortName: agency }: AskedInput, t: Translate, max: number) {
  const around = t.plain('input.name', { task: '', agency }).length;
  const task = shorten(withoutStop(title), Math.max(max - around, 12));
  return shorten(t.plain('input.name', { task, agency }), max);
}

/** Tables end their cells with a stop or a semicolon now and then. */
export function withoutStop(words: string): string {
  return words.replace(/[\s.;,:]+$/, '');
}

/** "Báo cáo" → "báo cáo" where it goes on after a colon. */
function uncapitalised(words: string): string {
  return words.charAt(0).toLocaleLowerCase('vi') + words.slice(1);
}

/** "hạn 08/03, còn 7 ngày"; for undated work the words of its document. */
export function dueText(item: ObligationView, { today }: Now, t: Translate): string {
  if (item.dueOn === null) {
    const words = item.deadlineWords;
    return t.plain(words === '' ? 'obligation.no_date' : 'obligation.undated', { words });
  }
  const date = shortDate(item.dueOn, today);
  return t.plain('obligation.due', { date, distance: distance(daysLeft(item.dueOn, today), t) });
}

/** "đang thực hiện, 60%". */
export function stateText(
  item: Pick<ObligationView, 'state' | 'percent'> & { sourceKind?: SourceKind },
  t: Translate,
): string {
  const given = `input.state.${item.state}`;
  if (item.sourceKind === 'input' && t.has(given)) return t.plain(given);
  const state = t.plain(`state.${item.state}`);
  return item.percent === null
    ? state
    : t.plain('state.with_percent', { state, percent: item.percent });
}

/** Everything about one obligation with its `history` (oldest first), on one screen. */
export function obligationCard(
  item: ObligationView,
  history: readonly HistoryEntry[],
  at: Now,
  t: Translate,
): Markup {
  const late = standing(item, at.now) === 'late';
  const said = lastStatement(history);
  const document = said ? documentText(said, t) : '';
  const wished = openWish(item.state, history);
  const proposed = openProposal(item.state, history);
  return join([
    t('obligation.card.title', { title: obligationName(item, t, 220) }),
    t('obligation.card.agency', { agency: item.agencyName }),
    item.asked ? t('input.card.question', { question: item.asked.question }) : '',
    item.area ? t('obligation.card.area', { area: item.area }) : '',
    t(late ? 'obligation.card.due_late' : 'obligation.card.due', { due: dueText(item, at, t) }),
    isMoved(item, history)
      ? t('calendar.card_moved', {
          due: shortDate(item.dueOn, at.today),
          date: shortDate(item.sourceDueOn, at.today),
        })
      : '',
    item.dataFrom && item.dataTo
      ? t('obligation.card.window', { from: fullDate(item.dataFrom), to: fullDate(item.dataTo) })
      : '',
    wished ? t('obligation.card.wished', { date: fullDate(wished) }) : '',
    proposed ? t('other_date.card', { date: fullDate(proposed) }) : '',
    item.withdrawnAt
      ? t('obligation.card.withdrawn')
      : t('obligation.card.state', { state: stateText(item, t) }),
    document === '' ? '' : t('obligation.card.document', { document }),
    item.reason ? t('obligation.card.reason', { reason: item.reason }) : '',
    item.unblocker ? t('obligation.card.unblocker', { who: unblockerText(item.unblocker, t) }) : '',
    said?.note ? t('obligation.card.note', { note: said.note }) : '',
    said && said.files.length > 0 ? t('obligation.card.files', { count: said.files.length }) : '',
    item.lastUpdateAt
      ? t('obligation.card.updated', { at: moment(item.lastUpdateAt, at, t) })
      : t('obligation.card.never_updated'),
  ]);
}

/** Due on another day than its source says because that one is a day off. */
function isMoved<I extends Pick<ObligationView, 'dueOn' | 'sourceDueOn'>>(
  item: I,
  history: readonly HistoryEntry[],
): item is I & { dueOn: LocalDate; sourceDueOn: LocalDate } {
  const { dueOn, sourceDueOn } = item;
  if (dueOn === null || sourceDueOn === null || dueOn === sourceDueOn) return false;
  return !isExtended(history);
}

/** The one-tap answers every reminder and card carries; more time only where there is a date. */
export function answerChoices(
  item: { id: number; dueOn: LocalDate | null; sourceKind: SourceKind },
  t: Translate,
): Choice[][] {
  if (item.sourceKind === 'input') return inputAnswers(item, t);
  if (item.sourceKind === 'scoring') return scoringAnswers(item, t);
  const blocked = { id: `up:${item.id}:blocked`, label: t.plain('answer.blocked') };
  const extension = { id: `ex:${item.id}`, label: t.plain('answer.extension') };
  return [
    [
      { id: `up:${item.id}:done`, label: t.plain('answer.done') },
      { id: `up:${item.id}:in_progress`, label: t.plain('answer.in_progress') },
    ],
    item.dueOn === null ? [blocked] : [blocked, extension],
  ];
}

/** Scores are given and sent; being blocked and more time as everywhere. */
function scoringAnswers(item: { id: number; dueOn: LocalDate | null }, t: Translate): Choice[][] {
  const blocked = { id: `up:${item.id}:blocked`, label: t.plain('answer.blocked') };
  const extension = { id: `ex:${item.id}`, label: t.plain('answer.extension') };
  return [
    [{ id: `up:${item.id}`, label: t.plain('scoring.button.score') }],
    item.dueOn === null ? [blocked] : [blocked, extension],
  ];
}

/** The two answers to a request for input. */
export function inputAnswers(item: { id: number }, t: Translate): Choice[][] {
  return [
    [
      { id: `up:${item.id}`, label: t.plain('input.answer') },
      { id: `in:none:${item.id}`, label: t.plain('input.no_opinion') },
    ],
  ];
}

/** The coordinator's answers to a wish for more time, good for that wish only. */
export function extensionChoices(
  item: { id: number },
  wished: LocalDate,
  t: Translate,
): Choice[][] {
  return [
    [
      { id: `xd:${item.id}:grant:${wished}`, label: t.plain('extension.grant') },
      { id: `xd:${item.id}:decline:${wished}`, label: t.plain('extension.decline') },
    ],
    [{ id: `xd:${item.id}:other:${wished}`, label: t.plain('other_date.other') }],
  ];
}

/** One line of the history: when, who, what. */
export function historyLine(entry: HistoryEntry, at: Now, t: Translate): Markup {
  const who = entry.personName ?? t.plain('history.system');
  const details = [
    entry.percent === null ? '' : `${entry.percent}%`,
    documentText(entry, t),
    shorten(entry.reason ?? '', HISTORY_WORDS),
    entry.unblocker ? shorten(unblockerText(entry.unblocker, t), HISTORY_WORDS) : '',
    shorten(entry.note ?? '', HISTORY_WORDS),
    entry.files.length > 0 ? t.plain('history.files', { count: entry.files.length }) : '',
    entry.dueAfter && entry.dueAfter !== entry.dueBefore
      ? t.plain('history.due', { date: fullDate(entry.dueAfter) })
      : '',
  ].filter((part) => part !== '');
  // Withdrawn by a person, it was a request taken back.
  const takenBack = entry.kind === 'withdrawn' && entry.personId !== null;
  const what = t.plain(`history.kind.${takenBack ? 'taken_back' : entry.kind}`, {
    state: entry.state ? t.plain(`state.${entry.state}`) : '',
  });
  const line = t('history.line', { at: moment(entry.at, at, t), who, what });
  return details.length > 0 ? join([line, escapeText(`   ${details.join(' · ')}`)]) : line;
}

/** "214/QĐ-UBND ngày 20/03/2019". */
export function documentText(
  document: { documentNumber: string | null; documentDate: LocalDate | null },
  t: Translate,
): string {
  if (!document.documentNumber) return '';
  if (!document.documentDate) return document.documentNumber;
  return t.plain('obligation.document', {
    number: document.documentNumber,
    date: fullDate(document.documentDate),
  });
}

/** Who can unblock: one of the offered bodies, or the words that were typed. */
export function unblockerText(who: string, t: Translate): string {
  const key = `unblocker.${who}`;
  return /^[a-z_]+$/.test(who) && t.has(key) ? t.plain(key) : who;
}
