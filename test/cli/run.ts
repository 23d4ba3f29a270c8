import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { vi } from 'vitest';
import { main } from '../../cli/main.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

export interface Ended {
  code: number | null;
  out: string;
  err: string;
}

export type Run = (args: readonly string[], env?: Record<string, string>) => Promise<Ended>;

/** Runs `tiendo <args>` as a shell would, with no other environment than what is given. */
export const asProcess: Run = (args, env = {}) => {
  const { PATH = '', TMPDIR = '/tmp' } = process.env;
  const child = spawn(process.execPath, ['bin/tiendo.mjs', ...args], {
    cwd: ROOT,
    env: { PATH, TMPDIR, ...env },
  });
  let [out, err] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    err += text;
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, out, err }));
  });
};

/** The same command line within this process: much cheaper, for the many variations of it. */
export const inProcess: Run = async (args, env = {}) => {
  const said = { out: '', err: '' };
  const line = (where: 'out' | 'err') => (text: unknown) => {
    said[where] += `${text}\n`;
  };
  const raw = (where: 'out' | 'err') => (text: string | Uint8Array) => {
    said[where] += text;
    return true;
  };
  const before = { ...process.env };
  const spies = [
    vi.spyOn(console, 'log').mockImplementation(line('out')),
    vi.spyOn(console, 'error').mockImplementation(line('err')),
    vi.spyOn(process.stdout, 'write').mockImplementation(raw('out')),
    vi.spyOn(process.stderr, 'write').mockImplementation(raw('err')),
  ];
  Object.assign(process.env, env);
  try {
    return { code: await main([...args]), ...said };
  } finally {
    process.env = before;
    for (const spy of spies) spy.mockRestore();
  }
};
