import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { fileStore } from '../../files/store.ts';
import { createLog } from '../../log.ts';
import { openServer } from '../../store.ts';
import { type RestoreRefusal, readBackup } from '../backup/read.ts';
import { UsageError } from '../exit.ts';
import { readOffline } from '../office.ts';

/** `tiendo restore`: a backup into a database that was never used. */
export function restoreCommand(): Command {
  return new Command('restore')
    .description('put a backup into an empty DATA_DIR, or DATA_DIR and an empty DATABASE_URL')
    .argument('<file>', 'what backup wrote')
    .action(async (file: string) => {
      if (!existsSync(file)) throw new UsageError(`${file}: there is no such file`);
      const config = readOffline();
      const server = await openServer(config, createLog('warn'));
      try {
        const files = fileStore(join(config.dataDir, 'files'));
        const done = await readBackup(file, { url: server.url, files });
        if (!done.ok) throw new UsageError(`${file}: ${refusalText(done.refusal)}`);
        const { madeAt, tables, files: restored } = done.manifest;
        console.log(
          `restored the backup of ${madeAt}: ${tables.length} tables, ${restored.length} files`,
        );
      } finally {
        await server.close();
      }
    });
}

function refusalText(refusal: RestoreRefusal): string {
  switch (refusal.code) {
    case 'no_backup':
      return 'this is no backup; expected a file that tiendo backup wrote';
    case 'damaged':
      return `the backup is damaged or cut off (${refusal.part}); nothing was restored`;
    case 'not_empty':
      return `the database is in use (${refusal.tables} tables); give an empty DATABASE_URL, or an empty DATA_DIR`;
    case 'too_new':
      return `the backup comes from a newer version of the program (schema ${refusal.backup}, this one knows ${refusal.program}); update it first`;
  }
}
