import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** A system user, as in /etc/passwd. */
export interface Account {
  name: string;
  uid: number;
  gid: number;
}

/** In order of preference; PostgreSQL refuses to run as root. */
const CANDIDATES = ['postgres', 'nobody', 'tiendo'];

/** Whether we must hand PostgreSQL to another user. Never on Windows. */
export function isRoot(): boolean {
  return process.getuid?.() === 0;
}

/** The user who runs PostgreSQL when we are root; makes the user `tiendo` if there is none fit. */
export function unprivilegedAccount(): Account {
  const found = findCandidate();
  if (found !== undefined) return found;
  spawnSync('useradd', ['--system', '--no-create-home', '--shell', '/usr/sbin/nologin', 'tiendo'], {
    stdio: 'ignore',
  });
  const made = findCandidate();
  if (made !== undefined) return made;
  throw new Error(
    'PostgreSQL refuses to run as root and there is no user postgres or nobody to run it as; start the bot as an ordinary user or set DATABASE_URL',
  );
}

/** The account with this number; unnamed ones are called by their number. */
export function accountOf(uid: number, gid: number): Account {
  const known = readAccounts().find((account) => account.uid === uid);
  return { name: known?.name ?? String(uid), uid, gid };
}

function findCandidate(): Account | undefined {
  const accounts = readAccounts();
  for (const name of CANDIDATES) {
    const account = accounts.find((one) => one.name === name && one.uid !== 0);
    if (account !== undefined) return account;
  }
  return undefined;
}

/** passwd(5): name:password:uid:gid:… */
function readAccounts(): Account[] {
  const accounts: Account[] = [];
  for (const line of readFileSync('/etc/passwd', 'utf8').split('\n')) {
    const [name, , uid, gid] = line.split(':');
    if (name === undefined || uid === undefined || gid === undefined) continue;
    accounts.push({ name, uid: Number(uid), gid: Number(gid) });
  }
  return accounts;
}
