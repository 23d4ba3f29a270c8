import { idArgument, type OpenCommand } from '../command.ts';
import { offerBoard } from '../offer-board.ts';

/**
 * `/bang`: a link to the dashboard of what one may see here. `bd[:<agency>[:<period>]]` does the
 * same for one place and period.
 */
export const board: OpenCommand = {
  name: 'bang',
  words: ['bang theo doi', 'mo bang', 'mo web'],
  where: 'both',
  access: 'anyone',
  run: (ctx) => offerBoard(ctx, null, null),
  choices: {
    bd: (ctx, [agency, period]) => offerBoard(ctx, idArgument(agency), idArgument(period)),
  },
};
