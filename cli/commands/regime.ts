import { Command } from 'commander';
import { dueDay } from '../../core/calendar/day-off-rule.ts';
import { workCalendar } from '../../core/calendar/work-calendar.ts';
import { parseDuePhrase } from '../../core/reports/due-phrase.ts';
import { parseParts } from '../../core/reports/parts-phrase.ts';
import { PRESETS, partRules, presetDue, presetParts } from '../../core/reports/regime-presets.ts';
import { type RegimeRule, reversedPart } from '../../core/reports/regime-rule.ts';
import { localDateAt } from '../../core/time/zone.ts';
import { allAgencies } from '../../db/queries/agencies.ts';
import { appendAudit } from '../../db/queries/audit.ts';
import { loadDueRules } from '../../office/due.ts';
import { addRegime, endRegime, loadRegimes } from '../../office/regimes.ts';
import { oneAgency, rootAgency } from '../agency-argument.ts';
import { UsageError } from '../exit.ts';
import { inTransaction, type Office, withOffice } from '../office.ts';

interface AddOptions {
  preset: string;
  document: string;
  issuer?: string;
  who: string;
  parts?: string;
  due?: string;
  leading?: string;
  year: string;
  name?: string;
  dryRun?: boolean;
}

/** `tiendo regime list|add|end`: the periodic reports and the rules their periods follow from. */
export function regimeCommand(): Command {
  const command = new Command('regime').description('periodic reporting regimes by rule');
  command
    .command('list')
    .description('every regime with its coming periods')
    .action(() => withOffice(list));
  command
    .command('add')
    .description('a regime whose periods follow from a rule')
    .requiredOption('--preset <name>', PRESETS.join(', '))
    .requiredOption('--document <number>', 'such as 12/KH-UBND')
    .requiredOption('--who <names>', 'agencies and sets, with ";" between')
    .requiredOption('--year <year>', 'the first year')
    .option('--issuer <agency>', 'committee that asks (default: the top of the tree)')
    .option('--parts <periods>', 'such as "quý, 6 tháng, năm"')
    .option('--due <words>', 'such as "ngày 20 của tháng cuối kỳ"')
    .option('--leading <names>', 'agencies that report on the field they lead too')
    .option('--name <title>', 'what the regime is called')
    .option('--dry-run', 'show the periods, change nothing')
    .action((options: AddOptions) => withOffice((office) => add(office, options)));
  command
    .command('end')
    .description('make no more periods; withdraw those not begun')
    .argument('<document>', 'number of its document')
    .action((document: string) => withOffice((office) => end(office, document)));
  return command;
}

async function everything({ db }: Office) {
  const issuers = new Set<number | null>((await allAgencies(db)).map(({ id }) => id));
  return loadRegimes(db, issuers.add(null));
}

async function list(office: Office): Promise<void> {
  const today = localDateAt(office.now, office.timeZone);
  const { rule, calendar } = await loadDueRules(office.db);
  for (const { document, name, endedAt, parsed, periods } of await everything(office)) {
    const how = endedAt ? 'ended' : parsed ? 'by rule' : 'from a file';
    console.log(`${document}  ${name}  (${how})`);
    for (const { code, dataFrom, dataTo, dueOn } of periods.filter((one) => one.dueOn >= today)) {
      console.log(
        `  ${code.padEnd(10)} ${dataFrom}..${dataTo}  due ${dueDay(dueOn, rule, calendar)}`,
      );
    }
  }
}

async function add(office: Office, options: AddOptions): Promise<void> {
  const { db, now, timeZone } = office;
  const rule = ruleOf(options);
  const today = localDateAt(now, timeZone);
  const issuer = options.issuer ? await oneAgency(db, options.issuer, today) : await rootAgency(db);
  const { rule: dayOff, calendar } = await loadDueRules(db);
  const added = await inTransaction(db, options.dryRun === true, async (tx) => {
    const done = await addRegime(
      tx,
      {
        document: options.document,
        name: options.name ?? `Chế độ báo cáo theo ${options.document}`,
        issuerId: issuer.id,
        whoReports: namesIn(options.who),
        rule,
      },
      { now, timeZone },
    );
    if (done.ok) {
      const details = { what: 'added', regime: done.regimeId, periods: done.periods.length };
      const entry = { action: 'regime.changed', subject: 'office', details } as const;
      await appendAudit(tx, { ...entry, agencyId: issuer.id, personId: null, channel: 'cli' }, now);
    }
    return done;
  });
  if (!added.ok)
    throw new UsageError(`--document: there is a regime of it already (${added.name})`);
  for (const { code, name, dataFrom, dataTo, due } of added.periods) {
    console.log(
      `${code.padEnd(10)} ${dataFrom}..${dataTo}  due ${dueDay(due, dayOff, calendar)}  ${name}`,
    );
  }
  console.log(`${added.periods.length} periods, ${added.obligations.added} reports`);
  for (const { words, code } of added.questions) console.log(`to decide: ${code} "${words}"`);
  if (options.dryRun) console.log('dry run: nothing was changed');
}

async function end(office: Office, document: string): Promise<void> {
  const { db, now, timeZone } = office;
  const regime = (await everything(office)).find((one) => one.document === document);
  if (!regime) throw new UsageError(`document: there is no regime of "${document}"`);
  const ended = await db.transaction(async (tx) => {
    const done = await endRegime(tx, regime.id, { now, timeZone });
    if (!done) return null;
    const details = { what: 'ended', regime: regime.id, withdrawn: done.withdrawn };
    const entry = { action: 'regime.changed', subject: 'office', details } as const;
    await appendAudit(tx, { ...entry, personId: null, channel: 'cli' }, now);
    return done;
  });
  console.log(ended ? `ended; ${ended.withdrawn} reports withdrawn` : 'it had ended before');
}

function ruleOf(options: AddOptions): RegimeRule {
  const preset = PRESETS.find((one) => one === options.preset);
  if (!preset) throw new UsageError(`--preset: expected ${PRESETS.join(', ')}`);
  const parts = options.parts
    ? parseParts(options.parts)
    : (presetParts(preset) ?? parseParts('quý, 6 tháng, năm'));
  if (!parts)
    throw new UsageError(
      `--parts: "${options.parts}" was not understood; such as "quý, 6 tháng, năm"`,
    );
  const due = options.due ? readDue(options.due) : presetDue(preset);
  if (!due)
    throw new UsageError(
      `--due: ${preset} leaves the due day to you; such as --due "ngày 20 của tháng cuối kỳ"`,
    );
  if (!/^20\d\d$/.test(options.year)) throw new UsageError(`--year: "${options.year}" is no year`);
  const rule: RegimeRule = {
    version: 1,
    firstYear: Number(options.year),
    dueWords: due.words,
    leading: options.leading ? namesIn(options.leading) : [],
    parts: partRules(preset, parts, due.due),
  };
  const reversed = reversedPart(rule, workCalendar());
  if (reversed)
    throw new UsageError(`--due: ${reversed} would be due before its figures are final`);
  return rule;
}

function readDue(words: string) {
  const read = parseDuePhrase(words);
  if (!read.ok)
    throw new UsageError(
      `--due: "${words}" was not understood; such as "ngày 20 của tháng cuối kỳ"`,
    );
  return { words, due: read.due };
}

function namesIn(text: string): string[] {
  return text
    .split(';')
    .map((name) => name.trim())
    .filter((name) => name !== '');
}
