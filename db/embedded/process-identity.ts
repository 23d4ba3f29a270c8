import { execFileSync } from 'node:child_process';
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';

/**
 * Names a living process so that a later process with the same number is not taken for it:
 * `pid:mark`, where the mark is the boot and start time on Linux (`/proc`, see proc(5)), the start
 * time on macOS, and empty elsewhere. `undefined` when no such process lives (a zombie does not).
 * Meaningful only among processes that see each other: not across containers.
 */
export function identityOf(pid: number): string | undefined {
  if (process.platform === 'linux') {
    const mark = linuxMark(pid);
    return mark === undefined ? undefined : `${pid}:${mark}`;
  }
  if (!answersSignal(pid)) return undefined;
  return `${pid}:${process.platform === 'darwin' ? startedAt(pid) : ''}`;
}

/** Writes this very process's identity into a file that every user may read, whatever the umask. */
export function signFile(file: string): void {
  writeFileSync(file, identityOf(process.pid) ?? `${process.pid}:`);
  chmodSync(file, 0o644);
}

/** Whether the process that wrote this identity still lives. */
export function isAlive(identity: string): boolean {
  const pid = pidOf(identity);
  return pid !== undefined && identityOf(pid) === identity;
}

/** The process number in an identity; `undefined` for text that is no identity. */
export function pidOf(identity: string): number | undefined {
  const pid = Number.parseInt(identity, 10);
  return pid > 0 ? pid : undefined;
}

function linuxMark(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The command name in parentheses may hold spaces; what follows it starts with field 3.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const [state, startTicks] = [fields[0], fields[19]];
    if (state === 'Z' || state === 'X') return undefined;
    return `${bootId()}:${startTicks}`;
  } catch {
    return undefined;
  }
}

function bootId(): string {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').slice(0, 8);
  } catch {
    return '';
  }
}

function answersSignal(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it lives, and belongs to somebody else.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

function startedAt(pid: number): string {
  try {
    return execFileSync('/bin/ps', ['-o', 'lstart=', '-p', String(pid)], {
      encoding: 'utf8',
    }).trim();
  } catch {
    return '';
  }
}
