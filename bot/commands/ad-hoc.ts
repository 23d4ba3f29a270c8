import { loadAdHocNames } from '../../office/ad-hoc-report.ts';
import type { LinkedCommand } from '../command.ts';
import { startForm } from '../forms/session.ts';

/** `/dotxuat`: the coordinator asks agencies for a report that no regime provides for. */
export const adHoc: LinkedCommand = {
  name: 'dotxuat',
  words: ['dot xuat', 'bao cao dot xuat', 'yeu cau bao cao'],
  where: 'private',
  roles: ['coordinator'],
  access: 'linked',
  async run(ctx) {
    const names = await loadAdHocNames(ctx.tx, ctx.actor, ctx.today);
    await startForm(ctx, 'ad_hoc', { context: { names: JSON.stringify(names) }, answers: {} });
  },
};
