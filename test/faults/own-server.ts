import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openDatabase } from '../../db/client.ts';
import { launch } from '../../db/embedded/launch.ts';
import { findLayout } from '../../db/embedded/layout.ts';
import { livingPostmaster } from '../../db/embedded/postmaster.ts';
import { programPath, runProgram } from '../../db/embedded/programs.ts';
import { discardEmbedded, startEmbedded } from '../../db/embedded/server.ts';
import { migrate } from '../../db/migrate.ts';
import { ping } from '../../db/queries/system.ts';
import { loadDemo } from '../../demo/load.ts';
import { VIETNAM } from '../support/vietnam.ts';

/** A PostgreSQL of the test's own with Thạnh Trị 2023 in it, as durable as in production. */
export interface OwnServer {
  url: string;
  /** An administrator's restart: `pg_ctl stop -m fast`, a while later a start. */
  restart(downMs: number): Promise<void>;
  /** Stops it, has something done to its folder of data, and starts it. */
  between(work: (clusterDir: string) => Promise<void>): Promise<void>;
  /** `kill -9` of the postmaster; the start then recovers from its log of changes. */
  crash(downMs: number): Promise<void>;
  end(): Promise<void>;
}

export async function ownServer(): Promise<OwnServer> {
  const dataDir = mkdtempSync(join(tmpdir(), 'tiendo-faults-postgres-'));
  // As root, the server runs as another user, who must get in.
  chmodSync(dataDir, 0o755);
  const server = await startEmbedded({ dataDir });
  const layout = findLayout({ dataDir, onNotice: () => {} });
  const { clusterDir, nativeDir, account } = layout;
  const port = Number(new URL(server.url).port);
  await migrate(server.url);
  const { db, close } = openDatabase(server.url, { connections: 1 });
  await loadDemo(db, VIETNAM);
  await close();

  /** At its old address. The children of a killed server may take a moment to notice. */
  async function start(): Promise<void> {
    for (let attempt = 0; ; attempt += 1) {
      livingPostmaster(clusterDir);
      const outcome = await launch(layout, port, true);
      if (outcome.state === 'ready') {
        // On a busy machine the children of the killed one may still take the new one down.
        if (await answers()) return;
      } else if (!outcome.passing) {
        throw new Error(outcome.reason);
      }
      if (attempt === 100) throw new Error('the server does not come up again');
      await sleep(100);
    }
  }

  async function answers(): Promise<boolean> {
    const { db: probe, close: end } = openDatabase(server.url, { connections: 1 });
    try {
      for (let attempt = 0; attempt < 40; attempt += 1) {
        const up = await ping(probe).then(
          () => true,
          () => false,
        );
        if (up) return true;
        await sleep(50);
      }
      return false;
    } finally {
      await end();
    }
  }

  async function between(work: (clusterDir: string) => Promise<unknown>): Promise<void> {
    const args = ['stop', '-D', clusterDir, '-m', 'fast', '-w', '-s'];
    await runProgram(programPath(nativeDir, 'pg_ctl'), args, account);
    await work(clusterDir);
    await start();
  }

  return {
    url: server.url,
    restart: (downMs) => between(() => sleep(downMs)),
    between,
    async crash(downMs) {
      const postmaster = livingPostmaster(clusterDir);
      if (!postmaster) throw new Error('there is no server to kill');
      process.kill(postmaster.pid, 'SIGKILL');
      await sleep(downMs);
      await start();
    },
    async end() {
      await server.stop();
      await discardEmbedded({ dataDir });
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
