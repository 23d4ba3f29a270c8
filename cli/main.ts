import { Command, CommanderError } from 'commander';
import { ConfigError } from '../config.ts';
import { describeError } from '../db/trouble.ts';
import { auditCommand } from './commands/audit.ts';
import { backupCommand } from './commands/backup.ts';
import { calendarCommand } from './commands/calendar.ts';
import { demoCommand } from './commands/demo.ts';
import { doctorCommand } from './commands/doctor.ts';
import { exportCommand } from './commands/export.ts';
import { hoursCommand } from './commands/hours.ts';
import { importCommand } from './commands/import.ts';
import { inspectionCommand } from './commands/inspection.ts';
import { inviteCommand } from './commands/invite.ts';
import { ladderCommand } from './commands/ladder.ts';
import { membershipCommand } from './commands/membership.ts';
import { migrateCommand } from './commands/migrate.ts';
import { regimeCommand } from './commands/regime.ts';
import { remindCommand } from './commands/remind.ts';
import { restoreCommand } from './commands/restore.ts';
import { retentionCommand } from './commands/retention.ts';
import { scoringCommand } from './commands/scoring.ts';
import { startCommand } from './commands/start.ts';
import { tiendoCommand } from './commands/tiendo.ts';
import { EXIT, UsageError } from './exit.ts';

/** Every verb; a new one is a new file and a line here. */
const VERBS = [
  startCommand,
  demoCommand,
  migrateCommand,
  importCommand,
  inviteCommand,
  membershipCommand,
  ladderCommand,
  calendarCommand,
  hoursCommand,
  regimeCommand,
  remindCommand,
  tiendoCommand,
  inspectionCommand,
  scoringCommand,
  exportCommand,
  doctorCommand,
  auditCommand,
  retentionCommand,
  backupCommand,
  restoreCommand,
];

/** Runs one command line; gives the exit code: 0 done, 1 failed, 2 wrong usage or input. */
export async function main(args: string[]): Promise<number> {
  const program = new Command('tiendo').description(
    'Tiến Độ: coordinates administrative reform work over chat',
  );
  for (const verb of VERBS) program.addCommand(verb());
  throwOnWrongUsage(program);
  try {
    await program.parseAsync(args, { from: 'user' });
    return EXIT.done;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.usage;
    if (error instanceof UsageError || error instanceof ConfigError) {
      console.error(error.message);
      return error instanceof UsageError ? EXIT.usage : EXIT.failed;
    }
    console.error(failureText(error));
    return EXIT.failed;
  }
}

/** Commander would end the process by itself, with 1; each command has to be told not to. */
function throwOnWrongUsage(command: Command): void {
  command.exitOverride().showHelpAfterError('(--help shows how it is used)');
  for (const sub of command.commands) throwOnWrongUsage(sub);
}

/** One line a person can act on; never a statement's values. */
function failureText(error: unknown): string {
  const { name, code, at } = describeError(error);
  if (code) return `failed: ${name} ${code} ${at}`;
  return error instanceof Error ? `failed: ${error.message}` : 'failed';
}
