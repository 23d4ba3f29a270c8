import { Command, Option } from 'commander';
import { SOURCE_KINDS, type SourceKind } from '../../core/obligations/obligation.ts';
import { type Ladder, STYLES } from '../../core/reminders/ladder.ts';
import type { RuleScope } from '../../core/reminders/ladder-rules.ts';
import type { Tx } from '../../db/client.ts';
import { allAgencies } from '../../db/queries/agencies.ts';
import { appendAudit } from '../../db/queries/audit.ts';
import { dropLadderRule, type NamedRule, namedLadderRules } from '../../db/queries/ladder-rules.ts';
import { actorOf, personByCode } from '../../db/queries/people.ts';
import {
  adoptOldLadders,
  loadLadders,
  type RuleChange,
  ruleColumns,
  setLadderRule,
  standardLadder,
} from '../../office/ladders.ts';
import { UsageError } from '../exit.ts';
import { withOffice } from '../office.ts';

/** `tiendo ladder`: when people are reminded, by kind of work, agency and person; changes it. */
export function ladderCommand(): Command {
  return new Command('ladder')
    .description('show or set when people are reminded: by kind of work, agency and person')
    .addOption(new Option('--kind <kind>', 'only this kind of work').choices(SOURCE_KINDS))
    .option('--agency <code>', 'an agency and all below it')
    .option('--person <code>', 'one person')
    .option('--before <days>', 'days before the due day, such as 7,3,1,0 (0 = the day itself)')
    .option('--escalate-after <days>', 'days overdue after which head and coordinator hear of it')
    .option('--leader-after <days>', 'days overdue after which the leaders do, once a week')
    .option('--from <HH:MM>', 'written to from this time, within office hours')
    .option('--until <HH:MM>', 'and not at or after this one')
    .addOption(new Option('--style <style>', 'one message, or one for each').choices(STYLES))
    .option('--default', 'drop the rule for exactly this kind, agency and person')
    .option('--list', 'list every rule there is')
    .option('--json', 'print as JSON')
    .addHelpText(
      'after',
      '\nOf several rules the narrowest counts, setting by setting: a rule naming the person before\n' +
        'one naming the agency (the nearer the earlier) before one naming the kind of work.\n' +
        'An option given as "-" leaves it to wider rules again.',
    )
    .action(async (options: Options) => {
      await withOffice(async ({ db, now }) => {
        const lines = await db.transaction(async (tx) => {
          await adoptOldLadders(tx, now);
          const scope = await scopeFor(tx, options);
          await change(tx, scope, options, now);
          return options.list ? await listed(tx, options) : await effective(tx, scope, options);
        });
        for (const line of lines) console.log(line);
      });
    });
}

interface Options {
  kind?: SourceKind;
  agency?: string;
  person?: string;
  before?: string;
  escalateAfter?: string;
  leaderAfter?: string;
  from?: string;
  until?: string;
  style?: Ladder['style'];
  default?: boolean;
  list?: boolean;
  json?: boolean;
}

async function scopeFor(tx: Tx, { kind, agency, person }: Options): Promise<RuleScope> {
  const found = agency && (await allAgencies(tx)).find(({ code }) => code === agency);
  if (agency && !found) throw new UsageError(`--agency: there is none with the code "${agency}"`);
  const somebody = person === undefined ? null : await personByCode(tx, person);
  if (person !== undefined && !somebody) {
    throw new UsageError(`--person: there is none with the code "${person}"`);
  }
  return {
    sourceKind: kind ?? null,
    agencyId: found ? found.id : null,
    personId: somebody?.id ?? null,
  };
}

const PROBLEMS = {
  due_day_stays: '--before: a person is always told on the due day; include 0',
  habits_of_kind: '--from, --until and --style speak of all messages; leave out --kind',
  hours_empty: '--from has to be before --until',
} as const;

async function change(tx: Tx, scope: RuleScope, options: Options, at: Date): Promise<void> {
  const { sourceKind, agencyId, personId } = scope;
  if (options.default) await dropLadderRule(tx, scope);
  const wanted = changeOf(options);
  if (!options.default && Object.keys(wanted).length === 0) return;
  if (sourceKind === null && agencyId === null && personId === null && !options.default) {
    throw new UsageError('ladder: say for whom: --kind, --agency or --person');
  }
  if (!options.default) {
    const problem = await setLadderRule(tx, scope, wanted, { setBy: null, at });
    if (problem) throw new UsageError(PROBLEMS[problem]);
  }
  const entry = { action: 'ladder.changed', subject: 'office', subjectId: null } as const;
  const details = { kind: sourceKind ?? 'all', person: personId };
  await appendAudit(tx, { ...entry, agencyId, personId: null, channel: 'cli', details }, at);
}

