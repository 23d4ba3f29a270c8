import { realpathSync } from 'node:fs';
import postgres from 'postgres';
import { ROLE } from './cluster.ts';

/** The database inside the cluster. */
const DATABASE = 'tiendo';

/** The address of our database, or of another one on the same server. */
export function serverUrl(port: number, password: string, database = DATABASE): string {
  return `postgres://${ROLE}:${password}@127.0.0.1:${port}/${database}`;
}

/** What is at a port: our server, a server that will not have us, another's, or nothing (yet). */
export type Reached =
  | { state: 'ours' }
  | { state: 'refused'; reason: string }
  | { state: "another cluster's" }
  | { state: 'silent' };

/** Asks the server at this port whether it serves this cluster, and makes our database if missing. */
export async function ensureDatabase(
  clusterDir: string,
  port: number,
  password: string,
): Promise<Reached> {
  try {
    return await identify(clusterDir, serverUrl(port, password));
  } catch (error) {
    if (codeOf(error) !== '3D000') return describe(error);
  }
  try {
    await createDatabase(serverUrl(port, password, 'postgres'));
    return await identify(clusterDir, serverUrl(port, password));
  } catch (error) {
    return describe(error);
  }
}

async function identify(clusterDir: string, url: string): Promise<Reached> {
  return withConnection(url, async (sql) => {
    const [row] = await sql<{ folder: string }[]>`
      select current_setting('data_directory') as folder`;
    const same = row !== undefined && realpathSync(row.folder) === realpathSync(clusterDir);
    return same ? { state: 'ours' } : { state: "another cluster's" };
  });
}

async function createDatabase(url: string): Promise<void> {
  await withConnection(url, async (sql) => {
    await sql`create database ${sql(DATABASE)}`;
  });
}

async function withConnection<T>(url: string, use: (sql: postgres.Sql) => Promise<T>): Promise<T> {
  const sql = postgres(url, { max: 1, connect_timeout: 10, onnotice: () => {} });
  try {
    return await use(sql);
  } finally {
    await sql.end({ timeout: 5 });
  }
}

/** Wrong password or role (class 28) will not mend itself; the rest may: starting, stopping, full. */
function describe(error: unknown): Reached {
  if (codeOf(error)?.startsWith('28') === true && error instanceof Error) {
    return { state: 'refused', reason: error.message };
  }
  return { state: 'silent' };
}

function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}
