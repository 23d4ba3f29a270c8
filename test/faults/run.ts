import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Figures } from './size.ts';

/**
 * Runs the fault tests, at full size unless `--usual` is given, and prints what was accepted, sent,
 * lost and doubled as a table. More arguments go to vitest: `test/faults/killed`.
 */
const args = process.argv.slice(2);
const usual = args.includes('--usual');
const chosen = args.filter((one) => one !== '--usual');
const folder = mkdtempSync(join(tmpdir(), 'tiendo-figures-'));
const file = join(folder, 'figures');
const child = spawn('npx', ['vitest', 'run', ...(chosen.length > 0 ? chosen : ['test/faults'])], {
  stdio: 'inherit',
  env: { ...process.env, FAULTS: usual ? 'usual' : 'full', FAULTS_FIGURES: file },
});
const [code] = (await once(child, 'exit')) as [number | null];
let lines: string[] = [];
try {
  lines = readFileSync(file, 'utf8').trim().split('\n');
} catch {
  // No test came so far.
}
rmSync(folder, { recursive: true });
const rows = lines.map((line) => tableRow(JSON.parse(line) as Figures)).sort();
process.stdout.write(
  [
    '| fault | times | answers accepted | lost | doubled | messages due | sent | lost | doubled | worst delay |',
    '| --- | --: | --: | --: | --: | --: | --: | --: | --: | --: |',
    ...rows,
    '',
  ].join('\n'),
);
process.exitCode = code ?? 1;

function tableRow(row: Figures): string {
  const answers = row.answers
    ? [row.answers.accepted, row.answers.lost, row.answers.doubled]
    : ['–', '–', '–'];
  const delay = `${(row.worstDelayMs / 1000).toFixed(1)} s`;
  const cells = [row.fault, row.times, ...answers, row.due, row.sent, row.lost, row.doubled, delay];
  return `| ${cells.join(' | ')} |`;
}