function changeOf(options: Options): RuleChange {
  const { before, escalateAfter, leaderAfter, from, until, style } = options;
  const wanted = {
    ...(before === undefined
      ? {}
      : { beforeDays: before === '-' ? null : before.split(',').map((one) => number(one)) }),
    ...(escalateAfter === undefined ? {} : { escalateAfterDays: number(escalateAfter) }),
    ...(leaderAfter === undefined ? {} : { leaderAfterDays: number(leaderAfter) }),
    ...(from === undefined ? {} : { fromMinute: minute('--from', from) }),
    ...(until === undefined ? {} : { untilMinute: minute('--until', until) }),
    ...(style === undefined ? {} : { style }),
  };
  const read = ruleColumns.safeParse(wanted);
  if (read.success) return read.data;
  throw new UsageError(
    'ladder: expected whole days, such as --before 7,3,1,0 --escalate-after 3 --leader-after 14',
  );
}

/** null for "-", NaN for what is no whole number. */
function number(text: string): number | null {
  const clean = text.trim();
  return clean === '-' ? null : /^\d{1,3}$/.test(clean) ? Number(clean) : Number.NaN;
}

function minute(option: string, text: string): number | null {
  if (text === '-') return null;
  const read = /^([01]?\d|2[0-3]):([0-5]\d)$/.exec(text);
  if (!read) throw new UsageError(`${option}: expected a time such as 14:00`);
  return Number(read[1]) * 60 + Number(read[2]);
}

/** What counts for the scope, kind by kind. */
async function effective(tx: Tx, scope: RuleScope, { kind, json }: Options): Promise<string[]> {
  const { book } = await loadLadders(tx, await standardLadder(tx));
  const { personId } = scope;
  const person = personId === null ? null : await actorOf(tx, { id: personId, name: '' });
  const agencyId = scope.agencyId ?? person?.grants[0]?.agencyId ?? 0;
  const kinds = kind ? [kind] : SOURCE_KINDS;
  const habits = book.habits(agencyId, personId ?? 0);
  const ladders = kinds.map((one) => ({
    kind: one,
    ...book.ladder(one, agencyId, personId ?? 0),
    ...habits,
  }));
  return json ? [JSON.stringify(ladders, null, 2)] : ladders.map(lineOf);
}

function lineOf(ladder: Ladder & { kind: string }): string {
  const before = ladder.beforeDays.map((days) => `T-${days}`).join(', ') || 'nothing before';
  const leaders =
    ladder.leaderAfterDays === null ? 'never' : `after ${ladder.leaderAfterDays} days overdue`;
  return (
    `${ladder.kind}: ${before}; escalation after ${ladder.escalateAfterDays} days overdue; ` +
    `leaders ${leaders}; ${clock(ladder.fromMinute)} to ${clock(ladder.untilMinute)}; ${ladder.style}`
  );
}

async function listed(tx: Tx, { json }: Options): Promise<string[]> {
  const rules = await namedLadderRules(tx);
  if (json) return [JSON.stringify(rules, null, 2)];
  return rules.length === 0 ? ['no rules: the default counts everywhere'] : rules.map(ruleLine);
}

function ruleLine(rule: NamedRule): string {
  const whom = [
    rule.personId === null ? '' : `person ${rule.personCode ?? `#${rule.personId}`}`,
    rule.agencyId === null ? '' : `agency ${rule.agencyCode}`,
    rule.sourceKind === null ? '' : `kind ${rule.sourceKind}`,
  ];
  const what = [
    rule.beforeDays && `before ${rule.beforeDays.join(',')}`,
    rule.escalateAfterDays !== null && `escalate after ${rule.escalateAfterDays}`,
    rule.leaderAfterDays !== null && `leaders after ${rule.leaderAfterDays}`,
    rule.fromMinute !== null && `from ${clock(rule.fromMinute)}`,
    rule.untilMinute !== null && `until ${clock(rule.untilMinute)}`,
    rule.style,
  ];
  const words = (parts: readonly (string | false | null)[]) => parts.filter(Boolean).join(', ');
  return `${words(whom)}: ${words(what)}`;
}

function clock(at: number): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${two(Math.floor(at / 60))}:${two(at % 60)}`;
}
