import type { OpenCommand } from '../command.ts';
import { placeOf, showInspections } from '../inspections/board.ts';

/**
 * "tiến độ kiểm tra": how inspections stand, for leaders and for groups. `kt:l` lists inspections,
 * `kt:<inspection>` opens one below, `kt:<inspection>:<view>:<page>` turns the message it stands on.
 */
export const inspectionBoard: OpenCommand = {
  name: 'tiendokiemtra',
  words: ['tien do kiem tra', 'tinh hinh kiem tra'],
  where: 'both',
  access: 'anyone',
  hidden: true,
  run: (ctx) => showInspections(ctx),
  choices: {
    kt: (ctx, args) =>
      showInspections(ctx, placeOf(args), args[1] === undefined ? 'reply' : 'answer'),
  },
};
