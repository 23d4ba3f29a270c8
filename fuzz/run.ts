import { parseArgs } from 'node:util';
import { type Find, fuzz } from './fuzz.ts';
import { TARGETS } from './targets/index.ts';

/**
 * `npm run fuzz -- --inputs 1000000 --seed 7`: throws generated inputs at everything that takes what
 * anybody may send, prints a table, and ends with 1 when something crashed, lied or took too long.
 */
const { values } = parseArgs({
  options: {
    inputs: { type: 'string', default: '1000000' },
    seed: { type: 'string', default: '1' },
  },
});
const inputs = Number(values.inputs);
const seed = Number(values.seed);
const finds: Find[] = [];
let made = 0;
console.log(`seed ${seed}\n`);
console.log(`${'target'.padEnd(26)} ${'inputs'.padStart(9)} ${'slowest'.padStart(9)} finds`);
const whole = TARGETS.reduce((sum, { share }) => sum + share, 0);
for (const target of TARGETS) {
  const count = Math.max(1, Math.ceil((inputs * target.share) / whole));
  const result = await fuzz(target, seed, count);
  made += count;
  finds.push(...result.finds);
  const slowest = `${result.slowestMs.toFixed(1)} ms`;
  console.log(
    `${target.name.padEnd(26)} ${String(count).padStart(9)} ${slowest.padStart(9)} ${result.finds.length}`,
  );
}
console.log(`\n${made} inputs, ${finds.length} finds`);
for (const { target, what, input } of finds.slice(0, 10))
  console.log(`${target}: ${what}\n  ${input}`);
process.exitCode = finds.length > 0 ? 1 : 0;
