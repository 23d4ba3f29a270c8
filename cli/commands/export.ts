import { access } from 'node:fs/promises';
import { extname } from 'node:path';
import { Command } from 'commander';
import type { Consolidated } from '../../core/reports/consolidated.ts';
import { localDateAt } from '../../core/time/zone.ts';
import { appendAudit } from '../../db/queries/audit.ts';
import type { ExportedFile, ExportFormat, ExportKind } from '../../exports/consolidated/files.ts';
import { loadConsolidated } from '../../office/exports/consolidated.ts';
import { periodNamed, periodsByNearness } from '../../office/exports/periods.ts';
import { oneAgency, rootAgency } from '../agency-argument.ts';
import { UsageError } from '../exit.ts';
import { withOffice } from '../office.ts';
import { writeOutput } from '../output-file.ts';

const WHAT: Record<ExportKind, { about: string; formats: readonly ExportFormat[] }> = {
  report: { about: 'the consolidated report with all its appendices', formats: ['docx'] },
  appendix: { about: 'the forms of figures, added up', formats: ['xlsx', 'docx'] },
  progress: { about: 'the table of tasks and how they stand', formats: ['xlsx', 'docx'] },
};

interface Options {
  output: string;
  agency?: string;
  force?: boolean;
}

/** `tiendo export report|appendix|progress <period> -o <file>`. */
export function exportCommand(): Command {
  const command = new Command('export').description('write a period as Word or Excel');
  for (const kind of ['report', 'appendix', 'progress'] as const) {
    const { about, formats } = WHAT[kind];
    command.addCommand(
      new Command(kind)
        .description(about)
        .argument('<period>', 'code or words, such as 2023-Q1 or "quý I"')
        .requiredOption('-o, --output <file>', `file to write: ${formats.join(' or ')}`)
        .option('--agency <name>', 'whose subtree is consolidated; the whole office without it')
        .option('--force', 'replace the file if it exists')
        .action((period: string, options: Options) => run(kind, period, options)),
    );
  }
  return command;
}

async function run(kind: ExportKind, period: string, options: Options): Promise<void> {
  const { output, force = false } = options;
  const format = WHAT[kind].formats.find((one) => extname(output).toLowerCase() === `.${one}`);
  if (!format) {
    const endings = WHAT[kind].formats.map((one) => `.${one}`).join(' or ');
    throw new UsageError(`output: ${kind} is written to a file ending in ${endings}`);
  }
  if (!force && (await exists(output))) {
    throw new UsageError(`output: ${output} exists; --force replaces it`);
  }
  await withOffice(async ({ db, now, timeZone }) => {
    const today = localDateAt(now, timeZone);
    const agency = options.agency
      ? await oneAgency(db, options.agency, today)
      : await rootAgency(db);
    const periods = await periodsByNearness(db, today);
    const found = periodNamed(period, periods);
    if (!found) {
      const known = periods.map(({ code, name }) => `${code} (${name})`).join(', ') || 'none yet';
      throw new UsageError(`period: no period is called "${period}"; known: ${known}`);
    }
    const values = await db.transaction((tx) =>
      loadConsolidated(tx, { periodId: found.id, rootAgencyId: agency.id }, { now, timeZone }),
    );
    if (!values) throw new Error('nothing to export');
    if (kind === 'appendix' && values.forms.length === 0) {
      throw new UsageError(`period: the reports of ${found.code} hold no forms of figures`);
    }
    const { exportFile } = await import('../../exports/consolidated/files.ts');
    const file = await exportFile(kind, format, values);
    await writeOutput(output, file.bytes, force);
    const seen = { action: 'saw.export', subject: 'period', subjectId: found.id } as const;
    const about = { agencyId: agency.id, personId: null, channel: 'cli', details: { kind } };
    await db.transaction((tx) => appendAudit(tx, { ...seen, ...about }, now));
    console.log(said(output, kind, values, file));
  });
}

/** What was written, and what is missing in it. */
function said(
  output: string,
  kind: ExportKind,
  { body, period, forms, progress, reporting }: Consolidated,
  { bytes, open }: ExportedFile,
): string {
  const tasks = progress.reduce((sum, area) => sum + area.tasks.length, 0);
  const counts = {
    report: `${tasks} tasks, ${forms.length} forms`,
    appendix: `${forms.length} forms`,
    progress: `${tasks} tasks`,
  }[kind];
  const { received, expected } = reporting.all;
  const { missingAgencies } = reporting;
  return [
    `${output}: ${kind} of ${body.name}, ${period.code}, ${counts}, ${bytes.byteLength} bytes`,
    `reports received: ${received} of ${expected}`,
    ...(missingAgencies.length > 0 ? [`missing: ${missingAgencies.join(', ')}`] : []),
    ...(open > 0 ? [`places left open: ${open}`] : []),
  ].join('\n');
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
