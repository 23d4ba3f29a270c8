import { spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { isRow, ROWS, type Row } from './rows.ts';
import type { Figures } from './size.ts';

/**
 * Runs the fault tests on real processes and prints what was accepted, sent, lost and doubled as a
 * table on stdout; progress goes to stderr. Ends with 1 when a test failed or a row is missing.
 */
const program = new Command('faults')
  .description('Runs the fault tests at full size and prints their table.')
  .option('--usual', 'the small numbers that run with every change', false)
  .option('--seed <number>', 'the instants of an earlier run; a new number when absent', readSeed)
  .option('--only <rows>', `some rows, with commas: ${Object.keys(ROWS).join(', ')}`, readRows)
  .parse();
const options = program.opts<{ usual: boolean; seed?: number; only?: Row[] }>();
const asked = options.only ?? Object.keys(ROWS).filter(isRow);
const seed = options.seed ?? randomInt(1, 2 ** 31);

const folder = mkdtempSync(join(tmpdir(), 'tiendo-figures-'));
const file = join(folder, 'figures');
const began = performance.now();
say(`${asked.length} rows, ${options.usual ? 'usual' : 'full'} size, --seed ${seed}`);
const files = [...new Set(asked.map((row) => `test/faults/${ROWS[row]}.test.ts`))];
const child = spawn('npx', ['vitest', 'run', ...files], {
  stdio: ['ignore', process.stderr, process.stderr],
  env: {
    ...process.env,
    FAULTS: options.usual ? 'usual' : 'full',
    FAULTS_SEED: String(seed),
    FAULTS_ONLY: asked.join(','),
    FAULTS_FIGURES: file,
  },
});
let told = 0;
const progress = setInterval(tellNew, 500);
const [code] = (await once(child, 'exit')) as [number | null];
clearInterval(progress);
tellNew();
const figures = new Map(readFigures().map((one) => [one.row, one]));
rmSync(folder, { recursive: true });

process.stdout.write(
  [
    '| fault | times | answers accepted | lost | doubled | messages due | sent | lost | doubled | worst delay |',
    '| --- | --: | --: | --: | --: | --: | --: | --: | --: | --: |',
    ...asked.map((row) => tableRow(row, figures.get(row))),
    '',
  ].join('\n'),
);
process.exitCode = code !== 0 || figures.size < asked.length ? 1 : 0;

function readFigures(): Figures[] {
  try {
    const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean);
    return lines.map((line) => JSON.parse(line) as Figures);
  } catch {
    // No test came so far, or the last line is being written.
    return [];
  }
}

function tellNew(): void {
  for (const { row } of readFigures().slice(told)) {
    told += 1;
    say(`${told}/${asked.length} ${row}`);
  }
}

function say(what: string): void {
  const seconds = Math.round((performance.now() - began) / 1000);
  process.stderr.write(`[${seconds} s] ${what}\n`);
}

function tableRow(name: Row, row: Figures | undefined): string {
  if (!row) return `| ${name}: failed |${' – |'.repeat(9)}`;
  const answers = row.answers
    ? [row.answers.accepted, row.answers.lost, row.answers.doubled]
    : ['–', '–', '–'];
  const delay = row.worstDelayMs === null ? '–' : `${(row.worstDelayMs / 1000).toFixed(1)} s`;
  const cells = [row.fault, row.times, ...answers, row.due, row.sent, row.lost, row.doubled, delay];
  return `| ${cells.join(' | ')} |`;
}

function readSeed(text: string): number {
  const number = Number(text);
  if (!Number.isSafeInteger(number)) throw new InvalidArgumentError('must be a whole number');
  return number;
}

function readRows(text: string): Row[] {
  const names = text.split(',');
  const rows = names.filter(isRow);
  if (rows.length < names.length) throw new InvalidArgumentError('there is no such row');
  return rows;
}
