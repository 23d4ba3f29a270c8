import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openOffice, type TestOffice } from '../support/office.ts';
import { asProcess } from './run.ts';

let office: TestOffice;
let dataDir: string;
beforeAll(async () => {
  office = await openOffice();
  dataDir = await mkdtemp(join(tmpdir(), 'tiendo-start-'));
});
afterAll(async () => {
  await office.end();
  await rm(dataDir, { recursive: true, force: true });
});

/** Resolves with the address the process says it listens on. */
function started(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let log = '';
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      log += text;
      const address = /"address":"([^"]+)"/.exec(log)?.[1];
      if (address) resolve(address);
    });
    child.once('close', () => reject(new Error(`ended before it listened: ${log}`)));
  });
}

describe('start', () => {
  it('listens, keeps its port to itself, and ends in good order when told to', async () => {
    const env = { DATABASE_URL: office.url, DATA_DIR: dataDir, SIMULATOR: '1' };
    const child = spawn(process.execPath, ['bin/tiendo.mjs', 'start'], {
      cwd: fileURLToPath(new URL('../../', import.meta.url)),
      env: { PATH: process.env.PATH ?? '', ...env, PORT: '0', LOG_LEVEL: 'info' },
    });
    const ended = new Promise((resolve) => child.once('close', resolve));
    try {
      const address = await started(child);
      expect((await fetch(`${address}/readyz`)).status).toBe(200);
      const { port } = new URL(address);
      const second = await asProcess(['start'], { ...env, PORT: port, LOG_LEVEL: 'warn' });
      expect(second).toEqual({
        code: 1,
        out: '',
        err: `PORT: ${port} cannot be listened on (EADDRINUSE)\n`,
      });
    } finally {
      child.kill('SIGTERM');
    }
    expect(await ended).toBe(0);
  });
});
