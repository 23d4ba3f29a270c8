import { Command } from 'commander';
import { DAY_OFF_RULES, type DayOffRule } from '../../core/calendar/day-off-rule.ts';
import { type DayRange, parseDayRange } from '../../core/calendar/day-range.ts';
import { type CalendarSpan, calendarSpans, isAnnounced } from '../../core/calendar/spans.ts';
import { dateOf, type LocalDate, localDate, partsOf } from '../../core/time/local-date.ts';
import { clockOf } from '../../core/time/minute-span.ts';
import { localDateAt, minuteOfDay } from '../../core/time/zone.ts';
import type { Tx } from '../../db/client.ts';
import { appendAudit } from '../../db/queries/audit.ts';
import { allOfficeDays } from '../../db/queries/calendar.ts';
import type { MovedDue } from '../../office/apply-due-rules.ts';
import { loadDayOffRule } from '../../office/due.ts';
import { type Telling, tellingOf } from '../../office/due-moves.ts';
import { changeDayOffRule, enterOfficeDays, forgetOfficeDays } from '../../office/office-days.ts';
import { UsageError } from '../exit.ts';
import { type Office, withOffice } from '../office.ts';

interface Options {
  off?: string;
  working?: string;
  remove?: string;
  note?: string;
  dayOffRule?: string;
}

/** `tiendo calendar [year]`: holidays, swaps and the office's own days; with an option, changes them. */
export function calendarCommand(): Command {
  return new Command('calendar')
    .description("show the calendar of a year, or change the office's own days")
    .argument('[year]', 'such as 2026 (default: this year)')
    .option('--off <days>', 'a day or days off, such as 2026-02-16..2026-02-20')
    .option('--working <days>', 'days worked although they look free')
    .option('--remove <days>', "take the office's own entries away")
    .option('--note <text>', 'why, for --off and --working')
    .option(
      '--day-off-rule <rule>',
      `what becomes of due dates on days off: ${DAY_OFF_RULES.join(', ')}`,
    )
    .action(async (year: string | undefined, options: Options) => {
      await withOffice(async (office) => {
        const today = localDateAt(office.now, office.timeZone);
        await change(office, options, today);
        await print(office, year === undefined ? partsOf(today).year : yearOf(year));
      });
    });
}

async function change(office: Office, options: Options, today: LocalDate): Promise<void> {
  const { off, working, remove, note = '', dayOffRule } = options;
  const work: ((tx: Tx) => Promise<MovedDue[]>)[] = [];
  if (off)
    work.push((tx) => enterOfficeDays(tx, rangeOf(off, today), { kind: 'off', note }, office));
  if (working) {
    const days = rangeOf(working, today);
    work.push((tx) => enterOfficeDays(tx, days, { kind: 'working', note }, office));
  }
  if (remove)
    work.push(async (tx) => (await forgetOfficeDays(tx, rangeOf(remove, today), office)).moved);
  if (dayOffRule) {
    const rule = ruleOf(dayOffRule);
    work.push((tx) => changeDayOffRule(tx, rule, office));
  }
  if (work.length === 0) return;
  await office.db.transaction(async (tx) => {
    let moved = 0;
    for (const one of work) moved += (await one(tx)).length;
    await appendAudit(
      tx,
      {
        action: 'calendar.changed',
        subject: 'office',
        personId: null,
        channel: 'cli',
        details: {
          off: off ?? null,
          working: working ?? null,
          removed: remove ?? null,
          rule: dayOffRule ?? null,
          moved,
        },
      },
      office.now,
    );
    console.log(`${moved} due date(s) moved`);
    if (moved > 0) console.log(tellingLine(await tellingOf(tx, office.timeZone), office.timeZone));
  });
}

/** Who hears of moved due dates, and when; people are told by the running program. */
export function tellingLine({ at, people, silent }: Telling, timeZone: string): string {
  if (!at) return 'all due dates are what people know already: nobody is told';
  if (people === 0 && silent === 0) return 'nobody has to be told: overdue before, or stopped';
  const when = `${localDateAt(at, timeZone)} ${clockOf(minuteOfDay(at, timeZone))}`;
  const unheard = silent > 0 ? `; in ${silent} agencies nobody can be reached` : '';
  return `${people} people are told on ${when}${unheard}`;
}

async function print({ db }: Office, year: number): Promise<void> {
  const [from, to] = [dateOf(year, 1, 1), dateOf(year, 12, 31)];
  if (!from || !to) throw new UsageError(`year: "${year}" is no year`);
  console.log(`${year}${isAnnounced(year) ? '' : ' (not announced yet: by the general rule)'}`);
  for (const span of calendarSpans({ from, to }, await allOfficeDays(db))) {
    const days = span.from === span.to ? span.from : `${span.from}..${span.to}`;
    console.log(`  ${days.padEnd(24)} ${what(span)}`);
  }
  console.log(`due dates on days off: ${await loadDayOffRule(db)}`);
}

function what(span: CalendarSpan): string {
  if (span.kind === 'holiday') return span.code;
  if (span.kind === 'swap') return `swapped, worked on ${span.other}`;
  return `${span.kind}${span.note === '' ? '' : `: ${span.note}`} (entered)`;
}

function rangeOf(text: string, today: LocalDate): DayRange {
  const range = parseDayRange(text, { reference: today });
  if (range === null || range === 'reversed' || range === 'long') {
    throw new UsageError(`"${text}" are no days; expected such as 2026-02-16..2026-02-20`);
  }
  return { from: localDate(range.from), to: localDate(range.to) };
}

function ruleOf(text: string): DayOffRule {
  const rule = DAY_OFF_RULES.find((one) => one === text);
  if (!rule) throw new UsageError(`--day-off-rule: expected ${DAY_OFF_RULES.join(', ')}`);
  return rule;
}

function yearOf(text: string): number {
  if (!/^20\d\d$/.test(text)) throw new UsageError(`year: "${text}" is no year such as 2026`);
  return Number(text);
}
