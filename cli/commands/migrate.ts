import { Command } from 'commander';
import { withOffice } from '../office.ts';

/** `tiendo migrate`: brings the database to the newest schema (`start` does it too). */
export function migrateCommand(): Command {
  return new Command('migrate').description('bring the database up to date').action(async () => {
    await withOffice(async () => console.log('the database is up to date'));
  });
}
