import { Command } from 'commander';
import { plainText } from '../../core/messages/markup.ts';
import { localDateAt } from '../../core/time/zone.ts';
import { subtreeIds } from '../../db/queries/agencies.ts';
import { translator } from '../../locales/index.ts';
import { loadSummary } from '../../office/summary.ts';
import type { BarsBy } from '../../views/tiendo/picture.ts';
import { tiendoPicture } from '../../views/tiendo/post.ts';
import { tiendoMessage } from '../../views/tiendo/tiendo.ts';
import { oneAgency, rootAgency } from '../agency-argument.ts';
import { UsageError } from '../exit.ts';
import { parseInstant } from '../instant.ts';
import { moreFigures } from '../more-figures.ts';
import { withOffice } from '../office.ts';
import { writeOutput } from '../output-file.ts';

interface Options {
  json?: boolean;
  picture?: string;
  by?: string;
  at?: string;
  force?: boolean;
}

/** `tiendo tiendo [scope]`: the summary leaders see in the chat. */
export function tiendoCommand(): Command {
  return new Command('tiendo')
    .description('how things stand')
    .argument('[scope]', 'agency whose subtree is counted; the whole office without it')
    .option('--json', 'print the figures as JSON')
    .option('--picture <file>', 'write the picture leaders see, as PNG')
    .option('--by <areas|agencies>', 'what the bars of the picture are')
    .option('--at <instant>', 'judge deadlines at another moment, such as 2023-03-09T08:00')
    .option('--force', 'write over a file that is there')
    .action(async (scope: string | undefined, options: Options) => {
      const by = barsBy(options.by);
      await withOffice(async ({ db, now: officeNow, timeZone }) => {
        const now = options.at === undefined ? officeNow : parseInstant(options.at, timeZone);
        const today = localDateAt(now, timeZone);
        const agency = scope ? await oneAgency(db, scope, today) : await rootAgency(db);
        const visible = new Set(await subtreeIds(db, agency.id));
        const page = await loadSummary(db, agency.id, visible, now);
        if (!page) throw new Error('no figures for this agency');
        if (options.json) {
          const { tally, areas, agencies, reports } = page.summary;
          const named = agencies.map((one) => ({
            ...one,
            agency: page.agencyNames.get(one.agencyId) ?? '',
          }));
          const at = now.toISOString();
          const more = await moreFigures(db, page, { now, today, timeZone });
          console.log(
            JSON.stringify(
              { scope: agency.name, at, tally, areas, agencies: named, reports, ...more },
              null,
              2,
            ),
          );
          return;
        }
        const board = { source: page, at: { now, today, timeZone }, t: translator('vi') };
        if (options.picture !== undefined) {
          const bytes = await tiendoPicture(board, by);
          await writeOutput(options.picture, bytes, options.force ?? false);
          console.log(`${options.picture}: ${agency.name}, ${bytes.byteLength} bytes`);
          return;
        }
        const message = tiendoMessage('main', 0, board);
        console.log(plainText(message.text));
      });
    });
}

function barsBy(text: string | undefined): BarsBy | undefined {
  if (text === undefined || text === 'areas' || text === 'agencies') return text;
  throw new UsageError('--by: areas or agencies');
}
