import { Command } from 'commander';
import { plainText } from '../../core/messages/markup.ts';
import { localDateAt } from '../../core/time/zone.ts';
import { subtreeIds } from '../../db/queries/agencies.ts';
import { translator } from '../../locales/index.ts';
import { loadSummary } from '../../office/summary.ts';
import { tiendoMessage } from '../../views/tiendo/tiendo.ts';
import { oneAgency, rootAgency } from '../agency-argument.ts';
import { withOffice } from '../office.ts';

/** `tiendo tiendo [scope]`: the summary leaders see in the chat. */
export function tiendoCommand(): Command {
  return new Command('tiendo')
    .description('how things stand')
    .argument('[scope]', 'agency whose subtree is counted; the whole office without it')
    .option('--json', 'print the figures as JSON')
    .action(async (scope: string | undefined, options: { json?: boolean }) => {
      await withOffice(async ({ db, now, timeZone }) => {
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
          console.log(
            JSON.stringify(
              { scope: agency.name, at, tally, areas, agencies: named, reports },
              null,
              2,
            ),
          );
          return;
        }
        const message = tiendoMessage('main', 0, {
          source: page,
          at: { now, today, timeZone },
          t: translator('vi'),
        });
        console.log(plainText(message.text));
      });
    });
}
