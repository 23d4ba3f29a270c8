import { groupBy } from '../../core/collections/group-by.ts';
import { formatNumber } from '../../core/numbers/vietnamese.ts';
import { isSettled, type State, standing } from '../../core/obligations/obligation.ts';
import type { TaskItem } from '../../core/reports/consolidated.ts';
import { daysBetween, type LocalDate } from '../../core/time/local-date.ts';
import { dayWords } from './words.ts';

/** The moment a table is of. */
export interface Moment {
  now: Date;
  today: LocalDate;
}

/** Names in one cell of the table; the dashboard and the bot show all. */
const NAMES = 8;
const DOCUMENTS = 4;

const STATE_WORDS: Record<State, string> = {
  not_started: 'Chưa triển khai',
  in_progress: 'Đang thực hiện',
  blocked: 'Đang vướng mắc',
  done: 'Đã hoàn thành',
  accepted: 'Đã hoàn thành',
  returned: 'Trả lại để hoàn thiện',
  not_applicable: 'Không phát sinh',
};

/** Codes of the bot's offered answers, as papers name them; other words are an agency's own. */
const UNBLOCKERS: Readonly<Record<string, string>> = {
  province: 'cấp tỉnh (UBND tỉnh, sở, ngành)',
  committee: 'lãnh đạo UBND',
  standing_office: 'cơ quan thường trực CCHC',
  other_office: 'cơ quan phối hợp',
};

/** What stands in the column "Tiến độ". */
export function statusWords(items: readonly TaskItem[], at: Moment): string {
  const [only, ...others] = items;
  if (!only) return '';
  if (others.length === 0)
    return [STATE_WORDS[only.state] + percentWords(only), lateness(only, at)]
      .filter(Boolean)
      .join(',\n');
  const wanted = items.filter(({ state }) => state !== 'not_applicable');
  if (wanted.length === 0) return STATE_WORDS.not_applicable;
  const agencies = groupBy(wanted, ({ agency }) => agency);
  const one = agencies.size === 1;
  const groups = one ? wanted.map((item) => [item]) : [...agencies.values()];
  const done = groups.filter((group) => group.every(({ state }) => isSettled(state))).length;
  const unit = one ? 'kỳ' : 'đơn vị';
  const counted = `${done}/${groups.length} ${unit}`;
  const rest = (['late', 'blocked'] as const).flatMap((what) => {
    const count = groups.filter((group) =>
      group.some((item) => standing(item, at.now) === what),
    ).length;
    return count === 0 ? [] : [`${what === 'late' ? 'quá hạn' : 'vướng mắc'} ${count} ${unit}`];
  });
  const begun = wanted.some(({ state }) => state !== 'not_started');
  const head =
    done > 0
      ? `Đã hoàn thành ${counted}`
      : begun
        ? `Đang thực hiện (hoàn thành ${counted})`
        : STATE_WORDS.not_started;
  return [head, ...rest].join(';\n');
}

/** What stands in the column "Ghi chú": documents, reasons, and who is not done yet. */
export function noteWords(items: readonly TaskItem[], at: Moment): string {
  const agencies = new Set(items.map(({ agency }) => agency));
  const [only] = items;
  if (only && items.length === 1)
    return [documentWords(only), reasonWords(only)].filter(Boolean).join('\n');
  const open = items.filter(({ state }) => !isSettled(state));
  const named = (of: readonly TaskItem[], say: (item: TaskItem) => string) => {
    const byName = new Map<string, TaskItem>();
    for (const item of of) {
      const name = agencies.size > 1 ? item.agency : dueWords(item);
      if (!byName.has(name)) byName.set(name, item);
    }
    const shown = [...byName].slice(0, NAMES).map(([name, item]) => name + say(item));
    return withMore(shown, byName.size, 'đơn vị');
  };
  const stands = (what: string) => open.filter((item) => standing(item, at.now) === what);
  const late = stands('late');
  const blocked = stands('blocked');
  const told = new Set([...late, ...blocked]);
  const begun = open.filter((item) => !told.has(item));
  const documents = items.filter(({ document }) => document !== null);
  const lines = [
    withMore(
      documents
        .slice(0, DOCUMENTS)
        .map((item) => documentWords(item) + (agencies.size > 1 ? ` (${item.agency})` : '')),
      documents.length,
      'văn bản',
      '; ',
    ),
    late.length > 0 ? `Quá hạn: ${named(late, (item) => ` (${daysLate(item, at)} ngày)`)}` : '',
    blocked.length > 0
      ? `Vướng mắc: ${named(blocked, (item) => (item.reason ? ` (${item.reason})` : ''))}`
      : '',
    begun.length > 0 && begun.length < items.length
      ? `Chưa hoàn thành: ${named(begun, () => '')}`
      : '',
  ];
  return lines.filter(Boolean).join('\n');
}

/** "A, B và 3 đơn vị khác" of so many in all. */
function withMore(shown: readonly string[], all: number, unit: string, between = ', '): string {
  const more = all - shown.length;
  return `${shown.join(between)}${more > 0 ? ` và ${more} ${unit} khác` : ''}`;
}

function percentWords({ state, percent }: TaskItem): string {
  return state === 'in_progress' && percent !== null ? ` ${formatNumber(percent)}%` : '';
}

function lateness(item: TaskItem, at: Moment): string {
  const stands = standing(item, at.now);
  if (stands === 'late') return `quá hạn ${daysLate(item, at)} ngày`;
  if (stands !== 'done_late') return '';
  const { dueOn, claimedOn } = item;
  const days = dueOn && claimedOn ? daysBetween(dueOn, claimedOn) : 0;
  return days > 0 ? `trễ hạn ${days} ngày` : 'trễ hạn';
}

function daysLate({ dueOn }: TaskItem, { today }: Moment): number {
  return dueOn ? Math.max(1, daysBetween(dueOn, today)) : 0;
}

function dueWords({ dueOn }: TaskItem): string {
  return dueOn ? `hạn ${dayWords(dueOn)}` : 'không ấn định ngày';
}

/** "214/QĐ-UBND ngày 20/3/2023". */
function documentWords({ document }: TaskItem): string {
  if (!document) return '';
  return document.date ? `${document.number} ngày ${dayWords(document.date)}` : document.number;
}

function reasonWords({ state, reason, unblocker }: TaskItem): string {
  if (!reason || isSettled(state)) return '';
  const who = unblocker
    ? Object.hasOwn(UNBLOCKERS, unblocker)
      ? UNBLOCKERS[unblocker]
      : unblocker
    : '';
  const said = state === 'returned' ? `Lý do trả lại: ${reason}` : `Lý do: ${reason}`;
  return who ? `${said}\nNơi tháo gỡ: ${who}` : said;
}
