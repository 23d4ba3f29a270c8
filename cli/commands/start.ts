import { Command } from 'commander';
import { startApp } from '../../app.ts';
import { readConfig } from '../../config.ts';
import { createLog } from '../../log.ts';
import { untilStopped } from '../until-stopped.ts';

/** `tiendo start`: the bot, on the channels the environment configures. */
export function startCommand(): Command {
  return new Command('start').description('run the bot').action(async () => {
    const config = readConfig(process.env);
    const app = await startApp(config, createLog(config.logLevel));
    await untilStopped(app);
  });
}
