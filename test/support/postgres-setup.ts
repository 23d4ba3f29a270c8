import { createHash } from 'node:crypto';
import { chmodSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import type { TestProject } from 'vitest/node';
import { identityOf } from '../../db/embedded/process-identity.ts';
import { discardEmbedded, startEmbedded } from '../../db/embedded/server.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** A PostgreSQL server for the tests; its role may create databases. */
    postgresUrl: string;
  }
}

/** The migrated database that `freshDatabase` copies. */
const TEMPLATE = 'tiendo_template';
const PREFIX = 'tiendo-test-postgres-';

/**
 * One server for the whole run: TEST_DATABASE_URL if set, else an embedded one in a folder of its
 * own, which goes with the run. A run that was killed leaves its folder and server to the next.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env.TEST_DATABASE_URL;
  const server = given === undefined ? await startTemporary() : { url: given, end: async () => {} };
  try {
    await makeTemplate(server.url);
  } catch (error) {
    await server.end();
    throw error;
  }
  project.provide('postgresUrl', server.url);
  return server.end;
}

async function startTemporary(): Promise<{ url: string; end: () => Promise<void> }> {
  await removeLeftovers();
  const dataDir = mkdtempSync(join(tmpdir(), `${PREFIX}${process.pid}-${markOf(process.pid)}-`));
  // As root, the server runs as another user, who must get in.
  chmodSync(dataDir, 0o755);
  const server = await startEmbedded({ dataDir, durable: false });
  return {
    url: server.url,
    end: async () => {
      await server.stop();
      await remove(dataDir);
    },
  };
}

/** Those of runs that were killed: the folder's name tells whose it is. */
async function removeLeftovers(): Promise<void> {
  for (const name of readdirSync(tmpdir())) {
    if (!name.startsWith(PREFIX)) continue;
    const [pid, mark] = name.slice(PREFIX.length).split('-');
    if (markOf(Number(pid)) !== mark) await remove(join(tmpdir(), name));
  }
}

async function remove(dataDir: string): Promise<void> {
  try {
    if (await discardEmbedded({ dataDir })) rmSync(dataDir, { recursive: true, force: true });
  } catch {
    // Another user's, or another run is removing it: not this run's concern.
  }
}

/** Short, the same for as long as the process lives. */
function markOf(pid: number): string {
  return createHash('sha256')
    .update(identityOf(pid) ?? 'dead')
    .digest('hex')
    .slice(0, 8);
}

async function makeTemplate(url: string): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    await sql`drop database if exists ${sql(TEMPLATE)} with (force)`;
    await sql`create database ${sql(TEMPLATE)}`;
  } finally {
    await sql.end();
  }
  const { migrate } = await import('../../db/migrate.ts');
  const template = new URL(url);
  template.pathname = `/${TEMPLATE}`;
  await migrate(template.href);
}
