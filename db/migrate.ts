import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { drizzle } from 'drizzle-orm/postgres-js';
import { migrate as applyMigrations } from 'drizzle-orm/postgres-js/migrator';
import postgres from 'postgres';

/** Any number, the same in every replica: only one of them migrates at a time. */
const MIGRATION_LOCK = 727_001;

const FOLDER = fileURLToPath(new URL('./migrations', import.meta.url));

/**
 * Brings the database to the newest schema, or to that of the first `upTo` migrations (a backup's);
 * safe to call from several replicas at once.
 */
export async function migrate(url: string, options: { upTo?: number } = {}): Promise<void> {
  const older = options.upTo === undefined ? null : migrationsUpTo(options.upTo);
  const client = postgres(url, { max: 1, onnotice: () => {}, connect_timeout: 10 });
  try {
    await client`select pg_advisory_lock(${MIGRATION_LOCK})`;
    await applyMigrations(drizzle(client), { migrationsFolder: older ?? FOLDER });
  } finally {
    await client.end({ timeout: 5 });
    if (older) rmSync(older, { recursive: true, force: true });
  }
}

/** How many migrations this program has. */
export function knownMigrations(): number {
  return journal().entries.length;
}

/** A folder like ours with only the first `count` of them. */
function migrationsUpTo(count: number): string {
  const folder = mkdtempSync(join(tmpdir(), 'tiendo-migrations-'));
  cpSync(FOLDER, folder, { recursive: true });
  const all = journal();
  const first = { ...all, entries: all.entries.slice(0, count) };
  writeFileSync(journalIn(folder), JSON.stringify(first));
  return folder;
}

function journal(): { entries: unknown[] } {
  return JSON.parse(readFileSync(journalIn(FOLDER), 'utf8')) as { entries: unknown[] };
}

function journalIn(folder: string): string {
  return join(folder, 'meta', '_journal.json');
}
