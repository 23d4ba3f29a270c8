import { Command } from 'commander';
import { agencies } from '../import/agencies.ts';
import { calendar } from '../import/calendar.ts';
import type { Verb } from '../import/importing.ts';
import { inspection } from '../import/inspection.ts';
import { people } from '../import/people.ts';
import { plan } from '../import/plan.ts';
import { regime } from '../import/regime.ts';
import { scoring } from '../import/scoring.ts';
import { targets } from '../import/targets.ts';

/** Every kind of file, in the order help lists them; a new one is a new file and a line here. */
const KINDS: readonly ((verb: Verb) => void)[] = [
  agencies,
  people,
  plan,
  inspection,
  scoring,
  calendar,
  regime,
  targets,
];

/** `tiendo import agencies|people|plan|inspection|scoring|regime|targets|calendar <file> [--dry-run]`. */
export function importCommand(): Command {
  const command = new Command('import').description('take files into the books');
  for (const kind of KINDS) {
    kind((name, description) =>
      command
        .command(name)
        .description(description)
        .argument('<file>', 'CSV or XLSX')
        .option('--dry-run', 'show what would change, change nothing')
        .option('--json', 'print as JSON'),
    );
  }
  return command;
}
