import { join } from 'node:path';
import { Command } from 'commander';
import { fileStore } from '../../files/store.ts';
import { writeBackup } from '../backup/write.ts';
import { withOffice } from '../office.ts';
import { progressBar } from '../progress.ts';

/** `tiendo backup`: database and files in one archive, while the bot goes on. */
export function backupCommand(): Command {
  return new Command('backup')
    .description('write database and files into one archive; the bot may run meanwhile')
    .option('-o, --output <file>', 'where to (default: tiendo-<moment>.tar in this folder)')
    .option('--json', 'print as JSON')
    .action(async (options: { output?: string; json?: boolean }) => {
      await withOffice(async ({ now, config, url }) => {
        const moment = now.toISOString().slice(0, 16).replace(/[:T]/g, '-');
        const out = options.output ?? `tiendo-${moment}.tar`;
        const files = fileStore(join(config.dataDir, 'files'));
        const manifest = await writeBackup(out, { url, files, now }, progressBar('files'));
        const done = { file: out, tables: manifest.tables.length, files: manifest.files.length };
        if (options.json) console.log(JSON.stringify(done, null, 2));
        else console.log(`${out}: ${done.tables} tables, ${done.files} files`);
      });
    });
}
